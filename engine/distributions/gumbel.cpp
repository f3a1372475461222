// gumbel: parameters {location, scale}.
// The law of maxima: the upper tail is exponential, the lower one falls like exp(-exp(-x)).
#include <boost/math/constants/constants.hpp>
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/location_scale.h"

namespace botec {

namespace gumbel {
namespace {

struct Standard {
  static const Family& family() { return gumbel_family; }

  static double cdf(double z, Tail tail) {
    const double y = std::exp(-z);
    return tail == Tail::lower ? std::exp(-y) : -std::expm1(-y);
  }
  static double quantile(double p, Tail tail) { return -std::log(tail == Tail::lower ? -std::log(p) : -std::log1p(-p)); }
  static double density(double z) { return std::exp(-z - std::exp(-z)); }
  static double log_density(double z) { return -z - std::exp(-z); }
};

using Law = LocationScale<Standard>;

Moments moments(const Distribution& d) {
  using namespace boost::math::constants;
  return {d.parameters[0] + d.parameters[1] * euler<double>(), d.parameters[1] * (pi<double>() / std::sqrt(6.0))};
}

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.at_zero = 1;
  tails.exponential_upper = 1 / d.parameters[1];
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  kernel.log(out, u, n);
  kernel.neg(out, out, n);
  kernel.log(out, out, n);
  kernel.linear(out, out, -d.parameters[1], d.parameters[0], n);
}

constexpr Parameter parameters[] = {
    {"location", Scaling::value, "where the centre stands", "any number"},
    {"scale", Scaling::value, "how wide it is", "above 0"},
};
constexpr std::string_view argument_sets[] = {"location, scale", "two quantiles"};

}  // namespace
}  // namespace gumbel

constinit const Family gumbel_family = {
    .name = "gumbel",
    .summary = "The largest of many values, such as the highest flood of a year.",
    .example = "gumbel(location=5, scale=2)",
    .parameters = gumbel::parameters,
    .argument_sets = gumbel::argument_sets,
    .from_range = true,
    .fit = gumbel::Law::fit,
    .cdf = gumbel::Law::cdf,
    .quantile = gumbel::Law::quantile,
    .density = gumbel::Law::density,
    .log_density = gumbel::Law::log_density,
    .moments = gumbel::moments,
    .support = gumbel::support,
    .tail_indices = gumbel::tail_indices,
    .quantile_block = gumbel::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
