#include "result/quantile_error.h"

#include <algorithm>
#include <cmath>

#include "distributions/family.h"
#include "result/assemble.h"

namespace botec {
namespace {

constexpr double sure = 2;   // standard errors; as many on either side hold the truth in 95%

// Both give bounds of the probability that the quantile's value really has.
// Of plain draws the ranks' law is Beta(np + 1, n(1-p) + 1) (the recipe of Vehtari et al. 2021 for the error of a quantile). Where many
// draws lie on both sides that law is normal: its skewness does not matter, and what is left is less than one in np(1-p).
std::optional<QuantileBounds> of_plain_draws(double p, double n) {
  constexpr double many = 1e4;
  if (n * p * (1 - p) > many) {
    const double middle = (n * p + 1) / (n + 2), sigma = std::sqrt(middle * (1 - middle) / (n + 3));
    return QuantileBounds{middle - sure * sigma, middle + sure * sigma};
  }
  Arguments shape;
  shape.numbers = {{"alpha", n * p + 1}, {"beta", n * (1 - p) + 1}};
  const auto beta = make_distribution("beta", shape);
  if (!beta) return std::nullopt;
  constexpr double outside = 0.022750131948179195;   // Φ(-2)
  return QuantileBounds{botec::quantile(*beta, outside), botec::quantile(*beta, outside, Tail::upper)};
}

// By the replicates' shares of trials below the quantile, and up to it: at an atom they are two different things.
std::optional<QuantileBounds> of_replicates(double p, double at, std::size_t output, const Collected& collected, double points) {
  std::vector<double> below, up_to;
  for (const Tally& tally : collected.replicates) {
    const OrderStatistics& order = tally.order[output];
    if (order.count() == 0) continue;
    const auto counts = order.counts_at(at);
    if (!counts) return std::nullopt;
    const auto n = static_cast<double>(order.count());
    below.push_back(static_cast<double>(counts->below) / n);
    up_to.push_back(static_cast<double>(counts->up_to) / n);
  }
  const auto error = [&](const std::vector<double>& shares) {
    RunningMoments moments;
    moments.update(shares.data(), shares.size());
    return std::hypot(moments.mean_error(), unseen_share(points));
  };
  return QuantileBounds{p - sure * error(below), p + sure * error(up_to)};
}

}  // namespace

double error_of_sides(double down, double up, bool ends) {
  const double longer = std::max(down, up), shorter = std::min(down, up);
  constexpr double half_width = 1.95;   // standard errors that an interval of 95% has at least: the longer side is in it
  constexpr double alike = 0.6;   // sides of fifty trials differ by more than that once in eighty times
  return shorter > alike * longer && !ends ? (longer + shorter) / 4 : longer / half_width;
}

std::optional<QuantileBounds> quantile_bounds(double p, double at, std::size_t output, Collected& collected, const RunPlan& plan, bool& escaped) {
  OrderStatistics& order = collected.pooled.order[output];
  const auto n = static_cast<double>(order.count());
  if (order.count() < 2 || (plan.replicates > 1 && collected.replicates.size() < 2)) return std::nullopt;
  const auto shares = plan.replicates > 1 ? of_replicates(p, at, output, collected, n / plan.replicates) : of_plain_draws(p, n);
  const auto low = shares ? order.quantile(std::max(shares->low, 0.0)) : std::nullopt;
  const auto high = shares ? order.quantile(std::min(shares->high, 1.0)) : std::nullopt;
  if (!low || !high) {
    escaped = true;
    return std::nullopt;
  }
  const auto several = [&](double value) {
    constexpr std::uint64_t ties = 3;
    const auto counts = std::isfinite(value) && value != at ? order.counts_at(value) : std::nullopt;
    return counts && counts->up_to - counts->below >= ties;
  };
  return QuantileBounds{*low, *high, several(*low) || several(*high)};
}

}  // namespace botec
