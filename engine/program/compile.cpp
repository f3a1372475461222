#include "program/compile.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "distributions/family.h"
#include "program/allocate.h"
#include "program/correlations.h"
#include "program/declarations.h"
#include "program/input_warnings.h"
#include "program/lower.h"
#include "program/moments_exist.h"
#include "program/order.h"
#include "random/design.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

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

  std::optional<Typed> look_up(const FormulaNode& node, const Scope& scope, bool from_formula);
  void lower_formula_symbol(std::uint32_t index);
};

std::optional<Typed> Compilation::look_up(const FormulaNode& node, const Scope& scope, bool from_formula) {
  const auto symbol = symbols.find(scope, node.name);
  if (!symbol && !scope.model->complete) return std::nullopt;   // the name may stand in what could not be read
  if (!symbol) {
    const auto dot = node.name.find('.');
    const bool unknown_import = dot != std::string::npos && !scope.imports.contains(node.name.substr(0, dot));
    diagnostics.error("unknown-name", node.span,
                      unknown_import ? "nothing is imported under the name `" + node.name.substr(0, dot) + "`"
                                     : "there is no input or formula named `" + node.name + "`",
                      did_you_mean(node.name, symbols.candidates(scope)));
    return std::nullopt;
  }
  if (symbol->kind == Symbol::Kind::formula) {
    if (from_formula) formula_used[symbol->index] = true;
    return formulas[symbol->index];
  }
  used[symbol->index] = true;
  const auto& input = inputs[symbol->index];
  if (!input) return std::nullopt;
  Typed result;
  result.unit = input->unit;
  if (const auto value = constant_value(input->distribution)) {
    result.node = graph.constant(*value * input->unit.scale);
  } else {
    result.node = graph.input(symbol->index);
    result.condition = input->distribution.family->name == "bernoulli";   // yes or no, usable as a condition
  }
  return result;
}

void Compilation::lower_formula_symbol(std::uint32_t index) {
  const FormulaSymbol& symbol = symbols.formulas()[index];
  const Formula& formula = *symbol.formula;
  const auto lookup = [&](const FormulaNode& node) { return look_up(node, *symbol.scope, true); };
  auto typed = lower_formula(formula.tree, lookup, graph, units, diagnostics);
  if (formula.unit) {
    const auto unit = unit_of(formula.unit.value, formula.unit.span, units, diagnostics);
    if (typed && unit && !typed->zero && !units.convertible(typed->unit, *unit)) {
      diagnostics.error("unit-mismatch", formula.unit.span,
                        "`" + formula.name + "` = " + quoted(formula.span) + " is " + unit_in_words(typed->unit) +
                            ", which cannot be shown " + unit_in_words(*unit));
    }
    if (!unit) typed.reset();
    if (typed) typed->unit = *unit;
  }
  formulas[index] = typed;
}

struct Target {
  std::string name, description;
  Typed typed;
  Span span, name_span;
  bool listed = true;
};

// The outputs: those listed, else every formula that no other formula uses.
std::vector<Target> find_outputs(Compilation& c) {
  std::vector<Target> result;
  const Scope& root = c.symbols.root();
  const auto add_formula = [&](std::uint32_t index) {
    const Formula& formula = *c.symbols.formulas()[index].formula;
    if (c.formulas[index]) {
      result.push_back({c.symbols.formulas()[index].name, formula.description.value, *c.formulas[index], formula.span, formula.name_span});
    }
  };
  for (const Text& wanted : c.model.outputs) {
    const auto symbol = c.symbols.find(root, wanted.value);
    if (!symbol && !c.model.complete) continue;
    if (!symbol) {
      c.diagnostics.error("unknown-name", wanted.span, "there is no formula named `" + wanted.value + "`",
                          did_you_mean(wanted.value, c.symbols.candidates(root)));
    } else if (symbol->kind == Symbol::Kind::formula) {
      add_formula(symbol->index);
    } else {
      FormulaNode node;
      node.name = wanted.value;
      node.span = wanted.span;
      if (const auto typed = c.look_up(node, root, false)) {
        result.push_back({wanted.value, c.symbols.inputs()[symbol->index].declared->form.description.value, *typed, wanted.span, wanted.span});
      }
    }
  }
  for (std::uint32_t i = 0; c.model.outputs.empty() && i < c.symbols.formulas().size(); ++i) {
    if (c.symbols.formulas()[i].scope == &root && !c.formula_used[i]) add_formula(i);
  }
  // An intermediate that `expect:` names is computed to be judged, and not shown.
  for (const Expectation& expectation : c.model.expectations) {
    const bool known = std::any_of(result.begin(), result.end(), [&](const Target& t) { return t.name == expectation.output; });
    const auto symbol = c.symbols.find(root, expectation.output);
    if (known || !symbol || symbol->kind != Symbol::Kind::formula) continue;
    const std::size_t before = result.size();
    add_formula(symbol->index);
    if (result.size() > before) result.back().listed = false;
  }
  return result;
}

std::optional<Typed> lower_condition(Compilation& c, const FormulaTree& tree, const char* what) {
  if (tree.empty()) return std::nullopt;
  const auto lookup = [&](const FormulaNode& node) { return c.look_up(node, c.symbols.root(), false); };
  auto typed = lower_formula(tree, lookup, c.graph, c.units, c.diagnostics);
  if (typed && !typed->condition) {
    c.diagnostics.error("not-a-condition", tree.root().span, std::string(what) + " wants a condition, and " + quoted(tree.root().span) + " is a number",
                        "write a comparison, such as P(x > 3)");
    return std::nullopt;
  }
  return typed;
}

// An output that depends on no input and has no finite value: no trial could have one.
void report_constant_faults(Compilation& c, const std::vector<Target>& targets) {
  std::vector<double> values;
  for (const Target& target : targets) {
    const auto needed = needed_nodes(c.graph, {target.typed.node});
    bool varies = false;
    for (NodeId id = 0; id < c.graph.size(); ++id) varies = varies || (needed[id] && c.graph[id].kind == GraphNode::Kind::input);
    if (varies) continue;
    if (values.empty()) values = evaluate_graph(c.graph, std::vector<double>(c.symbols.inputs().size(), 1.0));
    if (std::isfinite(values[target.typed.node])) continue;
    const NodeId id = non_finite_origin(c.graph, target.typed.node, values).value_or(target.typed.node);
    const GraphNode& node = c.graph[id];
    std::string arguments;
    for (int i = 0; i < node.arity; ++i) arguments += (i == 0 ? "" : ", ") + shortest(values[node.arguments[i]]);
    const std::string operation = node.function == nullptr ? "a constant" : "`" + std::string(node.function->name) + "`";
    c.diagnostics.error("non-finite", node.place ? node.place : target.span,
                        "`" + target.name + "` has no finite value: " + operation + " is " +
                            (std::isnan(values[id]) ? "not a number" : "infinite") + " here for the arguments (" + arguments + ")");
  }
}

// A comparison with NaN is false, which would be a silent answer: a question also computes whether its operands were numbers.
std::optional<NodeId> validity(Graph& graph, NodeId condition) {
  std::set<NodeId> operands;
  std::vector<NodeId> open{condition};
  std::set<NodeId> seen;
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second || graph[id].kind != GraphNode::Kind::call) continue;
    const GraphNode node = graph[id];
    for (int i = 0; i < node.arity; ++i) {
      if (node.function->units != UnitRule::compare) {
        open.push_back(node.arguments[i]);
      } else if (graph[node.arguments[i]].kind == GraphNode::Kind::call) {
        operands.insert(node.arguments[i]);
      }
    }
  }
  std::optional<NodeId> result;
  for (const NodeId operand : operands) {
    const NodeId self[] = {operand, operand};
    const NodeId valid = graph.call(*find_function("=="), self, graph[operand].place);
    const NodeId both[] = {result.value_or(valid), valid};
    result = result ? graph.call(*find_function("and"), both, graph[operand].place) : valid;
  }
  return result;
}

// Renumbers the graph's inputs so that only drawn ones remain, in the order of the model.
Graph renumber(const Graph& graph, const std::vector<std::uint32_t>& drawn_of, std::vector<NodeId>& new_id,
               const std::vector<bool>& needed) {
  Graph result;
  new_id.assign(graph.size(), 0);
  for (NodeId id = 0; id < graph.size(); ++id) {
    if (!needed[id]) continue;
    const GraphNode& node = graph[id];
    switch (node.kind) {
      case GraphNode::Kind::constant: new_id[id] = result.constant(node.value); break;
      case GraphNode::Kind::input: new_id[id] = result.input(drawn_of[node.input]); break;
      case GraphNode::Kind::call: {
        NodeId arguments[3] = {0, 0, 0};
        for (int i = 0; i < node.arity; ++i) arguments[i] = new_id[node.arguments[i]];
        new_id[id] = result.call(*node.function, {arguments, node.arity}, node.place);
        break;
      }
    }
  }
  return result;
}

double median_of(const FittedInput& input) { return quantile(input.distribution, 0.5); }

// One DrawnInput per input that something needed depends on.
std::vector<std::uint32_t> add_drawn(const Compilation& c, const std::vector<bool>& needed, Program& program) {
  std::vector<std::uint32_t> drawn_of(c.symbols.inputs().size(), 0xFFFFFFFF);
  std::vector<bool> wanted(c.symbols.inputs().size(), false);
  for (NodeId id = 0; id < c.graph.size(); ++id) {
    if (needed[id] && c.graph[id].kind == GraphNode::Kind::input) wanted[c.graph[id].input] = true;
  }
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]) continue;
    const FittedInput& fitted = *c.inputs[i];
    drawn_of[i] = static_cast<std::uint32_t>(program.drawn.size());
    const std::string& name = c.symbols.inputs()[i].name;
    program.drawn.push_back({name, stream_key(name), Sampler(fitted.distribution, fitted.unit.scale), drawn_of[i],
                             fitted.author_point.value_or(median_of(fitted)) * fitted.unit.scale});
  }
  return drawn_of;
}

// Inputs for the reader: those that the shown results depend on, and the author's own unused ones not at all.
void add_input_facts(const Compilation& c, Program& program) {
  std::set<std::string> conventions;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (!c.inputs[i] || !c.used[i]) continue;
    const InputSymbol& symbol = c.symbols.inputs()[i];
    const FittedInput& fitted = *c.inputs[i];
    const InputForm& form = *symbol.form;
    const InputForm& base = symbol.declared->form;
    const Text& source = form.source ? form.source : base.source;
    const Text& note = form.note ? form.note : base.note;
    std::string source_text = source.value;
    for (const auto& [name, text] : symbol.scope->model->sources) {
      if (name == source.value) source_text = text.value;
    }
    program.inputs.push_back({symbol.name, fitted.unit, fitted.distribution, fitted.description, fitted.author_point,
                              source_text, note.value, symbol.declared->name_span});
  }
}

void add_conventions(Compilation& c, Program& program) {
  std::set<std::string> all;
  for (const auto& input : program.inputs) all.insert(c.units.convention(input.unit));
  for (const auto& formula : program.formulas) all.insert(c.units.convention(formula.unit));
  all.erase("");
  program.conventions.assign(all.begin(), all.end());
}

void add_outputs(const std::vector<Target>& targets, const std::vector<NodeId>& new_id,
                 const Allocation& allocation, Program& program) {
  std::vector<double> points;
  for (const auto& input : program.drawn) points.push_back(input.point);
  const auto point_values = evaluate_graph(program.graph, points);
  for (const Target& target : targets) {
    ProgramOutput output;
    output.name = target.name;
    output.description = target.description;
    output.unit = target.typed.unit;
    output.node = new_id[target.typed.node];
    output.value = allocation.register_of[output.node];
    output.condition = target.typed.condition;
    output.listed = target.listed;
    output.point = point_values[output.node] / output.unit.scale;
    if (program.graph.is_constant(output.node)) output.constant = output.point;
    output.span = target.span;
    output.name_span = target.name_span;
    program.outputs.push_back(std::move(output));
  }
}

// Everything the program must compute: outputs, questions with their validity, conditions on the whole.
struct Roots {
  std::vector<Target> outputs;
  std::vector<std::pair<const Question*, Typed>> questions;
  std::vector<std::optional<NodeId>> valid;   // per question
  std::vector<std::pair<const Condition*, Typed>> given;

  std::vector<NodeId> nodes() const;
};

std::vector<NodeId> Roots::nodes() const {
  std::vector<NodeId> result;
  for (const auto& target : outputs) result.push_back(target.typed.node);
  for (const auto& [question, typed] : questions) result.push_back(typed.node);
  for (const auto& node : valid) {
    if (node) result.push_back(*node);
  }
  for (const auto& [condition, typed] : given) result.push_back(typed.node);
  return result;
}

Roots find_roots(Compilation& c) {
  Roots roots;
  roots.outputs = find_outputs(c);
  for (const Question& question : c.model.questions) {
    const auto typed = lower_condition(c, question.condition, "P()");
    if (!typed) continue;
    roots.questions.emplace_back(&question, *typed);
    roots.valid.push_back(validity(c.graph, typed->node));
  }
  for (const Condition& condition : c.model.given) {
    if (const auto typed = lower_condition(c, condition.tree, "`given`")) roots.given.emplace_back(&condition, *typed);
  }
  return roots;
}

void add_questions(const Roots& roots, const std::vector<NodeId>& new_id, const Allocation& allocation, Program& program) {
  for (std::size_t i = 0; i < roots.questions.size(); ++i) {
    const auto& [question, typed] = roots.questions[i];
    ProgramQuestion entry;
    entry.name = question->name;
    entry.text = question->text;
    entry.description = question->description.value;
    entry.node = new_id[typed.node];
    entry.value = allocation.register_of[entry.node];
    const auto& valid = roots.valid[i];
    if (valid && !program.graph.is_constant(new_id[*valid])) entry.valid = allocation.register_of[new_id[*valid]];
    if (program.graph.is_constant(entry.node)) entry.constant = program.graph[entry.node].value;
    entry.span = question->span;
    program.questions.push_back(std::move(entry));
  }
  for (const auto& [condition, typed] : roots.given) {
    program.given.push_back(allocation.register_of[new_id[typed.node]]);
    program.given_spans.push_back(condition->span);
    program.given_nodes.push_back(new_id[typed.node]);
  }
}

// From the checked graph to instructions and facts.
Program emit(Compilation& c, const Roots& roots, const std::vector<CorrelatedPair>& pairs) {
  Program program;
  std::vector<NodeId> nodes = roots.nodes();
  const auto needed = needed_nodes(c.graph, nodes);
  const auto drawn_of = add_drawn(c, needed, program);
  std::vector<NodeId> new_id;
  program.graph = renumber(c.graph, drawn_of, new_id, needed);
  for (NodeId& node : nodes) node = new_id[node];
  Allocation allocation = allocate(program.graph, nodes, static_cast<std::uint32_t>(program.drawn.size()));
  program.code = std::move(allocation.code);
  program.presets = std::move(allocation.presets);
  program.register_count = allocation.register_count;
  program.copulas = make_copulas(pairs, drawn_of);
  for (std::uint32_t i = 0; i < c.formulas.size(); ++i) {
    if (!c.formulas[i] || !needed[c.formulas[i]->node]) continue;
    const auto& symbol = c.symbols.formulas()[i];
    program.formulas.push_back({symbol.name, symbol.formula->text, c.formulas[i]->unit, new_id[c.formulas[i]->node]});
  }
  add_outputs(roots.outputs, new_id, allocation, program);
  add_questions(roots, new_id, allocation, program);
  add_input_facts(c, program);
  add_conventions(c, program);
  return program;
}

}  // namespace

std::optional<Program> compile(const Model& model, const CompileOptions& options, Diagnostics& diagnostics) {
  Compilation c{model, diagnostics, Symbols(model), UnitSystem(), {}, {}, {}, {}, {}};
  declare_units(c.symbols, c.units, diagnostics);
  apply_overrides(c.symbols, options, diagnostics);
  c.inputs = fit_inputs(c.symbols, c.units, diagnostics);
  c.used.assign(c.symbols.inputs().size(), false);
  c.formulas.resize(c.symbols.formulas().size());
  c.formula_used.assign(c.symbols.formulas().size(), false);
  for (const std::uint32_t index : order_formulas(c.symbols, diagnostics)) c.lower_formula_symbol(index);
  const Roots roots = find_roots(c);
  report_constant_faults(c, roots.outputs);
  if (!diagnostics.has_errors()) warn_about_inputs(c.symbols, c.inputs, c.used, diagnostics);   // a formula in error may use them
  const auto pairs = find_correlations(c.symbols, c.inputs, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;

  // From here on nothing can be wrong with the model, only with what it computes.
  Program program = emit(c, roots, pairs);
  find_missing_moments(program, diagnostics);
  program.units = std::make_shared<UnitSystem>(std::move(c.units));
  return program;
}

}  // namespace botec
