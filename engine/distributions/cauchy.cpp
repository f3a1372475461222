// cauchy: parameters {location, scale}.
#include <boost/math/constants/constants.hpp>
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/location_scale.h"

namespace botec {

namespace cauchy {
namespace {

struct Standard {
  static const Family& family() { return cauchy_family; }

  static double cdf(double z, Tail tail) { return std::atan2(1.0, tail == Tail::lower ? -z : z) / pi; }
  static double quantile(double p, Tail tail) {
    double z;
    if (p <= 0.25) {
      z = -1 / std::tan(pi * p);
    } else if (p < 0.75) {
      z = std::tan(pi * (p - 0.5));
    } else {
      z = 1 / std::tan(pi * (1 - p));
    }
    return tail == Tail::lower ? z : -z;
  }
  static double density(double z) {
    const double height = 1 / std::hypot(1.0, z);
    return height * height / pi;
  }

  static constexpr double pi = boost::math::constants::pi<double>();
};

using Law = LocationScale<Standard>;

Moments moments(const Distribution&) { return {}; }

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution&) {
  TailIndices tails;
  tails.upper = tails.lower = tails.at_zero = 1;
  tails.exponential_upper = tails.exponential_lower = 0;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  in_pieces(u, out, n, [&](const double* from, double* to, std::size_t m) {
    double angle[kernels::block_size], cosine[kernels::block_size];
    nearer_end(from, angle, m);
    kernel.multiply_constant(angle, angle, Standard::pi, m);
    kernel.cos(cosine, angle, m);
    kernel.sin(angle, angle, m);
    kernel.div(cosine, cosine, angle, m);  // the two take a third of the time of tan
    for (std::size_t i = 0; i < m; ++i)
      to[i] = d.parameters[0] + (from[i] < 0.5 ? -d.parameters[1] : d.parameters[1]) * cosine[i];
  });
}

constexpr Parameter parameters[] = {
    {"location", Scaling::value, "where the centre stands", "any number"},
    {"scale", Scaling::value, "how wide it is", "above 0"},
};
constexpr std::string_view argument_sets[] = {"location, scale", "two quantiles"};

}  // namespace
}  // namespace cauchy

constinit const Family cauchy_family = {
    .name = "cauchy",
    .summary = "A peak with tails so heavy that it has no mean: the ratio of two normal values.",
    .example = "cauchy(location=5, scale=2)",
    .parameters = cauchy::parameters,
    .argument_sets = cauchy::argument_sets,
    .from_range = true,
    .fit = cauchy::Law::fit,
    .cdf = cauchy::Law::cdf,
    .quantile = cauchy::Law::quantile,
    .density = cauchy::Law::density,
    .moments = cauchy::moments,
    .support = cauchy::support,
    .tail_indices = cauchy::tail_indices,
    .quantile_block = cauchy::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
