#include "precision_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "samples/evaluator.h"
#include "samples/run_plan.h"
#include "summaries/moments.h"

namespace botec {
namespace {

// Weights need no more: an error of theirs moves the pool's variance by its square. Always the same, so that weights do not depend on
// the seed or the number of trials of the run.
constexpr std::uint64_t trials = 1u << 14;

struct NamedPool {
  std::string prefix;   // of the file it stands in: "hardware."
  const FormulaPool* pool;
};

void find_pools(const Model& model, const std::string& prefix, std::set<const Model*>& seen, std::vector<NamedPool>& found) {
  if (!seen.insert(&model).second) return;
  for (const Formula& formula : model.formulas) {
    if (formula.pool && !formula.pool->weight_inputs.empty()) found.push_back({prefix, &*formula.pool});
  }
  for (const Import& import : model.imports) {
    if (import.model) find_pools(*import.model, prefix + import.name + ".", seen, found);
  }
}

// The moments of the sources, of their logarithms where those are weighed, in the trials that `given:` keeps.
struct SourceSample {
  RunningMoments moments;
  bool reaches_zero = false;
};

std::vector<SourceSample> sample(const Program& program, const std::vector<std::size_t>& outputs, const std::vector<bool>& logarithmic) {
  std::vector<SourceSample> result(outputs.size());
  const RunPlan plan = make_plan(Method::sobol, 1, trials, 1);
  const PointSet points(Design{plan.method, plan.seed, plan.points}, 0, coordinates(program));
  Evaluator evaluator(program);
  std::vector<double> values;
  for (std::uint64_t trial = 0; trial < plan.points; trial += kernels::block_size) {
    evaluator.evaluate(points, trial);
    const std::uint64_t n = std::min<std::uint64_t>(kernels::block_size, plan.points - trial);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const double* const drawn = evaluator.values(program.outputs[outputs[i]].value);
      values.clear();
      for (std::uint64_t t = 0; t < n; ++t) {
        const bool kept = std::all_of(program.given.begin(), program.given.end(), [&](Register r) { return evaluator.values(r)[t] == 1; });
        if (!kept) continue;
        if (logarithmic[i] && !(drawn[t] > 0)) result[i].reaches_zero = true;
        values.push_back(logarithmic[i] ? std::log(drawn[t]) : drawn[t]);
      }
      result[i].moments.update(values.data(), values.size());
    }
  }
  return result;
}

// Nothing after an error was added.
std::optional<double> precision_of(const SourceSample& source, const std::string& name, const ProgramOutput& output, bool logarithmic, const Span& span, Diagnostics& diagnostics) {
  const auto fail = [&](const std::string& why, const std::string& help) {
    diagnostics.error("bad-pool", span, "`" + name + "` " + why, help);
    return std::nullopt;
  };
  if (output.constant) return fail("does not vary, so that its precision is infinite and the other sources would not count", "give what it is computed from ranges, or write `method: mixture`");
  if (source.reaches_zero) return fail("is not above 0 in every trial, and has no logarithm there", "write `scale: linear`");
  if (!logarithmic && output.no_variance) return fail("has no variance, so that its precision is unknown", "write `scale: log`, or `method: mixture`");
  const double precision = 1 / source.moments.variance();
  if (!(precision > 0) || !std::isfinite(precision)) return fail("has no variance that could be found", "write `method: mixture`");
  return precision;
}

}  // namespace

std::vector<Override> precision_weights(const Model& model, const CompileOptions& options, Diagnostics& diagnostics) {
  std::vector<NamedPool> pools;
  std::set<const Model*> seen;
  find_pools(model, "", seen, pools);
  if (pools.empty()) return {};
  CompileOptions plain = options;
  plain.conditioning = plain.keep_constants = false;
  for (const auto& [prefix, pool] : pools) {
    for (const std::string& source : pool->sources) plain.also.push_back(prefix + source);
  }
  Diagnostics scratch;
  const auto program = compile(model, plain, scratch);
  if (!program) return {};
  std::vector<Override> weights;
  for (const auto& [prefix, pool] : pools) {
    const bool logarithmic = pool->scale == "log";
    std::vector<std::size_t> outputs;
    for (const std::string& source : pool->sources) {
      const auto output = std::find_if(program->outputs.begin(), program->outputs.end(), [&](const ProgramOutput& o) { return o.name == prefix + source; });
      if (output == program->outputs.end()) return weights;   // in error, which compile() says again
      outputs.push_back(static_cast<std::size_t>(output - program->outputs.begin()));
    }
    const auto found = sample(*program, outputs, std::vector<bool>(outputs.size(), logarithmic));
    std::vector<double> precisions;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const auto precision = precision_of(found[i], pool->names[i], program->outputs[outputs[i]], logarithmic, pool->span, diagnostics);
      precisions.push_back(precision.value_or(1) * pool->weights[i]);
    }
    const double sum = std::accumulate(precisions.begin(), precisions.end(), 0.0);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      Override weight{prefix + pool->weight_inputs[i], pool->span, {}};
      weight.form.constant.value = precisions[i] / sum;
      weight.form.span = pool->span;
      weights.push_back(std::move(weight));
    }
  }
  return weights;
}

}  // namespace botec
