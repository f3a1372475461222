// laplace: parameters {location, scale}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/location_scale.h"

namespace botec {

namespace laplace {
namespace {

struct Standard {
  static const Family& family() { return laplace_family; }

  static double cdf(double z, Tail tail) {
    const double t = tail == Tail::lower ? z : -z;
    return t < 0 ? 0.5 * std::exp(t) : 1 - 0.5 * std::exp(-t);
  }
  static double quantile(double p, Tail tail) {
    const double z = p < 0.5 ? std::log(2 * p) : -std::log(2 * (1 - p));
    return tail == Tail::lower ? z : -z;
  }
  static double density(double z) { return 0.5 * std::exp(-std::abs(z)); }
  static double log_density(double z) { return -std::abs(z) + std::log(0.5); }
};

using Law = LocationScale<Standard>;

Moments moments(const Distribution& d) { return {d.parameters[0], d.parameters[1] * std::sqrt(2.0)}; }

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.at_zero = 1;
  tails.exponential_upper = 1 / d.parameters[1];
  tails.exponential_lower = 1 / d.parameters[1];
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  in_pieces(u, out, n, [&](const double* from, double* to, std::size_t m) {
    double distance[kernels::block_size];
    nearer_end(from, distance, m);
    kernel.multiply_constant(distance, distance, 2, m);
    kernel.log(distance, distance, m);
    for (std::size_t i = 0; i < m; ++i)
      to[i] = d.parameters[0] + (from[i] < 0.5 ? d.parameters[1] : -d.parameters[1]) * distance[i];
  });
}

constexpr Parameter parameters[] = {
    {"location", Scaling::value, "where the centre stands", "any number"},
    {"scale", Scaling::value, "how wide it is", "above 0"},
};
constexpr std::string_view argument_sets[] = {"location, scale", "two quantiles"};

}  // namespace
}  // namespace laplace

constinit const Family laplace_family = {
    .name = "laplace",
    .summary = "A sharp peak with exponential tails on both sides.",
    .example = "laplace(location=5, scale=2)",
    .parameters = laplace::parameters,
    .argument_sets = laplace::argument_sets,
    .from_range = true,
    .fit = laplace::Law::fit,
    .cdf = laplace::Law::cdf,
    .quantile = laplace::Law::quantile,
    .density = laplace::Law::density,
    .log_density = laplace::Law::log_density,
    .moments = laplace::moments,
    .support = laplace::support,
    .tail_indices = laplace::tail_indices,
    .quantile_block = laplace::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
