// bernoulli: parameters {p}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace bernoulli {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&bernoulli_family, {number(arguments, "p")}, {}, {}};
}

double cdf(const Distribution& d, double, Tail tail) { return tail == Tail::lower ? 1 - d.parameters[0] : d.parameters[0]; }

double quantile(const Distribution& d, double p, Tail tail) {
  return (tail == Tail::lower ? p <= 1 - d.parameters[0] : p >= d.parameters[0]) ? 0.0 : 1.0;
}

double density(const Distribution& d, double x) {
  if (x == 0) return 1 - d.parameters[0];
  return x == 1 ? d.parameters[0] : 0.0;
}

Moments moments(const Distribution& d) {
  const double p = d.parameters[0];
  return {p, std::sqrt(p * (1 - p))};
}

Support support(const Distribution&) { return {0, 1}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (d.parameters[0] < 1) tails.at_zero = 0;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const double below = 1 - d.parameters[0];
  for (std::size_t i = 0; i < n; ++i) out[i] = u[i] <= below ? 0.0 : 1.0;
}

constexpr Parameter parameters[] = {
    {"p", Scaling::pure, "the probability of 1", "in [0, 1]"},
};
constexpr std::string_view argument_sets[] = {"p"};

}  // namespace
}  // namespace bernoulli

constinit const Family bernoulli_family = {
    .name = "bernoulli",
    .summary = "1 with probability p, else 0: does it happen?",
    .example = "bernoulli(p=0.3)",
    .parameters = bernoulli::parameters,
    .argument_sets = bernoulli::argument_sets,
    .discrete = true,
    .fit = bernoulli::fit,
    .cdf = bernoulli::cdf,
    .quantile = bernoulli::quantile,
    .density = bernoulli::density,
    .moments = bernoulli::moments,
    .support = bernoulli::support,
    .tail_indices = bernoulli::tail_indices,
    .quantile_block = bernoulli::quantile_block,
};

}  // namespace botec
