// normal: parameters {mean, sd}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace normal {
namespace {

double standardise(const Distribution& d, double x) { return (x - d.parameters[0]) / d.parameters[1]; }

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "mean")) return location_scale(normal_family, {number(arguments, "mean"), number(arguments, "sd")});
  const auto [p1, x1, p2, x2] = quantile_pair(arguments);
  return location_scale(normal_family, line_through(standard_normal_quantile(p1, Tail::lower), x1,
                                                    standard_normal_quantile(p2, Tail::lower), x2));
}

double cdf(const Distribution& d, double x, Tail tail) { return standard_normal_cdf(standardise(d, x), tail); }

double quantile(const Distribution& d, double p, Tail tail) {
  return d.parameters[0] + d.parameters[1] * standard_normal_quantile(p, tail);
}

double density(const Distribution& d, double x) { return standard_normal_density(standardise(d, x)) / d.parameters[1]; }

double log_density(const Distribution& d, double x) {
  return standard_normal_log_density(standardise(d, x)) - std::log(d.parameters[1]);
}

Moments moments(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution&) {
  TailIndices tails;
  tails.at_zero = 1;
  return tails;
}

void quantile_block(const Distribution& d, const double* z, double* out, std::size_t n) {
  kernels::active().linear(out, z, d.parameters[1], d.parameters[0], n);
}

void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail) {
  const double inverse = (tail == Tail::lower ? 1 : -1) / d.parameters[1];
  kernels::active().add_constant(out, x, -d.parameters[0], n);   // first, so that nothing cancels in rounding
  kernels::active().multiply_constant(out, out, inverse, n);
  kernels::active().normal_cdf(out, out, n);
}

// With Φ and φ at z = (t - m)/s: mΦ - sφ and (m² + s²)Φ - s(m + t)φ.
void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n) {
  const double m = d.parameters[0], s = d.parameters[1];
  for (std::size_t i = 0; i < n; ++i) {
    const double z = (t[i] - m) / s, below = standard_normal_cdf(z, Tail::lower);
    // At infinity the density outweighs t.
    const double density = std::isinf(z) ? 0 : s * standard_normal_density(z);
    out[i] = order == 1 ? m * below - density : (m * m + s * s) * below - (density > 0 ? (m + t[i]) * density : 0);
  }
}

constexpr Parameter parameters[] = {
    {"mean", Scaling::value, "the mean", "any number"},
    {"sd", Scaling::value, "the standard deviation", "above 0"},
};
constexpr std::string_view argument_sets[] = {"mean, sd", "two quantiles"};

}  // namespace
}  // namespace normal

constinit const Family normal_family = {
    .name = "normal",
    .summary = "The bell curve: the sum of many small independent effects.",
    .example = "normal(mean=5, sd=2)",
    .parameters = normal::parameters,
    .argument_sets = normal::argument_sets,
    .from_range = true,
    .fit = normal::fit,
    .cdf = normal::cdf,
    .quantile = normal::quantile,
    .density = normal::density,
    .log_density = normal::log_density,
    .moments = normal::moments,
    .support = normal::support,
    .tail_indices = normal::tail_indices,
    .quantile_block = normal::quantile_block,
    .driven_by_normal = true,
    .cdf_block = normal::cdf_block,
    .partial_moment = normal::partial_moment,
};

}  // namespace botec
