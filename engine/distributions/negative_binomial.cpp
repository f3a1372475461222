// negative_binomial: the failures before a number of successes; parameters {successes, p}.
#include <cmath>

#include "distributions/discrete_quantile.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/incomplete_beta.h"
#include "distributions/saddle_point.h"

namespace botec {

namespace negative_binomial {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&negative_binomial_family, {number(arguments, "successes"), number(arguments, "p")}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double p = d.parameters[1];
  return incomplete_beta(d.parameters[0], std::floor(x) + 1, {p, 1 - p}, tail);
}

Moments moments(const Distribution& d) {
  const double successes = d.parameters[0], p = d.parameters[1];
  return {successes * (1 - p) / p, std::sqrt(successes) * std::sqrt(1 - p) / p};
}

double quantile(const Distribution& d, double p, Tail tail) {
  if (d.parameters[1] == 1) return 0.0;
  const Moments m = negative_binomial::moments(d);
  const double skewness = (2 - d.parameters[1]) / d.parameters[1] / *m.sd;
  return discrete_quantile(cornish_fisher(*m.mean, *m.sd, skewness, p, tail), 0, std::numeric_limits<double>::infinity(), p, tail,
                           [&](double k) { return negative_binomial::cdf(d, k, tail); });
}

double density(const Distribution& d, double x) {
  if (x != std::floor(x)) return 0.0;
  const double successes = d.parameters[0], p = d.parameters[1];
  return successes / (successes + x) * binomial_term(successes, x, p, 1 - p);
}

double log_density(const Distribution& d, double x) {
  if (x != std::floor(x)) return -std::numeric_limits<double>::infinity();
  const double successes = d.parameters[0], p = d.parameters[1];
  return std::log(successes / (successes + x)) + log_binomial_term(successes, x, p, 1 - p);
}

Support support(const Distribution& d) {
  return {0, d.parameters[1] == 1 ? 0.0 : std::numeric_limits<double>::infinity()};
}

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (negative_binomial::density(d, 0) > 0) tails.at_zero = 0;
  tails.exponential_upper = -std::log1p(-d.parameters[1]);
  return tails;
}

constexpr Parameter parameters[] = {
    {"successes", Scaling::pure, "how many successes end the count; any number above 0", "in (0, 1e15]"},
    {"p", Scaling::pure, "the probability of a success", "in (0, 1]"},
};
constexpr std::string_view argument_sets[] = {"successes, p"};

}  // namespace
}  // namespace negative_binomial

constinit const Family negative_binomial_family = {
    .name = "negative_binomial",
    .summary = "The number of failures before a given number of successes; a Poisson count whose mean varies.",
    .example = "negative_binomial(successes=3, p=0.4)",
    .parameters = negative_binomial::parameters,
    .argument_sets = negative_binomial::argument_sets,
    .discrete = true,
    .fit = negative_binomial::fit,
    .cdf = negative_binomial::cdf,
    .quantile = negative_binomial::quantile,
    .density = negative_binomial::density,
    .log_density = negative_binomial::log_density,
    .moments = negative_binomial::moments,
    .support = negative_binomial::support,
    .tail_indices = negative_binomial::tail_indices,
};

}  // namespace botec
