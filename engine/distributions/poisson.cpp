// poisson: parameters {mean}.
#include <cmath>

#include "distributions/discrete_quantile.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/incomplete_gamma.h"
#include "distributions/saddle_point.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace poisson {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&poisson_family, {number(arguments, "mean")}, {}, {}};
}

// P(X <= k) is the probability that a gamma variable of shape k + 1 exceeds the mean.
double cdf(const Distribution& d, double x, Tail tail) { return incomplete_gamma(std::floor(x) + 1, d.parameters[0], other(tail)); }

double quantile(const Distribution& d, double p, Tail tail) {
  const double mean = d.parameters[0], sd = std::sqrt(mean);
  return discrete_quantile(cornish_fisher(mean, sd, 1 / sd, p, tail), 0, std::numeric_limits<double>::infinity(), p, tail,
                           [&](double k) { return poisson::cdf(d, k, tail); });
}

double density(const Distribution& d, double x) { return x == std::floor(x) ? poisson_term(x, d.parameters[0]) : 0.0; }

double log_density(const Distribution& d, double x) {
  return x == std::floor(x) ? log_poisson_term(x, d.parameters[0]) : -std::numeric_limits<double>::infinity();
}

Moments moments(const Distribution& d) { return {d.parameters[0], std::sqrt(d.parameters[0])}; }

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (poisson::density(d, 0) > 0) tails.at_zero = 0;
  return tails;
}

constexpr Parameter parameters[] = {
    {"mean", Scaling::value, "the mean number of events", "in (0, 1e15]"},
};
constexpr std::string_view argument_sets[] = {"mean"};

}  // namespace
}  // namespace poisson

constinit const Family poisson_family = {
    .name = "poisson",
    .summary = "The number of independent events in a given time.",
    .example = "poisson(mean=4)",
    .parameters = poisson::parameters,
    .argument_sets = poisson::argument_sets,
    .discrete = true,
    .fit = poisson::fit,
    .cdf = poisson::cdf,
    .quantile = poisson::quantile,
    .density = poisson::density,
    .log_density = poisson::log_density,
    .moments = poisson::moments,
    .support = poisson::support,
    .tail_indices = poisson::tail_indices,
};

}  // namespace botec
