#include "program/reach.h"

namespace botec {
namespace {

struct Walk {
  const Symbols& symbols;
  std::vector<bool> inputs, formulas;
  std::vector<std::uint32_t> open;   // formulas whose own names are still to be followed

  void name(const Scope& scope, const std::string& name) {
    const auto symbol = symbols.find(scope, name);
    if (!symbol) return;   // a coordinate, a trend, or an error that has been told
    if (symbol->kind == Symbol::Kind::input) inputs[symbol->index] = true;
    else if (!formulas[symbol->index]) {
      formulas[symbol->index] = true;
      open.push_back(symbol->index);
    }
  }
  void tree(const Scope& scope, const FormulaTree& tree) {
    for (const FormulaNode& node : tree.nodes) {
      if (node.kind == FormulaNode::Kind::name) name(scope, node.name);
    }
  }
  void formula(std::uint32_t index) {
    const FormulaSymbol& symbol = symbols.formulas()[index];
    tree(*symbol.scope, symbol.formula->tree);
    if (!symbol.formula->pool) return;
    for (const std::string& source : symbol.formula->pool->sources) name(*symbol.scope, source);
    for (const std::string& weight : symbol.formula->pool->weight_inputs) name(*symbol.scope, weight);
  }
};

}  // namespace

std::vector<bool> reached_inputs(const Compilation& c) {
  const Scope& root = c.symbols.root();
  const auto& inputs = c.symbols.inputs();
  const auto& formulas = c.symbols.formulas();
  Walk walk{c.symbols, std::vector<bool>(inputs.size(), false), std::vector<bool>(formulas.size(), false), {}};
  for (std::uint32_t i = 0; i < formulas.size(); ++i) {
    if (formulas[i].scope == &root) walk.name(root, formulas[i].formula->name);
  }
  for (const Question& question : c.model.questions) walk.tree(root, question.condition);
  for (const Condition& condition : c.model.given) walk.tree(root, condition.tree);
  for (const Observation& observation : c.model.observations) walk.tree(root, observation.quantity);
  if (c.model.decision) {
    for (const DecisionOption& option : c.model.decision->options) walk.tree(root, option.tree);
  }
  while (!walk.open.empty()) {
    const std::uint32_t next = walk.open.back();
    walk.open.pop_back();
    walk.formula(next);
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].scope == &root) walk.inputs[i] = true;   // whether anything uses the author's own is asked elsewhere
  }
  return walk.inputs;
}

}  // namespace botec
