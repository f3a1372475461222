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
  std::vector<bool> used;                            // inputs that a formula, question or condition names
  std::vector<bool> formula_used;                    // formulas that another formula names
  std::vector<std::string> also;                     // formulas to compute although they are not outputs
  bool keep_constants = false;                       // as inputs of the graph

  std::optional<Typed> look_up(const FormulaNode& node, const Scope& scope, bool from_formula);
  void lower_formula_symbol(std::uint32_t index);
};

struct Target {
  std::string name, description;
  Typed typed;
  Span span, name_span;
  bool listed = true;
};

// Everything the program must compute: outputs, questions with their validity, conditions on the whole.
struct Roots {
  std::vector<Target> outputs;
  std::vector<std::pair<const Question*, Typed>> questions;
  std::vector<std::optional<NodeId>> valid;   // per question
  std::vector<std::pair<const Condition*, Typed>> given;
  std::optional<NodeId> evidence;             // the logarithm of the likelihood of what was observed
  std::vector<std::size_t> options;           // of the decision: places in `outputs`
  Unit option_unit;
  std::vector<NamedInputs> groups;

  std::vector<NodeId> nodes() const;
};

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
