// The answer of `botec score` as plain data: every forecast with its scores, and what they say together.
// Place: scoring → result → report. Threads: plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "result/result.h"
#include "scoring/calibration.h"
#include "scoring/law_scores.h"
#include "scoring/paired.h"

namespace botec {

// A row of the catalogue for one forecast.
struct ScoreValue {
  std::string name;                // of the catalogue: "crps"
  Estimate value;                  // empty: does not exist, `missing` says why
  std::string missing;
};

struct ScoredForecast {
  std::string question, text, by;
  std::string made, resolved, source, note;   // dates as written
  std::string forecast;            // in words: "lognormal, 90% interval 5 to 33"
  bool yes_no = false;             // a probability of what happened or did not
  bool open = true;                // without an outcome: nothing is scored
  std::string unit;                // of the question: all figures are in it
  std::optional<double> outcome;   // of a probability 1 or 0
  Estimate probability;
  std::optional<double> median;
  std::vector<LevelScore> levels;
  std::vector<QuantileScore> quantiles;
  std::vector<ScoreValue> scores;
};

struct MeanScore {
  std::string name, unit;          // the unit of scores that have one
  Estimate mean;                   // its error is that of so few questions, not of sampling
  std::size_t questions = 0, missing = 0;
};

struct Coverage {
  double level = 0.9;
  Share held;
};

// What one forecaster's forecasts say together.
struct ForecasterSummary {
  std::string by;
  std::size_t numbers = 0, yes_no = 0, open = 0;
  std::vector<MeanScore> means;    // in the order of the catalogue
  // Of numbers.
  std::vector<Coverage> coverage;
  std::vector<double> places;                // the percentile of each outcome, in the order of the file
  std::vector<std::size_t> percentiles;      // how many of them in each tenth
  std::size_t below_median = 0;
  std::optional<double> factor;              // sharpness: high/low of the display interval, geometric mean over positive ones
  std::size_t factors = 0;
  std::optional<double> width;               // its mean width, where all questions have one unit
  std::string width_unit;
  // Of probabilities.
  std::vector<ReliabilityBin> reliability;
  std::optional<double> said_if_yes, said_if_no;   // mean probability of what happened, and of what did not
  double base_rate = 0;                      // how often it happened
};

// Two forecasters on the questions that both answered, by one score.
struct Comparison {
  std::string first, second, score, unit;
  PairedDifference paired;         // first less second: below 0 the first was better
  std::size_t left_out = 0;        // common questions where a score is not finite
  std::optional<double> skill;     // 1 - mean of first / mean of second, where second is the baseline
};

struct ScoreResult {
  std::string title, description, file, baseline;
  double level = 0.9;              // of the intervals shown
  std::uint64_t seed = 1;          // of the models that were run
  std::uint64_t samples = 0;       // 0: no model was
  std::vector<ScoredForecast> forecasts;     // in the order of the file
  std::vector<ForecasterSummary> forecasters;
  std::vector<Comparison> comparisons;
  std::vector<Diagnostic> warnings;
};

}  // namespace botec
