// Compilation, first half: names looked up, formulas lowered, and the values found that the program must compute.
#include <algorithm>
#include <cmath>
#include <set>

#include "distributions/family.h"
#include "program/compilation.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {

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
    const double base = *value * input->unit.scale;
    result.node = keep_constants ? graph.input(symbol->index, base) : graph.constant(base);
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

namespace {

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
  // An intermediate that `expect:` or the caller names is computed, and not shown.
  std::vector<std::string> unlisted = c.also;
  for (const Expectation& expectation : c.model.expectations) unlisted.push_back(expectation.output);
  for (const Formula& formula : c.model.formulas) {
    if (formula.pool) unlisted.insert(unlisted.end(), formula.pool->sources.begin(), formula.pool->sources.end());
  }
  for (const std::string& name : unlisted) {
    const bool known = std::any_of(result.begin(), result.end(), [&](const Target& t) { return t.name == name; });
    const auto symbol = c.symbols.find(root, name);
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

void check_option(Compilation& c, const DecisionOption& option, const Typed& typed, const Typed& reference) {
  if (typed.condition) {
    c.diagnostics.error("bad-decision", option.span, "an option is a number to be compared, and " + quoted(option.tree.root().span) + " is a condition");
  } else if (!typed.zero && !reference.zero && !c.units.convertible(reference.unit, typed.unit)) {
    c.diagnostics.error("bad-decision", option.span, "options are compared, and " + quoted(option.tree.root().span) + " is " + unit_in_words(typed.unit) +
                                                         " while the first is " + unit_in_words(reference.unit));
  }
}

// The options of the decision are outputs that are not shown, unless they are outputs already.
void find_options(Compilation& c, Roots& roots) {
  std::vector<std::pair<const DecisionOption*, Typed>> options;
  for (const DecisionOption& option : c.model.decision->options) {
    if (option.tree.empty()) continue;
    const auto lookup = [&](const FormulaNode& node) { return c.look_up(node, c.symbols.root(), false); };
    const auto typed = lower_formula(option.tree, lookup, c.graph, c.units, c.diagnostics);
    if (typed) options.emplace_back(&option, *typed);
  }
  if (options.empty()) return;
  const auto with_unit = std::find_if(options.begin(), options.end(), [](const auto& o) { return !o.second.zero; });
  const Typed reference = with_unit == options.end() ? options.front().second : with_unit->second;
  for (const auto& [option, typed] : options) {
    check_option(c, *option, typed, reference);
    const NodeId node = typed.node;
    const auto same = std::find_if(roots.outputs.begin(), roots.outputs.end(), [&](const Target& t) { return t.typed.node == node; });
    roots.options.push_back(static_cast<std::size_t>(same - roots.outputs.begin()));
    if (same != roots.outputs.end()) continue;
    Typed shown = typed;
    shown.unit = reference.unit;   // which a bare 0 takes
    roots.outputs.push_back({option->name, "", shown, option->span, option->span, false});
  }
  roots.option_unit = reference.unit;
}

}  // namespace

std::vector<NodeId> Roots::nodes() const {
  std::vector<NodeId> result;
  for (const auto& target : outputs) result.push_back(target.typed.node);
  for (const auto& [question, typed] : questions) result.push_back(typed.node);
  for (const auto& node : valid) {
    if (node) result.push_back(*node);
  }
  for (const auto& [condition, typed] : given) result.push_back(typed.node);
  if (evidence) result.push_back(*evidence);
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
  roots.evidence = find_evidence(c);
  if (c.model.decision) find_options(c, roots);
  roots.groups = find_groups(c.symbols, c.model, c.diagnostics);
  return roots;
}

void report_constant_faults(Compilation& c, const std::vector<Target>& targets) {
  std::vector<double> values;
  const auto infinities = possible_infinities(c.graph);
  for (const Target& target : targets) {
    const auto needed = needed_nodes(c.graph, {target.typed.node});
    bool varies = false;
    for (NodeId id = 0; id < c.graph.size(); ++id) varies = varies || (needed[id] && c.graph[id].kind == GraphNode::Kind::input);
    if (varies) continue;
    if (values.empty()) values = evaluate_graph(c.graph, std::vector<double>(c.symbols.inputs().size(), 1.0));
    if (std::isfinite(values[target.typed.node])) continue;
    if (std::isinf(values[target.typed.node]) && infinities[target.typed.node] != nullptr) continue;
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

}  // namespace botec
