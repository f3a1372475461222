// What compile() has found out so far, and its two halves: finding the roots (what must be computed) and emitting the program.
// Place: inside program/. Threads: belongs to the one thread that compiles.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "program/compile.h"
#include "program/correlations.h"
#include "program/declarations.h"
#include "program/groups.h"
#include "program/lower.h"
#include "program/scope.h"
#include "program/trend_lowering.h"

namespace botec {

// What compile() has found out so far.
struct Compilation {
  const Model& model;
  Diagnostics& diagnostics;
  Symbols symbols;
  UnitSystem units;
  Graph graph;                                       // inputs numbered as symbols.inputs()
  std::vector<std::optional<FittedInput>> inputs;    // per symbol
  std::vector<std::optional<Typed>> formulas;        // per symbol
  std::optional<Axis> axis;                          // of `over:`
  std::vector<std::vector<std::uint32_t>> step_inputs;        // per symbol: of an input drawn anew at each step, those inputs
  std::vector<bool> is_series;                                // per formula
  std::vector<std::vector<std::optional<Typed>>> series;      // per formula that is one: its steps
  SeriesMemo memo;
  std::vector<bool> used;                            // inputs that a formula, question or condition names
  std::vector<bool> formula_used;                    // formulas that another formula names
  std::vector<std::string> also;                     // formulas to compute although they are not outputs
  bool keep_constants = false;                       // as inputs of the graph

  std::vector<TrendInputs> trends = {};              // per symbol

  std::optional<Typed> look_up(const FormulaNode& node, const Typed* argument, const Scope& scope, std::optional<std::size_t> step);
  std::optional<Typed> look_up_series(const FormulaNode& node, std::uint32_t formula, std::optional<std::size_t> step);
  // A tree of the model's own, at a step or outside of series.
  std::optional<Typed> lower(const FormulaTree& tree, const Scope& scope, std::optional<std::size_t> step = {});
  // The formula, or one step of it.
  std::optional<Typed> lower_formula_symbol(std::uint32_t index, std::optional<std::size_t> step = {});
  // Does the value of this tree change from step to step?
  bool along_series(const FormulaTree& tree, const Scope& scope) const;
  LoweringTools tools() { return {graph, units, diagnostics}; }
  std::optional<Typed> look_up_trend(const FormulaNode& node, const Typed* argument, const Scope& scope);
  std::uint32_t add_input(const Scope& scope, std::string name, Distribution distribution, const Span& span);
};

struct Target {
  std::string name, description;
  Typed typed;
  Span span, name_span;
  bool listed = true;
  bool brief = false;                 // a step of a series before its last: not drawn, not ranked
};

// Outputs, or questions, that are the steps of one series.
struct SeriesRange {
  std::string name;
  std::size_t first = 0;
};

// Everything the program must compute: outputs, questions with their validity, conditions on the whole.
struct Roots {
  std::vector<Target> outputs;
  std::vector<SeriesRange> output_series, question_series;
  std::vector<std::pair<const Question*, Typed>> questions;
  std::vector<std::optional<NodeId>> valid;   // per question
  std::vector<std::pair<const Condition*, Typed>> given;
  std::optional<NodeId> evidence;             // the logarithm of the likelihood of what was observed
  std::vector<std::size_t> options;           // of the decision: places in `outputs`
  Unit option_unit;
  std::vector<NamedInputs> groups;

  std::vector<NodeId> nodes() const;
};

// `over:` → the axis, the inputs of each step, which formulas are series.
void begin_series(Compilation& c, const std::vector<std::uint32_t>& order);

// Every formula in an order in which it can be computed: what follows from a whole series behind all of its steps.
void lower_formulas(Compilation& c, const std::vector<std::uint32_t>& order);

// Correlations between the steps of one input.
void add_step_correlations(const Compilation& c, std::vector<CorrelatedPair>& pairs);

Roots find_roots(Compilation& c);

// The logarithm of the likelihood of all observations, but for a constant; nothing where there are none.
std::optional<NodeId> find_evidence(Compilation& c);

// What the outputs that pool formulas say about their sources.
void attach_pools(const Compilation& c, Program& program);

// An error for each output that depends on no input and has no finite value: no trial could have one.
void report_constant_faults(Compilation& c, const std::vector<Target>& targets);

// From the checked graph to a program without instructions, and those.
Program emit(Compilation& c, const Roots& roots, const std::vector<CorrelatedPair>& pairs);
void give_registers(Program& program);

}  // namespace botec
