// `trends:` as fitted: points chosen, units found, a line through them, and what there is to warn about.
// Place: model and data → program; trend_lowering.h makes values of it, `botec trend` shows it. Threads: belongs to the one thread
// that compiles; a FittedTrend is immutable once made.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/trend_fit.h"
#include "program/scope.h"
#include "program/trend_line.h"
#include "units/unit.h"

namespace botec {

struct FittedTrend {
  std::string name;                         // qualified: hardware.frontier
  Trend written;
  std::shared_ptr<const Table> table;
  bool dates = false;                       // x is one
  Unit unit;                                // of y
  Unit x_unit;                              // of x; years where it is a date
  Unit slope_unit;                          // 1/year; of a linear scale FLOP/year
  TrendPoints eligible;                     // all but the excluded ones
  Selection selection;
  TrendPoints points;                       // those chosen
  LineFit fit;
  std::shared_ptr<const TrendLine> line;    // bootstrap

  bool log() const { return written.scale == TrendScale::log; }
};
using TrendPointer = std::shared_ptr<const FittedTrend>;

// One per trend of `symbols`; null where an error was added.
std::vector<TrendPointer> fit_trends(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics);

// Whether a straight line through the logarithms makes the values as they are more likely than one through the values does: the
// likelihoods of the two Box-Cox transformations (1964) differ by more than half the 95% point of chi-squared with one degree.
bool grows_exponentially(const TrendPoints& linear);

// "60 points from 2010-02-08 to 2022-03-29".
std::string points_in_words(const FittedTrend& trend);
// What the row of a point is called: its cell in the first column of text, else its line in the file.
std::string row_name(const FittedTrend& trend, const TrendPoints& points, std::size_t index);
std::string x_in_words(const FittedTrend& trend, double x);
// The rule of selection as written in a model: "records", "largest 10".
std::string selection_in_words(const FittedTrend& trend);

}  // namespace botec
