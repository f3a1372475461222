// Which outputs pool formulas, and what their sources are.
#include <algorithm>

#include "program/compilation.h"

namespace botec {
namespace {

// Of precision the weights that are in force, which are those of inputs.
std::vector<double> weights_of(const Compilation& c, const FormulaPool& pool) {
  std::vector<double> weights = pool.weights;
  for (std::size_t i = 0; i < pool.weight_inputs.size(); ++i) {
    const auto input = c.symbols.find_input(c.symbols.root(), pool.weight_inputs[i]);
    if (input && c.inputs[*input]) weights[i] = constant_value(c.inputs[*input]->distribution).value_or(weights[i]);
  }
  return weights;
}

}  // namespace

void attach_pools(const Compilation& c, Program& program) {
  for (const Formula& formula : c.model.formulas) {
    if (!formula.pool) continue;
    const auto place = [&](const std::string& name) {
      const auto found = std::find_if(program.outputs.begin(), program.outputs.end(), [&](const ProgramOutput& o) { return o.name == name; });
      return static_cast<std::size_t>(found - program.outputs.begin());
    };
    const std::size_t output = place(formula.name);
    if (output == program.outputs.size()) continue;
    ProgramPool pool{formula.pool->method, formula.pool->scale, formula.pool->names, weights_of(c, *formula.pool), {}};
    for (const std::string& source : formula.pool->sources) pool.sources.push_back(place(source));
    if (std::count(pool.sources.begin(), pool.sources.end(), program.outputs.size()) == 0) program.outputs[output].pool = std::move(pool);
  }
}

}  // namespace botec
