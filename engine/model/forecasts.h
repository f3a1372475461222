// A file of forecasts as plain data with places: what was said, by whom, and what came out.
// Place: text → model → façade. Threads: plain data, immutable once read.
#pragma once

#include "model/model.h"

namespace botec {

// `made: 2022-07-12`
struct Date {
  double at = 0;                     // as calendar.h counts
  std::string text;
  Span span;
};

// What came out: a number, or whether it happened.
struct OutcomeForm {
  enum class Kind { number, yes_no };
  Kind kind = Kind::number;
  Quantity number;
  bool happened = false;
  Span span;
};

struct ForecastForm {
  enum class Kind { distribution, probability, model };
  Kind kind = Kind::distribution;
  Text by;                           // who said it
  InputForm form;                    // distribution
  double probability = 0;
  Text model, output, scenario;      // a model that is run, and the formula or question of it that is the forecast
  std::optional<Date> made;
  Text note, source;
  Span span;
};

struct ForecastQuestion {
  std::string name;
  Span name_span;
  Text question, source, note;
  std::optional<OutcomeForm> outcome;  // empty: open
  std::optional<Date> resolved;
  std::vector<ForecastForm> forecasts; // one, or one a forecaster
};

struct ForecastFile {
  SourcePointer source;
  Text title, description;
  Text by;                           // whose forecasts these are unless they say so
  Text baseline;                     // the forecaster that skill is measured against
  std::vector<double> levels;        // of intervals whose coverage is told; ascending, without repetition
  double range_level = 0.9;
  Model declarations;                // its units alone
  std::vector<ForecastQuestion> questions;
};

}  // namespace botec
