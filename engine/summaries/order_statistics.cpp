#include "summaries/order_statistics.h"

#include <algorithm>
#include <cmath>

#include "kernels/kernels.h"

namespace botec {
namespace {

constexpr std::size_t prefix_size = 1u << 17;   // enough for a histogram and a shortest interval to three digits

}  // namespace

OrderStatistics::OrderStatistics(std::vector<double> probabilities, std::size_t capacity, double width)
    : capacity_(capacity), width_(width), brackets_(1) {
  std::sort(probabilities.begin(), probabilities.end());
  brackets_[0].targets = std::move(probabilities);
}

void OrderStatistics::collect(const double* values, std::size_t n, Part& part) const {
  part.inside.resize(brackets_.size());
  part.below.resize(brackets_.size(), 0);
  part.count += n;
  for (std::size_t b = 0; b < brackets_.size(); ++b) {
    const double low = brackets_[b].low, high = brackets_[b].high;
    if (low == -infinity && high == infinity) {
      part.inside[b].insert(part.inside[b].end(), values, values + n);
      continue;
    }
    double taken[kernels::block_size];
    for (std::size_t i = 0; i < n; i += kernels::block_size) {
      std::size_t below = 0;
      const std::size_t count = kernels::active().take_between(taken, values + i, std::min(kernels::block_size, n - i), low, high, &below);
      part.below[b] += below;
      part.inside[b].insert(part.inside[b].end(), taken, taken + count);
    }
  }
}

void OrderStatistics::merge(const Part& part) {
  if (part.count == 0) return;   // a chunk of which nothing was kept never looked at the brackets
  count_ += part.count;
  for (std::size_t b = 0; b < brackets_.size(); ++b) {
    Bracket& bracket = brackets_[b];
    bracket.below += part.below[b];
    bracket.values.insert(bracket.values.end(), part.inside[b].begin(), part.inside[b].end());
    bracket.placed.clear();
  }
}

void OrderStatistics::narrow_if_full() {
  std::size_t held = 0;
  for (const Bracket& bracket : brackets_) held += bracket.values.size();
  if (held > capacity_) narrow();
}

// Positions around each target that must stay, as new brackets; overlapping ones become one.
std::vector<OrderStatistics::Bracket> OrderStatistics::split(Bracket& old) const {
  const auto n = static_cast<double>(count_);
  const std::size_t size = old.values.size();
  std::vector<Bracket> result;
  std::vector<std::pair<std::size_t, std::size_t>> positions;
  for (const double p : old.targets) {
    const double spread = width_ * std::sqrt(n * p * (1 - p)) + 16;
    const double first = std::floor(n * p - spread) - static_cast<double>(old.below);
    const double last = std::ceil(n * p + spread) - static_cast<double>(old.below);
    const auto low = static_cast<std::size_t>(std::clamp(first, 0.0, static_cast<double>(size - 1)));
    const auto high = static_cast<std::size_t>(std::clamp(last, 0.0, static_cast<double>(size - 1)));
    if (!positions.empty() && low <= positions.back().second) {
      positions.back().second = std::max(positions.back().second, high);
      result.back().targets.push_back(p);
      continue;
    }
    positions.emplace_back(low, high);
    result.emplace_back();
    result.back().targets.push_back(p);
  }
  // Only the edges need their places; from left to right each search is among what is not smaller than the last edge.
  std::size_t placed = 0;
  const auto at = [&old](std::size_t i) { return old.values.begin() + static_cast<std::ptrdiff_t>(i); };
  const auto edge = [&](std::size_t k) {
    if (k >= placed) std::nth_element(at(placed), at(k), old.values.end());
    placed = std::max(placed, k + 1);
    return old.values[k];
  };
  for (std::size_t b = 0; b < result.size(); ++b) {
    const auto [low, high] = positions[b];
    // A bracket that reaches the end of the old one keeps the old edge: values beyond what was seen may still come.
    result[b].low = low == 0 ? old.low : edge(low);
    result[b].high = high == size - 1 ? old.high : edge(high);
  }
  for (std::size_t b = 0; b < result.size(); ++b) {
    Bracket& bracket = result[b];
    const auto [low, high] = positions[b];
    bracket.values.assign(at(low), at(high + 1));
    bracket.below = old.below + low;
    // Ties of an edge may lie beyond its place.
    const std::size_t from = b == 0 ? 0 : positions[b - 1].first;
    const std::size_t to = b + 1 == result.size() ? size : positions[b + 1].second + 1;
    for (std::size_t i = from; i < low; ++i) {
      if (old.values[i] != bracket.low) continue;
      bracket.values.push_back(old.values[i]);
      --bracket.below;
    }
    for (std::size_t i = high + 1; i < to; ++i) {
      if (old.values[i] == bracket.high) bracket.values.push_back(old.values[i]);
    }
  }
  return result;
}

void OrderStatistics::narrow() {
  if (prefix_.empty() && holds_all()) {
    const auto& all = brackets_[0].values;
    prefix_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), prefix_size)));
  }
  std::vector<Bracket> result;
  std::size_t held = 0;
  for (Bracket& bracket : brackets_) {
    if (bracket.values.empty()) {
      result.push_back(std::move(bracket));
      continue;
    }
    for (Bracket& part : split(bracket)) {
      held += part.values.size();
      result.push_back(std::move(part));
    }
  }
  brackets_ = std::move(result);
  // Ties (an atom on a quantile) cannot be narrowed away; without more room every merge would sort again.
  if (held > capacity_ / 2) capacity_ = held * 2;
}

double OrderStatistics::nth(Bracket& bracket, std::size_t k) {
  auto& placed = bracket.placed;
  const auto after = std::lower_bound(placed.begin(), placed.end(), k);
  if (after != placed.end() && *after == k) return bracket.values[k];
  // Everything left of a placed position is smaller, so only the gap around k has to be looked through.
  const std::size_t begin = after == placed.begin() ? 0 : *(after - 1) + 1;
  const std::size_t end = after == placed.end() ? bracket.values.size() : *after;
  const auto first = bracket.values.begin();
  std::nth_element(first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(k), first + static_cast<std::ptrdiff_t>(end));
  placed.insert(after, k);
  return bracket.values[k];
}

std::optional<double> OrderStatistics::order_statistic(std::uint64_t k) {
  for (Bracket& bracket : brackets_) {
    if (k >= bracket.below && k < bracket.below + bracket.values.size()) {
      return nth(bracket, static_cast<std::size_t>(k - bracket.below));
    }
  }
  return std::nullopt;
}

std::optional<double> OrderStatistics::quantile(double p) {
  if (count_ == 0) return std::nullopt;
  const double last = static_cast<double>(count_ - 1);
  const double position = std::clamp(static_cast<double>(count_) * p - 0.5, 0.0, last);
  const double floor = std::floor(position);
  const auto low = order_statistic(static_cast<std::uint64_t>(floor));
  if (!low || position == floor) return low;
  const auto high = order_statistic(static_cast<std::uint64_t>(floor) + 1);
  if (!high) return std::nullopt;
  return *low == *high ? *low : *low + (position - floor) * (*high - *low);
}

}  // namespace botec
