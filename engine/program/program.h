// The program: straight-line instructions on block registers, with everything a run needs and nothing it does not.
// Place: model → compile() → Program → samples. Promise: values are in base units (days became seconds) and are brought to
// their display unit only at the end; each instruction keeps its place in the file, so that a NaN can be traced to it.
// Threads: immutable after compile(), shared by all workers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "distributions/sampler.h"
#include "formula/function.h"
#include "program/conditioning.h"
#include "program/graph.h"
#include "text/diagnostic.h"
#include "units/unit.h"

namespace botec {

using Register = std::uint32_t;

// An input that varies: one draw per trial into one register.
struct DrawnInput {
  std::string name;
  std::uint64_t key;          // of its random stream: a hash of the name
  Sampler sampler;
  Register target;
  double point;               // the author's, else the median; base units
  bool ordered = true;        // its numbers are more or less of something; not where they only pick, as of a redrawn trend
  std::uint32_t dimension = 0;   // its coordinate in a net
  std::string step_of = {};      // of an input that is drawn anew at each step: that input
  const std::string& declared_name() const { return step_of.empty() ? name : step_of; }
};

struct Instruction {
  const Function* function;
  Register out = 0;
  Register in[3] = {0, 0, 0};
  std::uint8_t arity = 1;
  Span place;
};

struct PresetRegister {
  Register target;
  double value;
};

// Inputs joined by a Gaussian copula: their base normals are multiplied by the lower triangle (row after row).
struct CopulaGroup {
  std::vector<std::uint32_t> inputs;   // places in Program::drawn
  std::vector<double> cholesky;        // row-major n × n, zeros above the diagonal
  // Of a long chain, in which each input leans on the one before it and through it on the rest: by how much. Else empty.
  std::vector<double> leans;
};

// Why a moment of an output does not exist, in the user's terms, with the place that causes it.
struct MissingMoment {
  std::string cause;
  std::string help;
  Span span;
};

// The sources of an output that pools formulas, as outputs of their own.
struct ProgramPool {
  std::string method, scale;
  std::vector<std::string> names;
  std::vector<double> weights;         // sum to 1
  std::vector<std::size_t> sources;    // places in Program::outputs
};

// What an output that rests on trends shows: their lines only, or with the scatter around them.
enum class Band { none, line, prediction };

struct ProgramOutput {
  std::string name, description;
  Unit unit;                       // shown in
  Register value = 0;
  bool condition = false;
  bool listed = true;              // false: computed only because `expect:` names it
  bool brief = false;              // a step of a series before the last: its picture and what drives it are not wanted
  std::optional<double> constant;  // display unit; set when it never varies
  double point = 0;                // display unit
  std::optional<MissingMoment> no_mean, no_variance;
  std::optional<Infinity> infinity;   // may be infinite, and means it:
  std::vector<NodeId> infinity_nodes;        // in trials in which one of these is infinite; none: whenever it is
  std::vector<Register> infinity_sources;    // where those stand
  bool continuous = true;          // does not jump as an input moves
  bool fourth_moment = true;       // exists, so that the standard error of the sd does
  std::optional<Conditioning> conditioning;   // how its distribution is found without sampling all of it
  double moment_scale = 1;         // a power of two by which values are multiplied before their powers are summed
  NodeId node = 0;                 // of Program::graph
  std::optional<ProgramPool> pool;
  Band band = Band::none;
  Span span;                       // of its formula
  Span name_span;
};

struct ProgramQuestion {
  std::string name, text, description;
  Register value = 0;              // 1 or 0
  std::optional<Register> valid;   // 1 where no operand was NaN; empty: always
  std::optional<NodeId> valid_node;
  bool brief = false;              // a step of a series before the last
  std::optional<double> constant;
  std::optional<Conditioning> conditioning;
  std::optional<Conditioning> less;   // its probability is to be taken off: P(a < x and x < b) = P(x < b) - P(x <= a)
  NodeId node = 0;
  Span span;
};

// The sources of an input that pools estimates, in its unit.
struct PoolFact {
  std::string method;
  bool logarithmic = false;
  std::vector<std::string> names;
  std::vector<double> weights;     // sum to 1
  std::vector<Distribution> parts;
};

// An input as fitted, for the reader; constants too.
struct InputFact {
  std::string name;
  Unit unit;
  Distribution distribution;       // in `unit`
  std::string description;
  std::optional<double> author_point;
  std::string source, note;
  Span span;
  std::optional<PoolFact> pool;
};

// A formula that the program computes, for explain().
struct FormulaFact {
  std::string name, text;
  Unit unit;
  NodeId node = 0;
};

// Inputs that are ranked together, as places in Program::drawn.
struct DrawnGroup {
  std::string name;
  std::vector<std::uint32_t> inputs;
};

struct FittedTrend;   // program/fit_trends.h

// A trend of the model, and the inputs that its uncertainty is made of, as places in Program::drawn.
struct ProgramTrend {
  std::shared_ptr<const FittedTrend> fitted;   // also keeps alive what the graph calls
  std::vector<std::uint32_t> line;             // of the line
  std::vector<std::uint32_t> scatter;          // of the scatter around it
  bool imported = false;
};

// A choice between outputs (listed or not) by their expected values.
struct ProgramDecision {
  struct Option {
    std::string name;
    std::size_t output;              // place in Program::outputs
  };
  std::vector<Option> options;
  bool smallest = false;
  Unit unit;                         // of all options
};

// What series run along, and outputs or questions in a row that are the steps of one.
struct SeriesAxis {
  std::string name, unit;                // unit `date`: calendar years
  bool calendar = false;
  std::vector<double> at;
  std::vector<std::string> labels;       // "2024", "2024-07-01"
};
struct ProgramSeries {
  std::string name;
  std::size_t first = 0;                 // place of the first step in Program::outputs or questions
};

struct Program {
  std::vector<DrawnInput> drawn;
  std::vector<CopulaGroup> copulas;
  std::vector<PresetRegister> presets;
  std::vector<Instruction> code;
  std::uint32_t register_count = 0;
  std::vector<Register> given;     // conditions that all must hold
  std::vector<Span> given_spans;
  std::vector<NodeId> given_nodes;
  std::optional<NodeId> evidence_node;    // logarithm of what `observe:` makes of a trial's probability, but for a constant
  Register evidence = 0;
  Span evidence_span;
  std::vector<ProgramOutput> outputs;
  std::vector<ProgramQuestion> questions;
  std::vector<DrawnGroup> groups;          // of two inputs or more
  std::vector<ProgramTrend> trends;
  std::optional<ProgramDecision> decision;
  std::optional<SeriesAxis> axis;
  std::vector<ProgramSeries> output_series, question_series;
  std::vector<InputFact> inputs;
  std::vector<std::string> conventions;   // "1 month = 30.4375 days"

  // The graph the instructions were made from: it finds where a NaN began, and explains.
  Graph graph;                            // inputs are numbered as `drawn`
  std::vector<FormulaFact> formulas;      // in the order they are computed
  std::shared_ptr<UnitSystem> units;      // the model's, for what is read in units after compiling (`expect:`)
};

}  // namespace botec
