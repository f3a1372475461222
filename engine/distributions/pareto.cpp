// pareto: parameters {low, shape}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace pareto {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return Distribution{&pareto_family, {number(arguments, "low"), number(arguments, "shape")}, {}, {}};
}

// shape · log(x / low), also close to low.
double exponent(const Distribution& d, double x) {
  const double low = d.parameters[0];
  return d.parameters[1] * (x < 2 * low ? std::log1p((x - low) / low) : std::log(x) - std::log(low));
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double y = exponent(d, x);
  return tail == Tail::lower ? -std::expm1(-y) : std::exp(-y);
}

double quantile(const Distribution& d, double p, Tail tail) {
  return d.parameters[0] * std::exp((tail == Tail::lower ? -std::log1p(-p) : -std::log(p)) / d.parameters[1]);
}

double density(const Distribution& d, double x) { return d.parameters[1] / x * std::exp(-exponent(d, x)); }

double log_density(const Distribution& d, double x) { return std::log(d.parameters[1]) - std::log(x) - exponent(d, x); }

Moments moments(const Distribution& d) {
  const double low = d.parameters[0], shape = d.parameters[1];
  Moments result;
  if (shape > 1) result.mean = low * (shape / (shape - 1));
  if (shape > 2) result.sd = low / (shape - 1) * std::sqrt(shape / (shape - 2));
  return result;
}

Support support(const Distribution& d) { return {.low = d.parameters[0]}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.upper = d.parameters[1];
  tails.exponential_upper = 0;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  log_upper(u, out, n);
  kernel.exp_linear(out, out, -1 / d.parameters[1], 0, n);
  kernel.multiply_constant(out, out, d.parameters[0], n);
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "above 0"},
    {"shape", Scaling::pure, "the tail index: moments of this order and above do not exist", "above 0"},
};
constexpr std::string_view argument_sets[] = {"low, shape"};

}  // namespace
}  // namespace pareto

constinit const Family pareto_family = {
    .name = "pareto",
    .summary = "Values above a bound with a power-law tail: the few largest carry most of the sum.",
    .example = "pareto(low=1, shape=2.5)",
    .parameters = pareto::parameters,
    .argument_sets = pareto::argument_sets,
    .fit = pareto::fit,
    .cdf = pareto::cdf,
    .quantile = pareto::quantile,
    .density = pareto::density,
    .log_density = pareto::log_density,
    .moments = pareto::moments,
    .support = pareto::support,
    .tail_indices = pareto::tail_indices,
    .quantile_block = pareto::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
