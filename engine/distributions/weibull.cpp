// weibull: parameters {shape, scale}; see weibull_law.h.
#include <cmath>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/weibull_law.h"

namespace botec {

namespace weibull {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "shape"))
    return weibull_law::make(weibull_family, number(arguments, "shape"), number(arguments, "scale"));
  const QuantilePair pair = quantile_pair(arguments);
  if (auto complaint = not_positive("weibull", "normal", pair)) return *complaint;
  // log x is a line in log(-log(1 - p)) with slope 1 / shape.
  const Line line = log_line_through(std::log(-std::log1p(-pair.p1)), pair.x1, std::log(-std::log1p(-pair.p2)), pair.x2);
  return weibull_law::make(weibull_family, 1 / line.scale, std::exp(line.location));
}

constexpr Parameter parameters[] = {
    {"shape", Scaling::pure, "the shape: below 1 the risk falls with time, above 1 it grows", "above 0"},
    {"scale", Scaling::value, "the scale: the 63.2% quantile", "above 0"},
};
constexpr std::string_view argument_sets[] = {"shape, scale", "two quantiles"};

}  // namespace
}  // namespace weibull

constinit const Family weibull_family = {
    .name = "weibull",
    .summary = "Times to failure, with a risk that falls or grows as a power of time.",
    .example = "weibull(shape=1.5, scale=10)",
    .parameters = weibull::parameters,
    .argument_sets = weibull::argument_sets,
    .from_range = true,
    .fit = weibull::fit,
    .cdf = weibull_law::cdf,
    .quantile = weibull_law::quantile,
    .density = weibull_law::density,
    .log_density = weibull_law::log_density,
    .moments = weibull_law::moments,
    .support = weibull_law::support,
    .tail_indices = weibull_law::tail_indices,
    .quantile_block = weibull_law::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
