#include "distributions/gamma_law.h"

#include <algorithm>
#include <cmath>

#include "distributions/incomplete_gamma.h"
#include "distributions/root_finding.h"
#include "distributions/tail_probability.h"

namespace botec::gamma_law {

Expected<Distribution> make(const Family& family, double shape, double scale) {
  if (!(shape > 0) || !(scale > 0) || !std::isfinite(shape) || !std::isfinite(scale)) return beyond_doubles(family.name);
  return Distribution{&family, {shape, scale}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) { return incomplete_gamma(d.parameters[0], x / d.parameters[1], tail); }

double quantile(const Distribution& d, double p, Tail tail) {
  return d.parameters[1] * incomplete_gamma_inverse(d.parameters[0], p, tail);
}

double density(const Distribution& d, double x) {
  return incomplete_gamma_density(d.parameters[0], x / d.parameters[1]) / d.parameters[1];
}

double log_density(const Distribution& d, double x) {
  return incomplete_gamma_log_density(d.parameters[0], x / d.parameters[1]) - std::log(d.parameters[1]);
}

Moments moments(const Distribution& d) {
  return {d.parameters[0] * d.parameters[1], std::sqrt(d.parameters[0]) * d.parameters[1]};
}

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.at_zero = d.parameters[0];
  tails.exponential_upper = 1 / d.parameters[1];
  return tails;
}

namespace {

// log of the ratio of two quantiles of shape k: falls from infinity to 0 as k grows, so that any ratio fixes one k.
double log_quantile_ratio(double k, const QuantilePair& pair) {
  const double x1 = incomplete_gamma_inverse(k, pair.p1, Tail::lower), x2 = incomplete_gamma_inverse(k, pair.p2, Tail::lower);
  if (x1 > 1e-300 && x2 < 2 * x1) return std::log1p((x2 - x1) / x1);
  return incomplete_gamma_inverse_log(k, pair.p2, Tail::lower) - incomplete_gamma_inverse_log(k, pair.p1, Tail::lower);
}

}  // namespace

Expected<Distribution> through(const Family& family, const QuantilePair& pair) {
  const double wanted = pair.x2 < 2 * pair.x1 ? std::log1p((pair.x2 - pair.x1) / pair.x1) : std::log(pair.x2) - std::log(pair.x1);
  // Between a power law (small k) and a normal law (large k) the logarithm of the ratio is nearly a line in log k.
  const auto miss = [&](double log_k) { return std::log(log_quantile_ratio(std::exp(log_k), pair) / wanted); };
  const double z_distance = standard_normal_quantile(pair.p2, Tail::lower) - standard_normal_quantile(pair.p1, Tail::lower);
  const double guess = 2 * std::log(z_distance / wanted);
  const auto log_k = falling_root(miss, std::clamp(guess, -30.0, 60.0), 0.5, -60, 80);
  if (!log_k) return beyond_doubles(family.name);
  // The scale from the quantile nearer to the middle; in logarithms where that of scale 1 is too small for a double.
  const bool first = std::abs(pair.p1 - 0.5) < std::abs(pair.p2 - 0.5);
  const double k = std::exp(*log_k), p = first ? pair.p1 : pair.p2, x = first ? pair.x1 : pair.x2;
  const double unit = incomplete_gamma_inverse(k, p, Tail::lower);
  if (unit > 1e-290) return make(family, k, x / unit);
  return make(family, k, std::exp(std::log(x) - incomplete_gamma_inverse_log(k, p, Tail::lower)));
}

}  // namespace botec::gamma_law
