#include "summaries/tail_probes.h"

#include <algorithm>
#include <cmath>

namespace botec {
namespace {

// From a probability of 2^-8 to 2^-30 beyond a probe: two million points have one beyond 2^-21.
constexpr std::size_t levels = 12, tails = 2;
constexpr int first_power = 8, step = 2;

double beyond(std::size_t level) { return std::ldexp(1.0, -(first_power + step * static_cast<int>(level))); }

// Near the medians, and no two at the same: where two inputs are equal many formulas are at a corner.
double middle(std::size_t input) {
  constexpr double golden = 0.6180339887498949, width = 0.1;
  return 0.5 + width * (std::fmod(golden * static_cast<double>(input + 1), 1.0) - 0.5);
}

}  // namespace

TailProbes::TailProbes(const Program& program, Evaluator& evaluator, const std::vector<Register>& registers) {
  constexpr std::size_t most = (kernels::block_size - 1) / (tails * levels);
  std::vector<std::size_t> probed;
  for (std::size_t i = 0; i < program.drawn.size(); ++i) probed.push_back(i);
  std::stable_sort(probed.begin(), probed.end(), [&](std::size_t a, std::size_t b) { return program.drawn[a].dimension < program.drawn[b].dimension; });
  inputs_ = std::min(most, probed.size());
  count_ = 1 + inputs_ * tails * levels;
  std::vector<std::vector<double>> chosen;
  for (std::size_t i = 0; i < program.drawn.size(); ++i) chosen.emplace_back(kernels::block_size, middle(i));
  for (std::size_t k = 0; k < inputs_; ++k) {
    for (std::size_t level = 0; level < levels; ++level) {
      const std::size_t place = 1 + k * tails * levels + level;
      chosen[probed[k]][place] = beyond(level);
      chosen[probed[k]][place + levels] = 1 - beyond(level);
    }
  }
  evaluator.evaluate(PointSet(std::move(chosen)), 0, count_);
  for (const Register r : registers) {
    const double* values = evaluator.values(r);
    positive_.push_back(std::all_of(values, values + count_, [](double x) { return x > 0; }) ? 1 : 0);
    columns_.emplace_back(values, values + kernels::block_size);
  }
}

double TailProbes::unseen(const double* values, double trials) const {
  constexpr double few = 4;   // points: fewer than so many in a tail may well be none
  const double edge = few / trials, base = values[0];
  double sum = 0;
  for (std::size_t tail = 0; tail < tails * inputs_; ++tail) {
    const double* at = values + 1 + tail * levels;
    std::size_t level = 0;
    while (level + 1 < levels && beyond(level + 1) >= edge) ++level;
    const double seen = std::abs(at[level] - base), here = at[level];
    double width = std::min(beyond(level), edge), before = 0;
    for (++level; level < levels; ++level) {
      const double change = std::max(std::abs(at[level] - here) - seen, 0.0), next = beyond(level);
      if (!std::isfinite(change)) break;
      sum += (width - next) * (before + change) / 2;
      width = next;
      before = change;
    }
    sum += width * before;
  }
  return sum;
}

}  // namespace botec
