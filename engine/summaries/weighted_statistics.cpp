#include "summaries/weighted_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/kernels.h"

namespace botec {
namespace {

// All weights below this share of the largest together are less than the rounding of the sum of the others.
constexpr double negligible = 1e-18;

// What replicates of a net cannot show of a jump (docs/methods.md), of trials that count.
double unseen(double effective, std::size_t replicates) { return 0.08 * static_cast<double>(replicates) / std::max(effective, 1.0); }

// exp(log - highest) by the kernels, which give the same bits on every machine.
void exponentials(const std::vector<double>& logs, double highest, std::vector<double>& result) {
  const kernels::Table& kernel = kernels::active();
  for (std::size_t done = 0; done < logs.size(); done += kernels::block_size) {
    const std::size_t n = std::min(kernels::block_size, logs.size() - done);
    kernel.add_constant(result.data() + done, logs.data() + done, -highest, n);
    kernel.exp(result.data() + done, result.data() + done, n);
  }
}

}  // namespace

Weights weights_of(const std::vector<std::vector<double>>& log_weights) {
  Weights result;
  double highest = -std::numeric_limits<double>::infinity();
  for (const auto& replicate : log_weights) {
    for (const double log : replicate) highest = std::max(highest, log);
  }
  for (const auto& replicate : log_weights) {
    std::vector<double> weights(replicate.size(), 0.0);
    if (std::isfinite(highest)) exponentials(replicate, highest, weights);
    for (double& weight : weights) {
      if (weight < negligible) weight = 0;
      if (weight == 0) continue;
      result.total += weight;
      result.squares += weight * weight;
      ++result.positive;
    }
    result.of.push_back(std::move(weights));
  }
  result.largest = result.positive > 0 ? 1 : 0;
  return result;
}

WeightedValues::WeightedValues(const std::vector<std::vector<double>>& values, const Weights& weights, double scale) : replicates_(values.size()) {
  for (std::uint32_t r = 0; r < values.size(); ++r) {
    for (std::size_t t = 0; t < values[r].size(); ++t) {
      if (weights.of[r][t] > 0 && !std::isnan(values[r][t])) items_.push_back({values[r][t] * scale + 0.0, weights.of[r][t], r});
    }
  }
  std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.value < b.value; });
  double squares = 0;
  until_middle_.reserve(items_.size());
  for (const Item& item : items_) {
    until_middle_.push_back(total_ + item.weight / 2);
    total_ += item.weight;
    squares += item.weight * item.weight;
  }
  effective_ = squares > 0 ? total_ * total_ / squares : 0;
}

double WeightedValues::share_of(double value) const {
  const auto first = std::lower_bound(items_.begin(), items_.end(), value, [](const Item& a, double v) { return a.value < v; });
  double sum = 0;
  std::size_t count = 0;
  for (auto it = first; it != items_.end() && it->value == value; ++it, ++count) sum += it->weight;
  return count < 3 ? 0 : sum / total_;
}

double WeightedValues::share_infinite() const {
  double sum = 0;
  for (const Item& item : items_) sum += std::isinf(item.value) ? item.weight : 0;
  return sum / total_;
}

double WeightedValues::quantile(double p) const {
  const double wanted = p * total_;
  const auto above = std::lower_bound(until_middle_.begin(), until_middle_.end(), wanted);
  if (above == until_middle_.begin()) return items_.front().value;
  if (above == until_middle_.end()) return items_.back().value;
  const auto i = static_cast<std::size_t>(above - until_middle_.begin());
  const double low = items_[i - 1].value, high = items_[i].value;
  if (low == high || std::isinf(low) || std::isinf(high)) return high;
  return low + (high - low) * (wanted - until_middle_[i - 1]) / (until_middle_[i] - until_middle_[i - 1]);
}

// Σ w residual has mean 0 over what might have been drawn; its spread over the total is the error of the ratio.
std::optional<double> WeightedValues::error_of(const std::function<double(double)>& residual) const {
  if (items_.size() < 2) return std::nullopt;
  if (replicates_ == 1) {
    double squares = 0;
    for (const Item& item : items_) squares += std::pow(item.weight * residual(item.value), 2);
    return std::sqrt(squares) / total_;
  }
  std::vector<double> sums(replicates_, 0.0);
  for (const Item& item : items_) sums[item.replicate] += item.weight * residual(item.value);
  double squares = 0;
  for (const double sum : sums) squares += sum * sum;
  const auto n = static_cast<double>(replicates_);
  return std::sqrt(squares * n / (n - 1)) / total_;
}

WeightedError WeightedValues::mean(const std::function<double(double)>& f) const {
  double sum = 0;
  for (const Item& item : items_) sum += item.weight * f(item.value);
  const double mean = sum / total_;
  return {mean, error_of([&](double x) { return f(x) - mean; })};
}

WeightedError WeightedValues::quantile_error(double p) const {
  const double value = quantile(p);
  auto error = error_of([&](double x) { return (x < value ? 1.0 : x == value ? 0.5 : 0.0) - p; });
  if (!error || std::isinf(value)) return {value, std::nullopt};
  *error = std::hypot(*error, replicates_ > 1 ? unseen(effective_, replicates_) : 0);
  const double width = quantile(std::min(p + *error, 1.0)) - quantile(std::max(p - *error, 0.0));
  return {value, std::isfinite(width) ? std::optional<double>(width / 2) : std::nullopt};
}

std::pair<double, double> WeightedValues::shortest_of(const std::vector<Item>& items, double level) const {
  double total = 0;
  for (const Item& item : items) total += item.weight;
  std::pair<double, double> best{items.front().value, items.back().value};
  double inside = 0;
  for (std::size_t first = 0, last = 0; first < items.size(); inside -= items[first++].weight) {
    while (last < items.size() && inside < level * total) inside += items[last++].weight;
    if (inside < level * total) break;
    if (items[last - 1].value - items[first].value < best.second - best.first) best = {items[first].value, items[last - 1].value};
  }
  return best;
}

std::pair<double, double> WeightedValues::shortest(double level) const { return shortest_of(items_, level); }

std::pair<std::vector<double>, std::vector<double>> WeightedValues::replicate_shortest(double level) const {
  std::vector<std::vector<Item>> parts(replicates_);
  for (const Item& item : items_) parts[item.replicate].push_back(item);
  std::pair<std::vector<double>, std::vector<double>> ends;
  for (const auto& part : parts) {
    if (part.size() < 64) continue;
    const auto [low, high] = shortest_of(part, level);
    ends.first.push_back(low);
    ends.second.push_back(high);
  }
  return ends;
}

BinnedShares WeightedValues::bin(double low, double high, std::size_t bins, bool logarithmic) const {
  BinnedShares result{std::vector<double>(bins, 0.0)};
  const double start = logarithmic ? std::log(low) : low;
  const double width = ((logarithmic ? std::log(high) : high) - start) / static_cast<double>(bins);
  for (const Item& item : items_) {
    const double each = item.weight / total_;
    if (item.value < low) {
      result.below += each;
    } else if (item.value > high) {
      result.above += each;
    } else {
      const double place = ((logarithmic ? std::log(item.value) : item.value) - start) / width;
      result.shares[std::min(static_cast<std::size_t>(std::max(place, 0.0)), bins - 1)] += each;
    }
  }
  return result;
}

}  // namespace botec
