// lognormal: parameters {mu, sigma}, the mean and standard deviation of the natural logarithm.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace lognormal {
namespace {

Line from_moments(double mean, double sd) {
  // Past the ratio 1e8 the square could overflow and the 1 in log(1 + ratio^2) no longer counts.
  const double ratio = sd / mean;
  const double variance = ratio < 1e8 ? std::log1p(ratio * ratio) : 2 * (std::log(sd) - std::log(mean));
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "mu")) return location_scale(lognormal_family, {number(arguments, "mu"), number(arguments, "sigma")});
  if (has(arguments, "mean"))
    return location_scale(lognormal_family, from_moments(number(arguments, "mean"), number(arguments, "sd")));
  if (has(arguments, "median"))
    return location_scale(lognormal_family, {std::log(number(arguments, "median")), std::log(number(arguments, "gsd"))});
  const QuantilePair pair = quantile_pair(arguments);
  if (auto complaint = not_positive("lognormal", "normal", pair)) return *complaint;
  return location_scale(lognormal_family, log_line_through(standard_normal_quantile(pair.p1, Tail::lower), pair.x1,
                                                           standard_normal_quantile(pair.p2, Tail::lower), pair.x2));
}

double standardise(const Distribution& d, double x) { return (std::log(x) - d.parameters[0]) / d.parameters[1]; }

double cdf(const Distribution& d, double x, Tail tail) { return standard_normal_cdf(standardise(d, x), tail); }

double quantile(const Distribution& d, double p, Tail tail) {
  return std::exp(d.parameters[0] + d.parameters[1] * standard_normal_quantile(p, tail));
}

double density(const Distribution& d, double x) {
  return x > 0 ? standard_normal_density(standardise(d, x)) / d.parameters[1] / x : 0.0;
}

double log_density(const Distribution& d, double x) {
  if (!(x > 0)) return -std::numeric_limits<double>::infinity();
  return standard_normal_log_density(standardise(d, x)) - std::log(d.parameters[1]) - std::log(x);
}

Moments moments(const Distribution& d) {
  const double variance = d.parameters[1] * d.parameters[1];
  const double mean = std::exp(d.parameters[0] + variance / 2);
  return {mean, mean * std::sqrt(std::expm1(variance))};
}

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution&) {
  TailIndices tails;
  tails.exponential_upper = 0;
  return tails;
}

void quantile_block(const Distribution& d, const double* z, double* out, std::size_t n) {
  const double mu = d.parameters[0], sigma = d.parameters[1];
  // No normal is larger than 9, and none of a copula of fifty inputs larger than 64.
  if (std::abs(mu) + 64 * sigma < 700) {
    kernels::active().exp2_linear(out, z, sigma * std::numbers::log2e, mu * std::numbers::log2e, n);
  } else {
    kernels::active().exp_linear(out, z, sigma, mu, n);
  }
}

void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail) {
  const double inverse = (tail == Tail::lower ? 1 : -1) / d.parameters[1];
  for (std::size_t i = 0; i < n; ++i) out[i] = std::max(x[i], 0.0);   // the logarithm of 0 is -infinity
  kernels::active().log(out, out, n);
  kernels::active().add_constant(out, out, -d.parameters[0], n);
  kernels::active().multiply_constant(out, out, inverse, n);
  kernels::active().normal_cdf(out, out, n);
}

// The law weighted by x^k is lognormal again, with mu + kσ².
void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n) {
  const double variance = d.parameters[1] * d.parameters[1];
  const Distribution weighted{d.family, {d.parameters[0] + order * variance, d.parameters[1]}, {}, {}};
  lognormal::cdf_block(weighted, t, out, n, Tail::lower);
  kernels::active().multiply_constant(out, out, std::exp(order * d.parameters[0] + 0.5 * order * order * variance), n);
}

constexpr Parameter parameters[] = {
    {"mu", Scaling::logarithm, "the mean of the natural logarithm", "any number"},
    {"sigma", Scaling::pure, "the standard deviation of the natural logarithm", "above 0"},
    {"mean", Scaling::value, "the mean", "above 0"},
    {"sd", Scaling::value, "the standard deviation", "above 0"},
    {"median", Scaling::value, "the median, which is also the geometric mean", "above 0"},
    {"gsd", Scaling::pure, "the geometric standard deviation, a factor", "above 1"},
};
constexpr std::string_view argument_sets[] = {"two quantiles", "mu, sigma", "mean, sd", "median, gsd"};

}  // namespace
}  // namespace lognormal

constinit const Family lognormal_family = {
    .name = "lognormal",
    .summary = "Positive values whose logarithm is normal: the product of many small independent factors.",
    .example = "lognormal(median=10, gsd=3)",
    .parameters = lognormal::parameters,
    .argument_sets = lognormal::argument_sets,
    .from_range = true,
    .fit = lognormal::fit,
    .cdf = lognormal::cdf,
    .quantile = lognormal::quantile,
    .density = lognormal::density,
    .log_density = lognormal::log_density,
    .moments = lognormal::moments,
    .support = lognormal::support,
    .tail_indices = lognormal::tail_indices,
    .quantile_block = lognormal::quantile_block,
    .driven_by_normal = true,
    .cdf_block = lognormal::cdf_block,
    .partial_moment = lognormal::partial_moment,
};

}  // namespace botec
