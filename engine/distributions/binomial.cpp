// binomial: parameters {n, p}.
#include <cmath>

#include "distributions/discrete_quantile.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/incomplete_beta.h"
#include "distributions/saddle_point.h"

namespace botec {

namespace binomial {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&binomial_family, {number(arguments, "n"), number(arguments, "p")}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double n = d.parameters[0], p = d.parameters[1], k = std::floor(x);
  if (p == 0) return tail == Tail::lower ? 1.0 : 0.0;
  if (p == 1) return tail == Tail::lower ? 0.0 : 1.0;
  return incomplete_beta(n - k, k + 1, {1 - p, p}, tail);
}

Moments moments(const Distribution& d) {
  const double n = d.parameters[0], p = d.parameters[1];
  return {n * p, std::sqrt(n) * std::sqrt(p * (1 - p))};
}

Support support(const Distribution& d) { return {0, d.parameters[0]}; }

double quantile(const Distribution& d, double p, Tail tail) {
  const Moments m = binomial::moments(d);
  const double skewness = *m.sd > 0 ? (1 - 2 * d.parameters[1]) / *m.sd : 0.0;
  return discrete_quantile(cornish_fisher(*m.mean, *m.sd, skewness, p, tail), 0, d.parameters[0], p, tail,
                           [&](double k) { return k >= d.parameters[0] ? (tail == Tail::lower ? 1.0 : 0.0) : binomial::cdf(d, k, tail); });
}

double density(const Distribution& d, double x) {
  return x == std::floor(x) ? binomial_term(x, d.parameters[0] - x, d.parameters[1], 1 - d.parameters[1]) : 0.0;
}

double log_density(const Distribution& d, double x) {
  if (x != std::floor(x)) return -std::numeric_limits<double>::infinity();
  return log_binomial_term(x, d.parameters[0] - x, d.parameters[1], 1 - d.parameters[1]);
}

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (binomial::density(d, 0) > 0) tails.at_zero = 0;
  return tails;
}

constexpr Parameter parameters[] = {
    {"n", Scaling::pure, "the number of trials", "a whole number in [1, 1e15]"},
    {"p", Scaling::pure, "the probability of a success", "in [0, 1]"},
};
constexpr std::string_view argument_sets[] = {"n, p"};

}  // namespace
}  // namespace binomial

constinit const Family binomial_family = {
    .name = "binomial",
    .summary = "The number of successes in n independent trials.",
    .example = "binomial(n=10, p=0.3)",
    .parameters = binomial::parameters,
    .argument_sets = binomial::argument_sets,
    .discrete = true,
    .fit = binomial::fit,
    .cdf = binomial::cdf,
    .quantile = binomial::quantile,
    .density = binomial::density,
    .log_density = binomial::log_density,
    .moments = binomial::moments,
    .support = binomial::support,
    .tail_indices = binomial::tail_indices,
};

}  // namespace botec
