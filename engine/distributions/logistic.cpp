// logistic: parameters {location, scale}.
#include <boost/math/constants/constants.hpp>
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/location_scale.h"

namespace botec {

namespace logistic {
namespace {

struct Standard {
  static const Family& family() { return logistic_family; }

  static double cdf(double z, Tail tail) {
    const double t = tail == Tail::lower ? z : -z;
    if (t > 0) return 1 / (1 + std::exp(-t));
    const double odds = std::exp(t);
    return odds / (1 + odds);
  }
  static double quantile(double p, Tail tail) {
    // The two forms agree; each is accurate where the other cancels.
    const double z = p > 0.25 && p < 0.75 ? 2 * std::atanh(2 * p - 1) : std::log(p) - std::log1p(-p);
    return tail == Tail::lower ? z : -z;
  }
  static double density(double z) {
    const double odds = std::exp(-std::abs(z));
    return odds / ((1 + odds) * (1 + odds));
  }
  static double log_density(double z) { return -std::abs(z) - 2 * std::log1p(std::exp(-std::abs(z))); }
};

using Law = LocationScale<Standard>;

Moments moments(const Distribution& d) {
  return {d.parameters[0], d.parameters[1] * (boost::math::constants::pi<double>() / std::sqrt(3.0))};
}

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
    double log_above[kernels::block_size];
    log_upper(from, log_above, m);
    kernel.log(to, from, m);
    kernel.sub(to, to, log_above, m);
    kernel.linear(to, to, d.parameters[1], d.parameters[0], m);
  });
}

constexpr Parameter parameters[] = {
    {"location", Scaling::value, "where the centre stands", "any number"},
    {"scale", Scaling::value, "how wide it is", "above 0"},
};
constexpr std::string_view argument_sets[] = {"location, scale", "two quantiles"};

}  // namespace
}  // namespace logistic

constinit const Family logistic_family = {
    .name = "logistic",
    .summary = "Like the normal, with longer, exponential tails.",
    .example = "logistic(location=5, scale=2)",
    .parameters = logistic::parameters,
    .argument_sets = logistic::argument_sets,
    .from_range = true,
    .fit = logistic::Law::fit,
    .cdf = logistic::Law::cdf,
    .quantile = logistic::Law::quantile,
    .density = logistic::Law::density,
    .log_density = logistic::Law::log_density,
    .moments = logistic::moments,
    .support = logistic::support,
    .tail_indices = logistic::tail_indices,
    .quantile_block = logistic::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
