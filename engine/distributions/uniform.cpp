// uniform: parameters {low, high}.
#include <algorithm>
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace uniform {
namespace {

Expected<Distribution> make(double low, double high) {
  if (!usable_width(low, high)) return beyond_doubles("uniform");
  return Distribution{&uniform_family, {low, high}, {}, {}};
}

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "low")) {
    const double low = number(arguments, "low"), high = number(arguments, "high");
    if (auto complaint = not_ordered("low", low, "high", high)) return *complaint;
    return make(low, high);
  }
  const auto [p1, x1, p2, x2] = quantile_pair(arguments);
  const double width = (x2 - x1) / (p2 - p1);
  return make(x1 - p1 * width, x2 + (1 - p2) * width);
}

double width(const Distribution& d) { return d.parameters[1] - d.parameters[0]; }

double cdf(const Distribution& d, double x, Tail tail) {
  return (tail == Tail::lower ? x - d.parameters[0] : d.parameters[1] - x) / width(d);
}

double quantile(const Distribution& d, double p, Tail tail) {
  return tail == Tail::lower ? d.parameters[0] + p * width(d) : d.parameters[1] - p * width(d);
}

double density(const Distribution& d, double) { return 1 / width(d); }

Moments moments(const Distribution& d) {
  return {d.parameters[0] / 2 + d.parameters[1] / 2, width(d) / std::sqrt(12.0)};
}

Support support(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (d.parameters[0] <= 0 && d.parameters[1] >= 0) tails.at_zero = 1;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  kernels::active().uniform(out, u, {d.parameters[0], d.parameters[1], width(d)}, n);
}

void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail) {
  const double low = d.parameters[0], high = d.parameters[1], inverse = 1 / width(d);
  for (std::size_t i = 0; i < n; ++i) {
    const double inside = std::min(std::max(x[i], low), high);
    out[i] = (tail == Tail::lower ? inside - low : high - inside) * inverse;
  }
}

void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n) {
  const double low = d.parameters[0], high = d.parameters[1];
  for (std::size_t i = 0; i < n; ++i) {
    const double x = std::min(std::max(t[i], low), high), part = (x - low) / width(d);
    out[i] = order == 1 ? part * (x + low) / 2 : part * (x * x + x * low + low * low) / 3;
  }
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "any number"},
    {"high", Scaling::value, "the largest value", "above low"},
};
constexpr std::string_view argument_sets[] = {"low, high", "two quantiles"};

}  // namespace
}  // namespace uniform

constinit const Family uniform_family = {
    .name = "uniform",
    .summary = "Every value between two bounds is equally likely.",
    .example = "uniform(low=2, high=8)",
    .parameters = uniform::parameters,
    .argument_sets = uniform::argument_sets,
    .from_range = true,
    .fit = uniform::fit,
    .cdf = uniform::cdf,
    .quantile = uniform::quantile,
    .density = uniform::density,
    .moments = uniform::moments,
    .support = uniform::support,
    .tail_indices = uniform::tail_indices,
    .quantile_block = uniform::quantile_block,
    .cdf_block = uniform::cdf_block,
    .partial_moment = uniform::partial_moment,
};

}  // namespace botec
