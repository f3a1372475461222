#include "result/atoms.h"

#include <algorithm>
#include <cstddef>

namespace botec {
namespace {

// How many of at most `most` values, spread over the sample, are each candidate.
std::vector<double> shares(const std::vector<double>& candidates, const std::vector<double>& sample, double unit, std::size_t most) {
  std::vector<double> counts(candidates.size(), 0.0);
  const std::size_t stride = std::max<std::size_t>(sample.size() / most, 1);
  double looked_at = 0;
  for (std::size_t i = 0; i < sample.size(); i += stride, ++looked_at) {
    const double value = sample[i] / unit + 0.0;
    const auto found = std::lower_bound(candidates.begin(), candidates.end(), value);
    if (found != candidates.end() && *found == value) ++counts[static_cast<std::size_t>(found - candidates.begin())];
  }
  for (double& count : counts) count /= looked_at;
  return counts;
}

}  // namespace

std::vector<OutputAtom> find_atoms(const OutputResult& result, const std::vector<double>& sample, double unit) {
  std::vector<double> values;
  const auto add = [&values](const Estimate& estimate) {
    if (estimate.value) values.push_back(*estimate.value + 0.0);
  };
  for (const QuantileEstimate& q : result.quantiles) add(q.at);
  add(result.interval.low);
  add(result.interval.high);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  // A first look at a few thousand values rules nearly all candidates out. Three equal values among those of a law with a density would need one with fewer than a million values.
  constexpr std::size_t few = 4096, many = 1u << 17;
  constexpr double least_count = 3;
  const std::vector<double> first = shares(values, sample, unit, few);
  std::vector<double> likely;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (first[i] > 0) likely.push_back(values[i]);
  }
  std::vector<OutputAtom> atoms;
  if (likely.empty()) return atoms;
  const std::vector<double> found = shares(likely, sample, unit, many);
  for (std::size_t i = 0; i < likely.size(); ++i) {
    if (found[i] >= least_atom && found[i] * static_cast<double>(sample.size()) >= least_count) atoms.push_back({likely[i], found[i]});
  }
  return atoms;
}

}  // namespace botec
