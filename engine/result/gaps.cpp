#include "result/gaps.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "result/assemble.h"

namespace botec {
namespace {

// How far the share of values up to `edge` may be from what it is, in standard errors of 1; nothing where it is not known.
std::optional<double> share_error(double edge, double p, std::size_t output, const Collected& collected, const RunPlan& plan, double n) {
  if (plan.replicates == 1) return std::sqrt(p * (1 - p) / n);
  RunningMoments shares;
  for (const Tally& tally : collected.replicates) {
    const OrderStatistics& order = tally.order[output];
    const auto up_to = order.counts_at(edge);
    if (!up_to) return std::nullopt;
    const double share = static_cast<double>(up_to->up_to) / static_cast<double>(order.count());
    shares.update(&share, 1);
  }
  if (collected.replicates.size() < 2) return std::nullopt;
  return std::hypot(shares.mean_error(), unseen_share(n / plan.replicates));
}

}  // namespace

std::optional<OrderStatistics::Step> gap_at(double p, std::size_t output, Collected& collected, const RunPlan& plan) {
  OrderStatistics& order = collected.pooled.order[output];
  const auto n = static_cast<double>(order.count());
  // Of values with a density, one step of many hardly ever takes half of the way that all take together: with 32 and more, less than
  // once in 1e8. Where a tail is so long that the last steps do, the share up to there is more than two errors off.
  constexpr double reach = 3, least_steps = 32, half = 0.5;
  const double spread = reach * std::sqrt(n * p * (1 - p));
  const double first = std::max(std::floor(n * p - spread), 0.0), last = std::min(std::ceil(n * p + spread), n - 1);
  if (!(last - first >= least_steps)) return std::nullopt;
  const auto from = static_cast<std::uint64_t>(first), to = static_cast<std::uint64_t>(last);
  const auto widest = order.widest_step(from, to);
  if (!widest) return std::nullopt;
  const auto lowest = order.order_statistic(from), highest = order.order_statistic(to);
  const double width = widest->high - widest->low;
  if (!lowest || !highest || !(width > half * (*highest - *lowest))) return std::nullopt;
  constexpr double rounding = 1e-9;   // values that differ by so little are one value
  if (!(width > rounding * std::max(std::abs(widest->low), std::abs(widest->high)))) return std::nullopt;
  const auto up_to = order.counts_at(widest->low);
  const auto error = share_error(widest->low, p, output, collected, plan, n);
  constexpr double sure = 2;   // standard errors
  if (!up_to || !error || std::abs(static_cast<double>(up_to->up_to) / n - p) > sure * *error) return std::nullopt;
  return widest;
}

}  // namespace botec
