// integer: parameters {low, high}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace integer {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  const double low = number(arguments, "low"), high = number(arguments, "high");
  if (auto complaint = not_ordered("low", low, "high", high)) return *complaint;
  return Distribution{&integer_family, {low, high}, {}, {}};
}

double count(const Distribution& d) { return d.parameters[1] - d.parameters[0] + 1; }

double cdf(const Distribution& d, double x, Tail tail) {
  const double k = std::floor(x);
  return (tail == Tail::lower ? k - d.parameters[0] + 1 : d.parameters[1] - k) / count(d);
}

double quantile(const Distribution& d, double p, Tail tail) {
  const double n = count(d), shares = p * n;
  if (tail == Tail::upper) {
    const double above = std::floor(shares);  // the product may have rounded past a whole number
    return d.parameters[1] - (above / n > p ? above - 1 : (above + 1) / n <= p ? above + 1 : above);
  }
  const double taken = std::ceil(shares);
  return d.parameters[0] - 1 + (taken / n < p ? taken + 1 : (taken - 1) / n >= p ? taken - 1 : taken);
}

double density(const Distribution& d, double x) { return x == std::floor(x) ? 1 / count(d) : 0.0; }

Moments moments(const Distribution& d) {
  const double n = count(d);
  return {d.parameters[0] / 2 + d.parameters[1] / 2, std::sqrt((n - 1) * (n + 1) / 12)};
}

Support support(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (d.parameters[0] <= 0 && d.parameters[1] >= 0) tails.at_zero = 0;
  return tails;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const double count_all = count(d), before = d.parameters[0] - 1;
  in_pieces(u, out, n, [&](const double* from, double* to, std::size_t m) {
    double taken[kernels::block_size];
    kernels::active().multiply_constant(taken, from, count_all, m);
    kernels::active().ceil(taken, taken, m);
    for (std::size_t i = 0; i < m; ++i)  // as in quantile: the product may have rounded past a whole number
      to[i] = before + taken[i] + (taken[i] / count_all < from[i] ? 1.0 : 0.0) - ((taken[i] - 1) / count_all >= from[i] ? 1.0 : 0.0);
  });
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "a whole number in [-1e15, 1e15]"},
    {"high", Scaling::value, "the largest value, which can occur", "a whole number in [-1e15, 1e15]"},
};
constexpr std::string_view argument_sets[] = {"low, high"};

}  // namespace
}  // namespace integer

constinit const Family integer_family = {
    .name = "integer",
    .summary = "Every whole number from low to high, both included, is equally likely: a die.",
    .example = "integer(low=1, high=6)",
    .parameters = integer::parameters,
    .argument_sets = integer::argument_sets,
    .discrete = true,
    .fit = integer::fit,
    .cdf = integer::cdf,
    .quantile = integer::quantile,
    .density = integer::density,
    .moments = integer::moments,
    .support = integer::support,
    .tail_indices = integer::tail_indices,
    .quantile_block = integer::quantile_block,
};

}  // namespace botec
