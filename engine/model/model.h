// What the user wrote, with places: the model file as plain data. Nothing is resolved or checked against anything else yet:
// units are still text, names may not exist. compile() (program/) does that.
// Threads: plain data, immutable once read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/trend_fit.h"
#include "formula/tree.h"
#include "text/diagnostic.h"

namespace botec {

// A piece of text with its place; `span` is empty where the user wrote nothing.
struct Text {
  std::string value;
  Span span;
  explicit operator bool() const { return static_cast<bool>(span); }
};

// A number with its unit as written: `85 days`, `1.5M USD`, `5%`.
struct Quantity {
  double value = 0;       // suffix and percent sign applied
  std::string unit;       // "" when none was written
  bool percent = false;
  bool date = false;      // 2027-06-30: value as text/calendar.h counts, unit `date`
  char suffix = 0;        // k M B T, for warnings about ranges whose ends were written differently
  Span span;              // the whole of it
  Span unit_span;
};

struct NumberArgument {
  std::string name;
  Quantity value;
  Span span;              // of the name
};

struct QuantileArgument {
  double probability = 0; // 0.05 for `p5`
  Quantity value;
  Span span;
};

struct Range {
  Quantity low, high;
  std::optional<double> level;   // `level: 80%` beside it
  Span level_span;
  Span span;
};

// Anything that can stand as an input, a component of a mixture, an override of a scenario or of --set.
struct InputForm {
  enum class Kind { constant, distribution, mixture, pool };
  Kind kind = Kind::constant;

  Quantity constant;
  std::string family;                       // "" where a range or bare quantiles imply it
  Span family_span;
  std::optional<Range> range;
  std::vector<NumberArgument> numbers;      // mean: …, sd: …
  std::vector<QuantileArgument> quantiles;  // p5: …, in the order written
  std::vector<Quantity> values;             // empirical, categorical
  std::vector<Quantity> weights;            // categorical, mixture
  Span values_span, weights_span;
  Text file, column;                        // empirical; the column's numbers are already in `values`
  bool smooth = false;
  std::vector<InputForm> components;        // mixture, pool
  std::vector<std::string> component_names; // pool, of each source: "" where none was given
  Text method, scale;                       // pool

  // `unit:`, else the unit of the string form, else the first unit that one of the quantities has. A quantity without a unit of
  // its own is in this one.
  std::string unit;
  Span unit_span;
  std::optional<Quantity> min, max, point;
  Text source, note, description;
  Text per;                                 // drawn anew for each step of this coordinate of `over:` …
  std::optional<Quantity> ar;               // … with this correlation between neighbours
  bool failed = false;                      // an error was reported: the name exists, nothing else is to be relied on
  Span span;
};

struct Input {
  std::string name;
  Span name_span;
  InputForm form;
  bool made = false;      // not written by the author: it belongs to a pool of formulas
};

// A formula that pools others. The reader has made a formula of each source, and its own tree out of those.
struct FormulaPool {
  std::string method, scale;              // mixture, precision, mean, geometric_mean; log, linear
  std::vector<std::string> names;         // of the sources, to show
  std::vector<std::string> sources;       // their formulas
  std::vector<double> weights;            // sum to 1; of precision what multiplies the precisions
  std::vector<std::string> weight_inputs; // precision: inputs that stand for the weights, which follow from a first sample
  Span span;
};

struct Formula {
  std::string name;
  Span name_span;
  std::string text;       // as written, folded to one line
  FormulaTree tree;       // empty after a syntax error, which is then in the diagnostics
  Text unit, description, source, note;
  Span span;              // of the formula's text
  std::optional<FormulaPool> pool;
  bool made = false;      // not written by the author: a source of a pool
};

struct Question {
  std::string name;
  Span name_span;
  std::string text;       // "P(training_compute > 3.14e23 [FLOP])"
  FormulaTree condition;
  Text description;
  Span span;
};

// One entry of `given:`.
struct Condition {
  std::string text;
  FormulaTree tree;
  Span span;
};

// One entry of `observe:`: what was seen of a quantity, and how exactly.
struct Observation {
  enum class Kind { normal, lognormal, poisson, binomial };
  Kind kind = Kind::normal;
  FormulaTree quantity;                // what is observed; of counts the expected number, or the probability
  std::string text;
  Quantity value, spread;              // `sd`; `factor` (at the file's range_level) or `gsd`
  bool spread_is_factor = false;
  Quantity trials;                     // binomial; its successes are the value
  Span span;
};

struct Correlation {
  Text first, second;     // names of inputs
  double rank = 0;        // Spearman
  Span rank_span;
  Span span;
};

struct Scenario {
  std::string name;
  Span name_span;
  std::vector<Input> overrides;
};

struct UnitDeclaration {
  std::string name;
  Span name_span;
  std::string description;             // "chip": a word on what it is
  std::optional<Quantity> multiple_of; // `board: 4 TPU`
};

struct Model;

struct Import {
  std::string name;
  Span name_span;
  Text path;
  std::shared_ptr<const Model> model;  // null when it could not be read (said in the diagnostics)
};

struct Table;

// An entry of `data:`: the rows of a file that `where:` leaves, with the columns that were derived from them.
struct DataTable {
  std::string name;
  Span name_span;
  Text file;
  std::shared_ptr<const Table> table;  // null after an error
};

// `p5: 6.9e21 FLOP` of an entry under `expect:`.
struct ExpectedQuantity {
  std::string quantity;                // "p5", "mean", "median", "sd", "point", "probability", "low", "high"
  Quantity value;
  Span span;
};

struct Expectation {
  std::string output;                  // a formula or a question
  Span output_span;
  std::string scenario = "base";
  Span scenario_span;
  double within = 0.01;                // relative
  std::vector<ExpectedQuantity> quantities;
};

// `{largest: 10}` under `select:`, with its numbers as written.
struct TrendSelection {
  Selection::Rule rule = Selection::Rule::all;
  std::size_t count = 0;               // largest
  double threshold = 0;                // z_above
  std::optional<Quantity> window;      // z_above: a duration where x is a date
  Span span;
};

// One entry of `trends:`: a line through the rows of a table.
struct Trend {
  std::string name;
  Span name_span;
  Text data;                           // an entry of `data:`
  Text x, y;                           // columns of it
  Text unit, x_unit;                   // of y; of x where it is no date
  TrendScale scale = TrendScale::linear;
  Span scale_span;
  TrendSelection select;
  std::optional<Quantity> from, to;    // what is taken of x; a date is in years (text/calendar.h) and has `from_date`
  bool from_date = false, to_date = false;
  std::vector<std::pair<Text, std::vector<Text>>> exclude;   // column and names in it
  FitMethod fit = FitMethod::least_squares;
  bool bootstrap = true;               // else the classical predictive distribution
  Span method_span;
  double noise = 1;                    // each value is uncertain by this factor
  Text description, source, note;
  bool failed = false;                 // an error was reported: the name exists, nothing else is to be relied on
  Span span;
};

// Inputs that are ranked together.
struct InputGroup {
  Text name;
  std::vector<Text> members;           // names of inputs or imports
};

struct DecisionOption {
  std::string name;
  FormulaTree tree;       // empty after a syntax error
  Span span;
};

// A choice between formulas by their expected values.
struct Decision {
  std::vector<DecisionOption> options;
  bool smallest = false;               // is best, as of costs
  Span span;
};

// `over: {year: 2024 to 2035}`: the coordinate of series.
struct Over {
  std::string name;
  Quantity low, high;
  std::optional<Quantity> step;        // 1 otherwise
  Span name_span, span;
};

template <class T>
struct Setting {
  T value{};
  Span span;
};

// The author's defaults under `run:`; the command line wins.
struct RunDefaults {
  std::optional<Setting<double>> interval;       // 0.9
  std::optional<Setting<std::uint64_t>> samples;
  std::optional<Setting<double>> tolerance;
  std::optional<Setting<std::string>> method;    // "plain", "lhs", "sobol"
  std::optional<Setting<std::uint32_t>> replicates;
  std::optional<Setting<std::uint64_t>> seed;
};

struct Model {
  SourcePointer source;
  bool complete = true;                          // false: names may be missing, so nothing should be said about unknown ones
  Text title, description;
  std::vector<std::pair<std::string, Text>> sources;
  std::vector<UnitDeclaration> units;
  std::vector<Import> imports;
  std::vector<DataTable> tables;
  std::vector<Input> inputs;
  std::vector<Trend> trends;
  std::vector<Formula> formulas;
  std::vector<Text> outputs;                     // empty: every formula that no other formula uses
  std::vector<Question> questions;
  std::vector<Condition> given;
  std::vector<Observation> observations;
  std::vector<Correlation> correlations;
  std::vector<Scenario> scenarios;
  std::vector<Expectation> expectations;
  std::vector<InputGroup> groups;
  std::optional<Decision> decision;
  std::optional<Over> over;
  double range_level = 0.9;
  RunDefaults run;
};

}  // namespace botec
