// The law whose quantiles are the weighted averages of those of its parts, as they are or on the logarithm: parameters
// {weights…, 1 for the logarithm}.
#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>

#include "distributions/boost_policy.h"
#include "distributions/family.h"
#include "distributions/moment_quadrature.h"
#include "distributions/pool_laws.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace quantile_pool_law {
namespace {

bool logarithmic(const Distribution& d) { return d.parameters.back() == 1; }

template <class Of>
double averaged(const Distribution& d, Of of) {
  double sum = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    const double value = of(d.parts[i]);
    sum += d.parameters[i] * (logarithmic(d) ? std::log(value) : value);
  }
  return logarithmic(d) ? std::exp(sum) : sum;
}

double quantile(const Distribution& d, double p, Tail tail) {
  return averaged(d, [&](const Distribution& part) { return botec::quantile(part, p, tail); });
}

// The average lies between the parts' quantiles, and so the probability between the parts' probabilities, constants apart.
double cdf(const Distribution& d, double x, Tail tail) {
  double low = 1, high = 0;
  for (const Distribution& part : d.parts) {
    const double p = constant_value(part) ? (x < *constant_value(part)) == (tail == Tail::lower) ? 0.0 : 1.0 : botec::cdf(part, x, tail);
    low = std::min(low, p);
    high = std::max(high, p);
  }
  constexpr double least = 1e-300;
  if (high <= least) return high;
  low = std::max(low, least);
  high = std::min(high, 1 - 0x1p-53);
  const double sign = tail == Tail::lower ? 1 : -1;
  // In log p, so that tails come out with relative accuracy.
  const auto miss = [&](double log_p) { return sign * (quantile_pool_law::quantile(d, std::exp(log_p), tail) - x); };
  double from = std::log(low), to = std::log(high);
  if (from >= to) return high;
  const double at_from = miss(from), at_to = miss(to);
  if (!(at_from < 0)) return low;
  if (!(at_to > 0)) return high;
  std::uintmax_t evaluations = 100;
  const boost::math::tools::eps_tolerance<double> closed(51);
  const auto clamped = [&](double log_p) { return std::clamp(miss(log_p), -1e300, 1e300); };
  const auto [a, b] = boost::math::tools::toms748_solve(clamped, from, to, clamped(from), clamped(to), closed, evaluations, QuietPolicy());
  return std::exp(std::abs(miss(a)) < std::abs(miss(b)) ? a : b);
}

// One over the derivative of the quantile function.
double density(const Distribution& d, double x) {
  const double lower = quantile_pool_law::cdf(d, x, Tail::lower);
  const Tail tail = lower <= 0.5 ? Tail::lower : Tail::upper;
  const double p = tail == Tail::lower ? lower : quantile_pool_law::cdf(d, x, tail);
  double slope = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    if (constant_value(d.parts[i])) continue;
    const double at = botec::quantile(d.parts[i], p, tail);
    slope += d.parameters[i] / botec::density(d.parts[i], at) / (logarithmic(d) ? at : 1);
  }
  return 1 / slope / (logarithmic(d) ? x : 1);
}

Support support(const Distribution& d) {
  return {averaged(d, [](const Distribution& part) { return botec::support(part).low; }),
          averaged(d, [](const Distribution& part) { return botec::support(part).high; })};
}

// With quantiles p^(-1/a) the average has the smallest index, their product that of the averaged 1/a; likewise with -log(p)/rate.
TailIndices tail_indices(const Distribution& d) {
  TailIndices whole, inverse{0, 0, 0, 0, 0};
  double slowest = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    const TailIndices tails = botec::tail_indices(d.parts[i]);
    const double w = d.parameters[i];
    whole.upper = std::min(whole.upper, tails.upper);
    whole.lower = std::min(whole.lower, tails.lower);
    whole.exponential_upper = std::min(whole.exponential_upper, tails.exponential_upper);
    whole.exponential_lower = std::min(whole.exponential_lower, tails.exponential_lower);
    slowest = std::max(slowest, tails.at_zero);
    inverse.upper += w / tails.upper;
    inverse.at_zero += w / tails.at_zero;
    inverse.exponential_upper += w / tails.exponential_upper;
    inverse.exponential_lower += w / tails.exponential_lower;
  }
  if (logarithmic(d)) {
    whole.upper = 1 / inverse.upper;
    whole.at_zero = 1 / inverse.at_zero;
    return whole;
  }
  whole.exponential_upper = 1 / inverse.exponential_upper;
  whole.exponential_lower = 1 / inverse.exponential_lower;
  const Support range = quantile_pool_law::support(d);
  whole.at_zero = range.low < 0 && range.high > 0 ? 1 : range.low > 0 || range.high < 0 ? TailIndices::none : slowest;
  return whole;
}

Moments moments(const Distribution& d) {
  return moments_by_quantile([&](double p, Tail tail) { return quantile_pool_law::quantile(d, p, tail); }, quantile_pool_law::tail_indices(d));
}

constinit const Family family = {
    .name = "averaged quantiles",
    .summary = "The law whose quantiles are averages of those of its sources.",
    .example = "",
    .parameters = {},
    .argument_sets = {},
    .cdf = quantile_pool_law::cdf,
    .quantile = quantile_pool_law::quantile,
    .density = quantile_pool_law::density,
    .moments = quantile_pool_law::moments,
    .support = quantile_pool_law::support,
    .tail_indices = quantile_pool_law::tail_indices,
};

}  // namespace
}  // namespace quantile_pool_law

Distribution numeric_quantile_pool(std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic) {
  weights.push_back(logarithmic ? 1 : 0);
  return {&quantile_pool_law::family, std::move(weights), std::move(parts), {}};
}

}  // namespace botec
