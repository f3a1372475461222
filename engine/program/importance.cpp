#include "program/importance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions/distribution.h"

namespace botec {
namespace {

// How far a value moved: in its logarithm where both ends are positive.
double distance(double a, double b) {
  const double moved = a > 0 && b > 0 ? std::abs(std::log(b / a)) : std::abs(b - a);
  return std::isfinite(moved) ? moved : 0;
}

struct Target {
  NodeId node;
  const std::optional<Conditioning>* conditioning;
};

std::vector<Target> targets_of(const Program& program) {
  std::vector<Target> targets;
  for (const ProgramOutput& output : program.outputs) {
    if (!output.constant) targets.push_back({output.node, &output.conditioning});
  }
  // A question moves from 0 to 1 or not at all; it counts only where there is nothing better.
  for (const ProgramQuestion& question : program.questions) {
    if (targets.empty() && !question.constant) targets.push_back({question.node, &question.conditioning});
  }
  return targets;
}

bool integrated(const Target& target, std::uint32_t input) {
  const auto& conditioning = *target.conditioning;
  return conditioning && std::find(conditioning->inputs.begin(), conditioning->inputs.end(), input) != conditioning->inputs.end();
}

// Per input, the largest share of any target's moves.
std::vector<double> shares(const Program& program, const std::vector<Target>& targets) {
  std::vector<double> values;
  for (const DrawnInput& drawn : program.drawn) values.push_back(quantile(drawn.sampler.distribution(), 0.5) * drawn.sampler.scale());
  std::vector<std::vector<double>> moves(targets.size(), std::vector<double>(values.size(), 0.0));
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const Sampler& sampler = program.drawn[i].sampler;
    const double median = values[i];
    values[i] = quantile(sampler.distribution(), 0.05) * sampler.scale();
    const auto low = evaluate_graph(program.graph, values);
    values[i] = quantile(sampler.distribution(), 0.95) * sampler.scale();
    const auto high = evaluate_graph(program.graph, values);
    values[i] = median;
    for (std::size_t t = 0; t < targets.size(); ++t) {
      if (!integrated(targets[t], i)) moves[t][i] = distance(low[targets[t].node], high[targets[t].node]);
    }
  }
  std::vector<double> result(values.size(), 0.0);
  for (const auto& row : moves) {
    const double total = std::accumulate(row.begin(), row.end(), 0.0);
    for (std::size_t i = 0; i < row.size() && total > 0; ++i) result[i] = std::max(result[i], row[i] / total);
  }
  return result;
}

}  // namespace

void order_dimensions(Program& program) {
  std::vector<std::uint32_t> order(program.drawn.size());
  std::iota(order.begin(), order.end(), 0u);
  constexpr std::size_t most_work = 200'000;   // calls of kernels on single numbers: a few milliseconds
  if (program.graph.size() * order.size() <= most_work) {
    const std::vector<double> importance = shares(program, targets_of(program));
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return importance[a] > importance[b]; });
  }
  for (std::uint32_t place = 0; place < order.size(); ++place) program.drawn[order[place]].dimension = place;
}

}  // namespace botec
