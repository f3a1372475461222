// The answer as plain data: everything that a person or a machine sees is laid out from this one struct.
// Place: program, samples, summaries → result → report. Threads: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

// A statistic and its Monte Carlo standard error (0 when it is exact); empty value: it does not exist.
struct Estimate {
  std::optional<double> value;
  std::optional<double> standard_error;
};

struct QuantileEstimate {
  double probability = 0;
  Estimate at;
};

// A value that an output has with a probability of its own.
struct OutputAtom {
  double value = 0, probability = 0;
};

// No trial lies between `low` and `high`, and as far as the trials tell, the share `probability` of them lies below: any number from
// one to the other is that quantile. The quantile itself is given as `low`, without an error.
struct OutputGap {
  double probability = 0, low = 0, high = 0;
};

// The infinite values of an output that may have them: they count in its quantiles, and it has no moments with them.
struct InfiniteValues {
  Estimate probability;
  std::string cause;                 // "the condition does not hold by 2035"
  std::string shown;                 // in the place of an infinite number: "after 2035"
  bool never = false;                // a time that does not come
};

struct IntervalEstimate {
  double level = 0.9;
  Estimate low, high;
};

struct ModelInfo {
  std::string title, description, file, scenario = "base";
};

struct RunInfo {
  std::string method = "plain";
  std::uint64_t samples = 0;         // all trials, over all replicates
  std::uint32_t replicates = 1;
  std::uint64_t seed = 1;
  double interval = 0.9;
  std::optional<double> tolerance;   // empty when the number of samples was fixed
  bool converged = true;
  bool interrupted = false;
  std::optional<double> given_share; // share of the trials that satisfied `given:`; empty without one
  std::uint64_t conditioned_points = 0;   // trials of what is not integrated out, over all replicates
  std::optional<double> effective_samples;   // under `observe:`: how many equally likely trials they are worth
};

// One of several estimates of one quantity, as it would be alone.
struct PoolSource {
  std::string name;
  double weight = 0;
  std::optional<double> median, low, high;   // low and high at the run's level
};

struct PoolResult {
  std::string method;
  bool logarithmic = false;
  std::vector<PoolSource> sources;
  std::optional<double> ratio;       // of the largest median to the smallest, where all are positive
  std::optional<double> between;     // the part of the variance of the mixture of the sources that is between their means
};

// What evidence leaves of an input.
struct InputPosterior {
  std::optional<double> mean, sd;
  std::vector<std::pair<double, double>> quantiles;   // as of the input
};

struct InputResult {
  std::string name, unit;
  std::string distribution;          // family, "constant"
  std::string description;           // as fitted, in words a user can check: "lognormal(mu=3.34, sigma=0.632), at most 1"
  std::optional<double> mean, sd, point;
  std::vector<std::pair<double, double>> quantiles;   // probability, value: 5, 25, 50, 75, 95%
  std::string source, note;
  bool author_point = false;         // `point` was written by the author (otherwise it is the median)
  std::optional<PoolResult> pool;
  std::optional<InputPosterior> posterior;   // under `given:` or `observe:`
};

// Counts per bin; bins are equally wide in the value, or in its logarithm when `logarithmic`.
struct Histogram {
  bool logarithmic = false;
  double low = 0, high = 0;          // outer edges, in the output's unit
  std::vector<double> shares;        // share of all finite trials per bin
  double below = 0, above = 0;       // shares outside
};

// How a distribution or a probability was found.
struct Computation {
  enum class Kind { sampled, conditioned, exact };
  Kind kind = Kind::sampled;
  std::string integrated;            // what was integrated out: "`words`"; with exact, what the rest follows from
};

// An input and its share of an output's variance.
struct Driver {
  std::string name;
  Estimate share;
};

// What series run along.
struct AxisResult {
  std::string name, unit;            // unit `date`: `at` in calendar years
  bool calendar = false;
  std::vector<double> at;
  std::vector<std::string> labels;   // "2024", "2024-07-01"
};

// One step of a series: as of any output.
struct StepResult {
  std::optional<double> point;
  Estimate mean, sd;
  std::vector<QuantileEstimate> quantiles;
  IntervalEstimate interval;
  std::optional<InfiniteValues> infinite;
};

struct SeriesResult {
  AxisResult axis;
  std::vector<StepResult> steps;     // the last of them is what stands in the output itself
};

struct OutputResult {
  std::string name, unit, description;
  Computation computation;           // of the quantiles and the interval
  bool moments_integrated = false;   // mean and sd too, where they exist; else those were sampled
  std::optional<double> point;       // the point estimate
  Estimate mean, sd;
  std::vector<QuantileEstimate> quantiles;   // 1, 2.5, 5, 10, 25, 50, 75, 90, 95, 97.5, 99%
  IntervalEstimate interval, shortest;
  std::vector<OutputAtom> atoms;
  std::vector<OutputGap> gaps;       // at quantiles and ends of the interval, ascending     // that quantiles and ends of the interval sit on, ascending
  double minimum = 0, maximum = 0;   // of the finite values, as is the histogram
  std::optional<InfiniteValues> infinite;
  std::uint64_t non_finite = 0;
  Histogram histogram;
  std::vector<Driver> drivers;       // the strongest first, where they were asked for
  std::string band;                  // of what rests on trends: "line", their uncertainty only, or "prediction", with the scatter
  bool condition = false;            // a formula that is true or false: its mean is a probability
  std::optional<double> constant;    // never varies
  std::optional<PoolResult> pool;
  std::optional<SeriesResult> series;
};

struct QuestionResult {
  std::string name, text, description;
  Estimate probability;
  Computation computation;
  std::optional<AxisResult> axis;    // of a question about a series …
  std::vector<Estimate> series;      // … its probability at each step; `probability` is that of the last
};

struct ExpectationResult {
  std::string output, quantity, unit;
  double expected = 0;
  std::optional<double> actual;
  double within = 0;
  bool met = false;
  Span span;
};

struct Result {
  ModelInfo model;
  RunInfo run;
  std::vector<InputResult> inputs;
  std::vector<OutputResult> outputs;
  std::vector<QuestionResult> questions;
  std::vector<ExpectationResult> expectations;
  std::vector<Diagnostic> warnings;
  std::vector<std::string> notes;    // conventions used: "1 month = 30.4375 days"
};

}  // namespace botec
