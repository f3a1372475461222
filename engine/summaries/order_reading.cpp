// What is read off order statistics once values have been collected.
#include <algorithm>
#include <cmath>

#include "kernels/kernels.h"
#include "summaries/order_statistics.h"
#include "summaries/sort_values.h"

namespace botec {

const std::vector<double>& OrderStatistics::sorted_sample() {
  if (sample_.empty() && holds_all() && brackets_[0].values.size() <= options_.sample) {
    brackets_[0].sort();
    return brackets_[0].values;
  }
  if (sample_.empty()) sample_ = sample();
  sort_values(sample_);
  return sample_;
}

std::optional<double> OrderStatistics::order_statistic(std::uint64_t k) {
  if (k < before_) return -infinity;
  if (k >= count_ - beyond_) return infinity;
  k -= before_;
  for (Bracket& bracket : brackets_) {
    if (k < bracket.below || k >= bracket.below + bracket.size()) continue;
    if (bracket.atom()) return bracket.low + 0.0;   // one kind of zero, whichever came first
    bracket.sort();
    return bracket.values[k - bracket.below] + 0.0;
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
  if (!high || std::isinf(*high)) return high;
  if (std::isinf(*low)) return low;
  return *low == *high ? *low : *low + (position - floor) * (*high - *low);
}

std::optional<OrderStatistics::Step> OrderStatistics::widest_step(std::uint64_t first, std::uint64_t last) {
  if (first < before_ || last >= count_ - beyond_ || first >= last) return std::nullopt;
  std::uint64_t next = first - before_;   // the rank that is looked for, of the finite values
  const std::uint64_t end = last - before_ + 1;
  std::optional<double> previous;
  Step widest{0, 0};
  for (Bracket& bracket : brackets_) {
    if (next == end || next < bracket.below) break;
    if (next >= bracket.below + bracket.size()) continue;
    bracket.sort();
    const std::uint64_t stop = std::min(end, bracket.below + bracket.size());
    for (; next < stop; ++next) {
      const double value = bracket.atom() ? bracket.low : bracket.values[next - bracket.below];
      if (previous && value - *previous > widest.high - widest.low) widest = {*previous, value};
      previous = value;
      if (bracket.atom()) next = stop - 1;   // the others are the same
    }
  }
  if (next != end) return std::nullopt;
  return widest;
}

std::optional<OrderStatistics::Counts> OrderStatistics::counts_at(double x) const {
  for (const Bracket& bracket : brackets_) {
    if (x < bracket.low) break;
    if (x > bracket.high) continue;
    const std::uint64_t outside = before_ + bracket.below;
    if (bracket.atom()) return Counts{outside, outside + bracket.ties};
    std::size_t below = 0;
    const std::size_t up_to = kernels::active().take_between(nullptr, bracket.values.data(), bracket.values.size(), x, x, &below) + below;
    return Counts{outside + below, outside + up_to};
  }
  return std::nullopt;
}

}  // namespace botec
