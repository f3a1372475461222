// exponential: parameters {rate}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace exponential {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  double rate = number(arguments, "rate");
  if (has(arguments, "mean")) rate = 1 / number(arguments, "mean");
  if (!arguments.quantiles.empty()) {
    const auto [p, x] = arguments.quantiles.front();
    if (auto complaint = not_positive("exponential", "normal", {p, x, p, x})) return *complaint;
    rate = -std::log1p(-p) / x;
  }
  if (!(rate > 0) || !std::isfinite(rate) || !std::isfinite(1 / rate)) return beyond_doubles("exponential");
  return Distribution{&exponential_family, {rate}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double y = d.parameters[0] * x;
  return tail == Tail::lower ? -std::expm1(-y) : std::exp(-y);
}

double quantile(const Distribution& d, double p, Tail tail) {
  return (tail == Tail::lower ? -std::log1p(-p) : -std::log(p)) / d.parameters[0];
}

double density(const Distribution& d, double x) { return d.parameters[0] * std::exp(-d.parameters[0] * x); }

double log_density(const Distribution& d, double x) { return std::log(d.parameters[0]) - d.parameters[0] * x; }

Moments moments(const Distribution& d) { return {1 / d.parameters[0], 1 / d.parameters[0]}; }

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.at_zero = 1;
  tails.exponential_upper = d.parameters[0];
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  log_upper(u, out, n);
  kernels::active().multiply_constant(out, out, -1 / d.parameters[0], n);
}

constexpr Parameter parameters[] = {
    {"rate", Scaling::rate, "how many events there are per unit", "above 0"},
    {"mean", Scaling::value, "the mean, 1 / rate", "above 0"},
};
constexpr std::string_view argument_sets[] = {"mean", "rate", "one quantile"};

}  // namespace
}  // namespace exponential

constinit const Family exponential_family = {
    .name = "exponential",
    .summary = "The waiting time for an event that is equally likely at any moment.",
    .example = "exponential(mean=5)",
    .parameters = exponential::parameters,
    .argument_sets = exponential::argument_sets,
    .fit = exponential::fit,
    .cdf = exponential::cdf,
    .quantile = exponential::quantile,
    .density = exponential::density,
    .log_density = exponential::log_density,
    .moments = exponential::moments,
    .support = exponential::support,
    .tail_indices = exponential::tail_indices,
    .quantile_block = exponential::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
