// geometric: the failures before the first success; parameters {p}.
#include <cmath>

#include "distributions/discrete_quantile.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace geometric {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&geometric_family, {number(arguments, "p")}, {}, {}};
}

// P(X > k) = (1 - p)^(k + 1)
double cdf(const Distribution& d, double x, Tail tail) {
  const double exponent = (std::floor(x) + 1) * std::log1p(-d.parameters[0]);
  return tail == Tail::lower ? -std::expm1(exponent) : std::exp(exponent);
}

double quantile(const Distribution& d, double p, Tail tail) {
  if (d.parameters[0] == 1) return 0.0;
  const double real = (tail == Tail::lower ? std::log1p(-p) : std::log(p)) / std::log1p(-d.parameters[0]);
  return discrete_quantile(std::ceil(real) - 1, 0, std::numeric_limits<double>::infinity(), p, tail,
                           [&](double k) { return geometric::cdf(d, k, tail); });
}

double density(const Distribution& d, double x) {
  if (x != std::floor(x)) return 0.0;
  return x == 0 ? d.parameters[0] : d.parameters[0] * std::exp(x * std::log1p(-d.parameters[0]));
}

double log_density(const Distribution& d, double x) {
  if (x != std::floor(x)) return -std::numeric_limits<double>::infinity();
  return std::log(d.parameters[0]) + (x == 0 ? 0.0 : x * std::log1p(-d.parameters[0]));
}

Moments moments(const Distribution& d) {
  const double p = d.parameters[0];
  return {(1 - p) / p, std::sqrt(1 - p) / p};
}

Support support(const Distribution& d) {
  return {0, d.parameters[0] == 1 ? 0.0 : std::numeric_limits<double>::infinity()};
}

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (geometric::density(d, 0) > 0) tails.at_zero = 0;
  tails.exponential_upper = -std::log1p(-d.parameters[0]);
  return tails;
}

constexpr Parameter parameters[] = {
    {"p", Scaling::pure, "the probability of a success", "in (0, 1]"},
};
constexpr std::string_view argument_sets[] = {"p"};

}  // namespace
}  // namespace geometric

constinit const Family geometric_family = {
    .name = "geometric",
    .summary = "The number of failures before the first success.",
    .example = "geometric(p=0.3)",
    .parameters = geometric::parameters,
    .argument_sets = geometric::argument_sets,
    .discrete = true,
    .fit = geometric::fit,
    .cdf = geometric::cdf,
    .quantile = geometric::quantile,
    .density = geometric::density,
    .log_density = geometric::log_density,
    .moments = geometric::moments,
    .support = geometric::support,
    .tail_indices = geometric::tail_indices,
};

}  // namespace botec
