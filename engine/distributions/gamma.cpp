// gamma: parameters {shape, scale}; see gamma_law.h.
#include <cmath>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/gamma_law.h"

namespace botec {

namespace gamma {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "shape"))
    return gamma_law::make(gamma_family, number(arguments, "shape"), number(arguments, "scale"));
  if (has(arguments, "mean")) {
    const double mean = number(arguments, "mean"), sd = number(arguments, "sd"), ratio = mean / sd;
    return gamma_law::make(gamma_family, ratio * ratio, sd / ratio);
  }
  const QuantilePair pair = quantile_pair(arguments);
  if (auto complaint = not_positive("gamma", "normal", pair)) return *complaint;
  return gamma_law::through(gamma_family, pair);
}

constexpr Parameter parameters[] = {
    {"shape", Scaling::pure, "the shape: 1 is exponential, larger is nearer to normal", "above 0"},
    {"scale", Scaling::value, "the scale, mean / shape", "above 0"},
    {"mean", Scaling::value, "the mean", "above 0"},
    {"sd", Scaling::value, "the standard deviation", "above 0"},
};
constexpr std::string_view argument_sets[] = {"shape, scale", "mean, sd", "two quantiles"};

}  // namespace
}  // namespace gamma

constinit const Family gamma_family = {
    .name = "gamma",
    .summary = "Positive values with an exponential tail: the waiting time for several events.",
    .example = "gamma(shape=3, scale=2)",
    .parameters = gamma::parameters,
    .argument_sets = gamma::argument_sets,
    .from_range = true,
    .fit = gamma::fit,
    .cdf = gamma_law::cdf,
    .quantile = gamma_law::quantile,
    .density = gamma_law::density,
    .log_density = gamma_law::log_density,
    .moments = gamma_law::moments,
    .support = gamma_law::support,
    .tail_indices = gamma_law::tail_indices,
};

}  // namespace botec
