#include "sensitivity/shares.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sensitivity/index_method.h"

namespace botec {
namespace {

using PerFactor = std::vector<std::optional<Jackknife>>;

// A target that does not vary in the sample has no shares: 0, as nothing drives it.
Jackknife index_of(const std::vector<PairSums>& replicates, double (*statistic)(const PairSums&)) {
  return jackknife(replicates, [statistic](const PairSums& s) {
    const double value = statistic(s);
    return std::isfinite(value) ? value : 0.0;
  });
}

struct Choice {
  PerFactor values;
  std::string_view method;
};

Choice best(const std::vector<std::vector<PairSums>>& sums, double (*IndexMethod::* statistic)(const PairSums&)) {
  Choice result;
  double least = std::numeric_limits<double>::infinity();
  for (const IndexMethod* method : index_methods()) {
    PerFactor values;
    double squares = 0;
    for (const auto& replicates : sums) {
      auto& value = values.emplace_back();
      if (replicates.empty()) continue;
      value = index_of(replicates, method->*statistic);
      const double error = value->error().value_or(0);
      squares += error * error;
    }
    if (squares < least) {
      least = squares;
      result = {std::move(values), method->name};
    }
  }
  return result;
}

constexpr double rounding = 1e-12;   // of closed forms

// Calling equal factors different is the worse mistake, so differences are judged at 99%, jointly over all comparisons of one.
double factor_of(const std::vector<Jackknife>& keys) {
  const std::size_t replicates = keys.empty() ? 2 : std::max<std::size_t>(keys[0].without.size(), 2);
  return half_width_factor(replicates, 0.005 / std::max<double>(1, static_cast<double>(keys.size()) - 1));
}

}  // namespace

Shares shares_of(const std::vector<std::vector<PairSums>>& sums) {
  Choice first = best(sums, &IndexMethod::first_order);
  Choice total = best(sums, &IndexMethod::total);
  return {std::move(first.values), std::move(total.values), first.method, total.method};
}

std::vector<RankRange> rank_ranges(const std::vector<Jackknife>& keys) {
  const double factor = factor_of(keys);
  std::vector<RankRange> result(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::size_t above = 0, below = 0;
    for (std::size_t j = 0; j < keys.size(); ++j) {
      if (i == j) continue;
      const Jackknife gap = difference(keys[j], keys[i]);
      const double half_width = std::max(rounding, factor * gap.error().value_or(0));
      if (gap.value > half_width) ++above;
      if (gap.value < -half_width) ++below;
    }
    result[i] = {above + 1, keys.size() - below};
  }
  return result;
}

bool is_settled(const std::vector<Jackknife>& keys, double tolerance, const std::vector<std::size_t>& alike) {
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a].value > keys[b].value; });
  const double factor = factor_of(keys);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Jackknife& key = keys[order[i]];
    const double single = half_width_factor(std::max<std::size_t>(key.without.size(), 2));
    if (single * key.error().value_or(0) > tolerance) return false;
    if (i == 0 || alike[order[i - 1]] == alike[order[i]]) continue;
    const Jackknife gap = difference(keys[order[i - 1]], key);
    const double half_width = factor * gap.error().value_or(0);
    if (half_width > tolerance && std::abs(gap.value) <= half_width) return false;
  }
  return true;
}

}  // namespace botec
