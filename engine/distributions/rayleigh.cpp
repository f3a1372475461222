// rayleigh: the weibull law with shape 2 and scale times √2; parameters {2, scale · √2}, see weibull_law.h.
#include <boost/math/constants/constants.hpp>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/weibull_law.h"

namespace botec {

namespace rayleigh {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return weibull_law::make(rayleigh_family, 2, number(arguments, "scale") * boost::math::constants::root_two<double>());
}

constexpr Parameter parameters[] = {
    {"scale", Scaling::value, "the scale: the most likely value", "above 0"},
};
constexpr std::string_view argument_sets[] = {"scale"};

}  // namespace
}  // namespace rayleigh

constinit const Family rayleigh_family = {
    .name = "rayleigh",
    .summary = "The length of a two-dimensional vector of independent normal values with mean 0.",
    .example = "rayleigh(scale=3)",
    .parameters = rayleigh::parameters,
    .argument_sets = rayleigh::argument_sets,
    .fit = rayleigh::fit,
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
