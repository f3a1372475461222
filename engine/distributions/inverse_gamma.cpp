// inverse_gamma: one over a gamma law with shape and 1/scale; parameters {shape, scale}.
#include <cmath>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/incomplete_gamma.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace inverse_gamma {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&inverse_gamma_family, {number(arguments, "shape"), number(arguments, "scale")}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) { return incomplete_gamma(d.parameters[0], d.parameters[1] / x, other(tail)); }

double quantile(const Distribution& d, double p, Tail tail) {
  return d.parameters[1] / incomplete_gamma_inverse(d.parameters[0], p, other(tail));
}

double density(const Distribution& d, double x) {
  if (x == 0) return 0.0;
  const double inverse = d.parameters[1] / x;
  const double value = incomplete_gamma_density(d.parameters[0], inverse) * inverse / x;
  return std::isnan(value) ? 0.0 : value;  // so close to 0 that the inverse is infinite
}

double log_density(const Distribution& d, double x) {
  const double inverse = d.parameters[1] / x;
  if (!std::isfinite(inverse)) return -std::numeric_limits<double>::infinity();
  return incomplete_gamma_log_density(d.parameters[0], inverse) + std::log(inverse) - std::log(x);
}

Moments moments(const Distribution& d) {
  const double shape = d.parameters[0], scale = d.parameters[1];
  Moments result;
  if (shape > 1) result.mean = scale / (shape - 1);
  if (shape > 2) result.sd = scale / (shape - 1) / std::sqrt(shape - 2);
  return result;
}

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.upper = d.parameters[0];
  tails.exponential_upper = 0;
  return tails;
}

constexpr Parameter parameters[] = {
    {"shape", Scaling::pure, "the shape, which is the tail index", "above 0"},
    {"scale", Scaling::value, "the scale, mean · (shape - 1)", "above 0"},
};
constexpr std::string_view argument_sets[] = {"shape, scale"};

}  // namespace
}  // namespace inverse_gamma

constinit const Family inverse_gamma_family = {
    .name = "inverse_gamma",
    .summary = "One over a gamma-distributed value, such as an unknown variance.",
    .example = "inverse_gamma(shape=3, scale=4)",
    .parameters = inverse_gamma::parameters,
    .argument_sets = inverse_gamma::argument_sets,
    .fit = inverse_gamma::fit,
    .cdf = inverse_gamma::cdf,
    .quantile = inverse_gamma::quantile,
    .density = inverse_gamma::density,
    .log_density = inverse_gamma::log_density,
    .moments = inverse_gamma::moments,
    .support = inverse_gamma::support,
    .tail_indices = inverse_gamma::tail_indices,
};

}  // namespace botec
