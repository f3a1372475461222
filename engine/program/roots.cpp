// Compilation, first half: names looked up, formulas lowered, and the values found that the program must compute.
#include <algorithm>
#include <cmath>

#include "distributions/family.h"
#include "program/compilation.h"
#include "program/steps.h"
#include "program/validity.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {

std::optional<Typed> Compilation::look_up_series(const FormulaNode& node, std::uint32_t formula, std::optional<std::size_t> step) {
  if (step) return series[formula].empty() ? std::nullopt : series[formula][*step];
  diagnostics.error("series", node.span, "`" + node.name + "` is a series, and one value belongs here",
                    "write `at(" + node.name + ", " + (axis ? axis->labels.back() : "2030") + ")` for its value at a step, or `crossing(" + node.name + " > …)`");
  return std::nullopt;
}

std::optional<Typed> Compilation::look_up(const FormulaNode& node, const Typed* argument, const Scope& scope, std::optional<std::size_t> step) {
  if (argument != nullptr) return look_up_trend(node, argument, scope);
  const auto symbol = symbols.find(scope, node.name);
  if (!symbol && model.over && !axis && node.name == model.over->name) return std::nullopt;   // its fault is known
  if (!symbol && axis && node.name == axis->name) {
    if (!step) {
      diagnostics.error("series", node.span, "`" + node.name + "` changes from step to step, and one value belongs here", "write `at(x, " + axis->labels.back() + ")` for the value of a series at a step");
      return std::nullopt;
    }
    Typed result;
    result.unit = axis->unit;
    result.node = graph.constant(axis->base[*step]);
    if (axis->calendar) result.calendar_year = axis->at[*step];
    return result;
  }
  if (!symbol && names_trend(symbols, scope, node.name)) return look_up_trend(node, nullptr, scope);
  if (!symbol && !scope.model->complete) return std::nullopt;   // the name may stand in what could not be read
  if (!symbol) {
    const auto dot = node.name.find('.');
    std::vector<std::string> candidates = symbols.candidates(scope);
    if (axis) candidates.push_back(axis->name);
    const bool unknown_import = dot != std::string::npos && !scope.imports.contains(node.name.substr(0, dot));
    diagnostics.error("unknown-name", node.span,
                      unknown_import ? "nothing is imported under the name `" + node.name.substr(0, dot) + "`"
                                     : "there is no input or formula named `" + node.name + "`",
                      did_you_mean(node.name, candidates));
    return std::nullopt;
  }
  if (symbol->kind == Symbol::Kind::formula) {
    if (is_series[symbol->index]) return look_up_series(node, symbol->index, step);
    return formulas[symbol->index];
  }
  used[symbol->index] = true;
  const auto& input = inputs[symbol->index];
  if (!input) return std::nullopt;
  std::uint32_t index = symbol->index;
  if (const auto& steps = step_inputs[index]; !steps.empty()) {
    if (!step) {
      diagnostics.error("series", node.span, "`" + node.name + "` is drawn anew at each step, and one value belongs here", "use it in a series, and that with `at(x, " + axis->labels.back() + ")`");
      return std::nullopt;
    }
    index = steps[*step];
  }
  Typed result;
  result.unit = input->unit;
  if (const auto value = constant_value(input->distribution)) {
    const double base = *value * input->unit.scale;
    result.node = keep_constants ? graph.input(index, base) : graph.constant(base);
  } else {
    result.node = graph.input(index);
    result.condition = input->distribution.family->name == "bernoulli";   // yes or no, usable as a condition
  }
  return result;
}

std::optional<Typed> Compilation::lower(const FormulaTree& tree, const Scope& scope, std::optional<std::size_t> step) {
  const auto lookup = [&](const FormulaNode& node, const Typed* argument, std::optional<std::size_t> at) { return look_up(node, argument, scope, at); };
  return lower_formula(tree, {lookup, axis ? &*axis : nullptr, step, &memo, model.complete}, tools());
}

std::optional<Typed> Compilation::lower_formula_symbol(std::uint32_t index, std::optional<std::size_t> step) {
  const FormulaSymbol& symbol = symbols.formulas()[index];
  const Formula& formula = *symbol.formula;
  auto typed = lower(formula.tree, *symbol.scope, step);
  if (typed) typed->literal = false;
  if (!formula.unit) return typed;
  const auto unit = unit_of(formula.unit.value, formula.unit.span, units, diagnostics);
  if (!unit) return std::nullopt;
  if (!typed) return typed;
  auto shown = tools();
  if (!typed->zero && !units.convertible(typed->unit, *unit)) *typed = without_soft_years(*typed, shown);
  if (!typed->zero && !units.convertible(typed->unit, *unit)) {
    diagnostics.error("unit-mismatch", formula.unit.span,
                      "`" + formula.name + "` = " + quoted(formula.span) + " is " + unit_in_words(typed->unit) +
                          ", which cannot be shown " + (unit->date ? "as a date" : unit_in_words(*unit)));
  }
  typed->unit = *unit;
  typed->soft_years = 0;   // what is named has the unit that it is said to have
  return typed;
}

namespace {

// The outputs: those listed, else every formula that no other formula uses.
std::vector<Target> find_outputs(Compilation& c, std::vector<SeriesRange>& series) {
  std::vector<Target> result;
  const Scope& root = c.symbols.root();
  const auto add_formula = [&](std::uint32_t index) {
    const Formula& formula = *c.symbols.formulas()[index].formula;
    const std::string& name = c.symbols.formulas()[index].name;
    if (c.formulas[index]) result.push_back({name, formula.description.value, *c.formulas[index], formula.span, formula.name_span});
    if (c.series[index].empty()) return;
    series.push_back({name, result.size()});
    const Unit unit = c.series[index].back()->unit;   // the first step may be a bare 0
    for (std::size_t k = 0; k < c.axis->size(); ++k) {
      Typed step = *c.series[index][k];
      step.unit = unit;
      result.push_back({step_name(name, *c.axis, k), formula.description.value, step, formula.span, formula.name_span, true, k + 1 < c.axis->size()});
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
      if (const auto typed = c.look_up(node, nullptr, root, {})) {
        result.push_back({wanted.value, c.symbols.inputs()[symbol->index].declared->form.description.value, *typed, wanted.span, wanted.span});
      }
    }
  }
  const auto own = [&](std::uint32_t i) { return c.symbols.formulas()[i].scope == &root; };
  const auto count = static_cast<std::uint32_t>(c.symbols.formulas().size());
  bool any_last = false;
  for (std::uint32_t i = 0; i < count; ++i) any_last = any_last || (own(i) && !c.formula_used[i]);
  for (std::uint32_t i = 0; c.model.outputs.empty() && i < count; ++i) {
    if (own(i) && (!c.formula_used[i] || !any_last)) add_formula(i);   // of series that feed each other none is the last: all are shown
  }
  // An intermediate that `expect:` or the caller names is computed, and not shown.
  std::vector<std::string> unlisted = c.also;
  for (const Expectation& expectation : c.model.expectations) unlisted.push_back(expectation.output);
  for (const Formula& formula : c.model.formulas) {
    if (formula.pool) unlisted.insert(unlisted.end(), formula.pool->sources.begin(), formula.pool->sources.end());
  }
  for (const std::string& wanted : unlisted) {
    const std::string name = wanted.substr(0, wanted.find_first_of("@["));   // of a series at a step
    const bool known = std::any_of(result.begin(), result.end(), [&](const Target& t) { return t.name == name; }) ||
                       std::any_of(series.begin(), series.end(), [&](const SeriesRange& s) { return s.name == name; });
    const auto symbol = c.symbols.find(root, name);
    if (known || !symbol || symbol->kind != Symbol::Kind::formula) continue;
    const std::size_t before = result.size();
    add_formula(symbol->index);
    for (std::size_t i = before; i < result.size(); ++i) result[i].listed = false;
  }
  return result;
}

std::optional<Typed> lower_condition(Compilation& c, const FormulaTree& tree, const char* what, std::optional<std::size_t> step = {}) {
  auto typed = c.lower(tree, c.symbols.root(), step);
  if (typed && !typed->condition) {
    c.diagnostics.error("not-a-condition", tree.root().span, std::string(what) + " wants a condition, and " + quoted(tree.root().span) + " is a number",
                        "write a comparison, such as P(x > 3)");
    return std::nullopt;
  }
  return typed;
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
    const auto typed = c.lower(option.tree, c.symbols.root());
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
  roots.outputs = find_outputs(c, roots.output_series);
  const auto ask = [&](const Question& question, std::optional<std::size_t> step) {
    const auto typed = lower_condition(c, question.condition, "P()", step);
    if (!typed) return;
    roots.questions.emplace_back(&question, *typed);
    roots.valid.push_back(validity(c.graph, typed->node));
  };
  for (const Question& question : c.model.questions) {
    if (!c.along_series(question.condition, c.symbols.root())) {
      ask(question, {});
      continue;
    }
    roots.question_series.push_back({question.name, roots.questions.size()});
    for (std::size_t k = 0; k < c.axis->size() && !c.diagnostics.has_error_within(question.span); ++k) ask(question, k);
  }
  for (const Condition& condition : c.model.given) {
    if (const auto typed = lower_condition(c, condition.tree, "`given`")) roots.given.emplace_back(&condition, *typed);
  }
  roots.evidence = find_evidence(c);
  if (c.model.decision) find_options(c, roots);
  roots.groups = find_groups(c.symbols, c.model, c.diagnostics);
  for (NamedInputs& group : roots.groups) {
    std::vector<std::uint32_t> all;
    for (const std::uint32_t input : group.inputs) {
      if (c.step_inputs[input].empty()) all.push_back(input);
      all.insert(all.end(), c.step_inputs[input].begin(), c.step_inputs[input].end());
    }
    group.inputs = std::move(all);
  }
  for (std::size_t i = 0; i < c.step_inputs.size(); ++i) {
    if (!c.step_inputs[i].empty()) roots.groups.push_back({c.symbols.inputs()[i].name, c.step_inputs[i]});
  }
  for (const TrendInputs& trend : c.trends) {   // what is one thing to the reader is ranked as one
    NamedInputs parts;
    for (const auto& input : {trend.slope_error, trend.level_error, trend.variance}) {
      if (input) parts.inputs.push_back(*input);
    }
    if (!parts.inputs.empty()) roots.groups.push_back({trend.trend->name, std::move(parts.inputs)});
    NamedInputs scatter;
    for (const auto& [x, input] : trend.scatter) scatter.inputs.push_back(input);
    if (!scatter.inputs.empty()) roots.groups.push_back({trend.trend->name + ".scatter", std::move(scatter.inputs)});
  }
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
    if (std::isinf(values[target.typed.node]) && !infinities[target.typed.node].empty()) continue;
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
