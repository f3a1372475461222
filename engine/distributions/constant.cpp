// constant: parameters {value}; one atom. Not in the catalogue: a plain quantity makes one.
#include "distributions/composite.h"

namespace botec {

namespace constant_law {
namespace {

double value(const Distribution& d) { return d.parameters[0]; }

// The support is one point, so that distribution.cpp has answered everything about other points.
double cdf(const Distribution&, double, Tail tail) { return tail == Tail::lower ? 1.0 : 0.0; }
double quantile(const Distribution& d, double, Tail) { return value(d); }
double density(const Distribution&, double) { return 1.0; }
Moments moments(const Distribution& d) { return {value(d), 0.0}; }
Support support(const Distribution& d) { return {value(d), value(d)}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (value(d) == 0) tails.at_zero = 0;
  return tails;
}

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  if (limit < 1) return std::nullopt;
  return std::vector<Atom>{{value(d), 1.0}};
}

void quantile_block(const Distribution& d, const double*, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = value(d);
}

}  // namespace
}  // namespace constant_law

constinit const Family constant_family = {
    .name = "constant",
    .summary = "A value that never varies.",
    .example = "5",
    .parameters = {},
    .argument_sets = {},
    .discrete = true,
    .cdf = constant_law::cdf,
    .quantile = constant_law::quantile,
    .density = constant_law::density,
    .moments = constant_law::moments,
    .support = constant_law::support,
    .tail_indices = constant_law::tail_indices,
    .atoms = constant_law::atoms,
    .quantile_block = constant_law::quantile_block,
};

Distribution constant(double value) { return {&constant_family, {value}, {}, {}}; }

std::optional<double> constant_value(const Distribution& d) {
  if (d.family != &constant_family) return std::nullopt;
  return d.parameters[0];
}

}  // namespace botec
