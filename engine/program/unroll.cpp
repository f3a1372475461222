// Compilation of series: which formulas are some, the inputs of each step, and the order in which all of it can be computed.
#include <algorithm>
#include <cmath>

#include "formula/series_contexts.h"
#include "program/compilation.h"
#include "program/steps.h"

namespace botec {
namespace {

// What one formula names.
struct Use {
  std::uint32_t formula;
  SeriesContext context;
};

std::vector<Use> uses_of(const Compilation& c, std::uint32_t index) {
  const FormulaSymbol& symbol = c.symbols.formulas()[index];
  const FormulaTree& tree = symbol.formula->tree;
  const auto contexts = series_contexts(tree);
  std::vector<Use> uses;
  for (std::size_t id = 0; id < tree.nodes.size(); ++id) {
    if (tree.nodes[id].kind != FormulaNode::Kind::name) continue;
    const auto used = c.symbols.find(*symbol.scope, tree.nodes[id].name);
    if (used && used->kind == Symbol::Kind::formula) uses.push_back({used->index, contexts[id]});
  }
  return uses;
}

// An input drawn anew at each step becomes so many inputs, alike but for their names.
void add_step_inputs(Compilation& c, std::uint32_t index) {
  const InputSymbol symbol = c.symbols.inputs()[index];
  const InputForm& form = *symbol.form;
  const Text& per = form.per ? form.per : symbol.declared->form.per;
  if (!per) return;
  if (!c.axis || per.value != c.axis->name) {
    const std::string help = c.axis ? "write `per: " + c.axis->name + "`" : "add `over: {" + per.value + ": 2024 to 2035}`";
    const bool unread = !c.axis && (c.model.over || !c.model.complete);   // why there is none has been said
    if (!unread) c.diagnostics.error("over", per.span, "`" + symbol.name + "` is drawn per `" + per.value + "`, and the model has no such coordinate", help);
    return;
  }
  if (!c.inputs[index] || constant_value(c.inputs[index]->distribution)) return;
  for (std::size_t k = 0; k < c.axis->size(); ++k) {
    c.step_inputs[index].push_back(static_cast<std::uint32_t>(c.symbols.inputs().size()));
    InputSymbol step = symbol;
    step.step = true;
    step.name = step_name(symbol.name, *c.axis, k);
    c.symbols.inputs().push_back(step);
    c.inputs.push_back(c.inputs[index]);
  }
}

double neighbour_correlation(const Compilation& c, std::uint32_t index) {
  const InputSymbol& symbol = c.symbols.inputs()[index];
  const auto& ar = symbol.form->ar ? symbol.form->ar : symbol.declared->form.ar;
  return ar ? ar->value : 0;
}

void check_correlations(Compilation& c) {
  for (const Scope& scope : c.symbols.scopes()) {
    for (const Correlation& correlation : scope.model->correlations) {
      for (const Text* side : {&correlation.first, &correlation.second}) {
        const auto input = c.symbols.find_input(scope, side->value);
        if (!input || c.step_inputs[*input].empty()) continue;
        c.diagnostics.error("bad-correlation", side->span, "`" + side->value + "` is drawn anew at each step and cannot be correlated with another input",
                            "`ar:` correlates its steps with each other");
      }
    }
  }
}

// The stage of each formula: behind every series that it looks at as a whole. Nothing where they go in a circle.
std::optional<std::vector<std::size_t>> find_stages(Compilation& c, const std::vector<std::uint32_t>& order) {
  std::vector<std::vector<Use>> uses(c.symbols.formulas().size());
  for (const std::uint32_t f : order) uses[f] = uses_of(c, f);
  std::vector<std::size_t> stages(uses.size(), 0);
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::uint32_t f : order) {
      for (const Use& use : uses[f]) {
        const std::size_t least = stages[use.formula] + (use.context.along ? 1 : 0);
        if (stages[f] >= least) continue;
        stages[f] = least;
        moved = true;
        if (least <= order.size()) continue;
        const FormulaSymbol& symbol = c.symbols.formulas()[f];
        c.diagnostics.error("cycle", symbol.formula->span, "`" + symbol.name + "` looks along a series that follows from it", "`crossing` and `at` need all steps of what they look at first");
        return std::nullopt;
      }
    }
  }
  return stages;
}

}  // namespace

bool Compilation::along_series(const FormulaTree& tree, const Scope& scope) const {
  if (!axis) return false;
  const auto contexts = series_contexts(tree);
  for (std::size_t id = 0; id < tree.nodes.size(); ++id) {
    const FormulaNode& node = tree.nodes[id];
    if (contexts[id].along) continue;
    if (node.kind == FormulaNode::Kind::call) {
      if (node.function->units == UnitRule::series && node.function->name != "crossing" && node.function->name != "at") return true;
    } else if (node.kind == FormulaNode::Kind::name) {
      const auto symbol = symbols.find(scope, node.name);
      if (!symbol && node.name == axis->name) return true;
      if (symbol && symbol->kind == Symbol::Kind::formula && is_series[symbol->index]) return true;
      if (symbol && symbol->kind == Symbol::Kind::input && !step_inputs[symbol->index].empty()) return true;
    }
  }
  return false;
}

void begin_series(Compilation& c, const std::vector<std::uint32_t>& order) {
  if (c.model.over) c.axis = make_axis(*c.model.over, c.units, c.diagnostics);
  const auto inputs = static_cast<std::uint32_t>(c.symbols.inputs().size());
  c.step_inputs.resize(inputs);
  for (std::uint32_t i = 0; i < inputs; ++i) add_step_inputs(c, i);
  c.step_inputs.resize(c.symbols.inputs().size());
  c.used.resize(c.symbols.inputs().size(), true);
  check_correlations(c);
  c.is_series.assign(c.symbols.formulas().size(), false);
  c.series.resize(c.symbols.formulas().size());
  for (const std::uint32_t f : order) {
    const FormulaSymbol& symbol = c.symbols.formulas()[f];
    c.is_series[f] = c.along_series(symbol.formula->tree, *symbol.scope);
    // A series that is only looked at along its steps is a result of its own; what else is used is a means.
    for (const Use& use : uses_of(c, f)) c.formula_used[use.formula] = c.formula_used[use.formula] || (use.formula != f && !use.context.along);
  }
}

void lower_formulas(Compilation& c, const std::vector<std::uint32_t>& order) {
  const auto stages = find_stages(c, order);
  if (!stages) return;
  const std::size_t last = stages->empty() ? 0 : *std::max_element(stages->begin(), stages->end());
  std::vector<bool> failed(order.size(), false);
  for (std::size_t stage = 0; stage <= last; ++stage) {
    for (const std::uint32_t f : order) {
      if ((*stages)[f] != stage) continue;
      if (c.is_series[f]) {
        c.series[f].resize(c.axis->size());
      } else {
        c.formulas[f] = c.lower_formula_symbol(f);
      }
    }
    for (std::size_t k = 0; c.axis && k < c.axis->size(); ++k) {
      for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t f = order[i];
        if ((*stages)[f] != stage || !c.is_series[f] || failed[i]) continue;
        c.series[f][k] = c.lower_formula_symbol(f, k);
        failed[i] = !c.series[f][k];
      }
    }
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (failed[i]) c.series[order[i]].clear();
  }
}

void add_step_correlations(const Compilation& c, std::vector<CorrelatedPair>& pairs) {
  for (std::uint32_t i = 0; i < c.step_inputs.size(); ++i) {
    const auto& steps = c.step_inputs[i];
    if (steps.empty()) continue;
    const double rho = neighbour_correlation(c, i);
    if (rho == 0) continue;
    for (std::size_t a = 0; a < steps.size(); ++a) {
      for (std::size_t b = a + 1; b < steps.size(); ++b) pairs.push_back({steps[a], steps[b], std::pow(rho, static_cast<double>(b - a))});
    }
  }
}

}  // namespace botec
