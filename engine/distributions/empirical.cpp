// empirical: data {values in increasing order}, each with probability 1/n; with `smooth` a kernel density instead.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace empirical {
namespace {

std::size_t count(const Distribution& d) { return d.data->size(); }
double size(const Distribution& d) { return static_cast<double>(count(d)); }

Expected<Distribution> fit(const Arguments& arguments) {
  std::vector<double> values = arguments.values;
  if (values.empty()) return complain(kind_missing_argument, "values", "empirical needs at least one value");
  for (const double value : values)
    if (!std::isfinite(value)) return bad_argument("values", fmt::format("values must be finite numbers, not {}", show(value)));
  std::sort(values.begin(), values.end());
  return arguments.smooth ? kernel_density(std::move(values)) : Expected<Distribution>(empirical_of(std::move(values)));
}

// How many values are at most x.
std::size_t at_most(const Distribution& d, double x) {
  return static_cast<std::size_t>(std::upper_bound(d.data->begin(), d.data->end(), x) - d.data->begin());
}

double cdf(const Distribution& d, double x, Tail tail) {
  const std::size_t k = at_most(d, x);
  return static_cast<double>(tail == Tail::lower ? k : count(d) - k) / size(d);
}

// The smallest k from 1 to n with k/n >= p. The product can be a rounding off, never more.
std::size_t rank_for(double p, double n) {
  double k = std::ceil(p * n);
  if ((k - 1) / n >= p) k -= 1;
  if (k / n < p) k += 1;
  return static_cast<std::size_t>(std::clamp(k, 1.0, n));
}

// The largest k below n with k/n <= p: how many values may lie above.
std::size_t rank_above(double p, double n) {
  double k = std::floor(p * n);
  if ((k + 1) / n <= p) k += 1;
  if (k / n > p) k -= 1;
  return static_cast<std::size_t>(std::clamp(k, 0.0, n - 1));
}

double quantile(const Distribution& d, double p, Tail tail) {
  return tail == Tail::lower ? (*d.data)[rank_for(p, size(d)) - 1] : (*d.data)[count(d) - 1 - rank_above(p, size(d))];
}

void quantile_block(const Distribution& d, const double* base, double* out, std::size_t n) {
  const double* const values = d.data->data();
  const std::size_t last = count(d) - 1;
  const double m = size(d);
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base[i];
    out[i] = u <= 0.5 ? values[rank_for(u, m) - 1] : values[last - rank_above(1 - u, m)];
  }
}

double density(const Distribution& d, double x) {
  const auto [first, last] = std::equal_range(d.data->begin(), d.data->end(), x);
  return static_cast<double>(last - first) / size(d);
}

Moments moments(const Distribution& d) {
  const SampleMoments m = sample_moments(*d.data);
  return {m.mean, std::sqrt(m.variance)};
}

Support support(const Distribution& d) { return {d.data->front(), d.data->back()}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (empirical::density(d, 0) > 0) tails.at_zero = 0;
  return tails;
}

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  std::vector<Atom> all;
  for (const double value : *d.data) {
    if (all.empty() || all.back().value != value) all.push_back({value, 0});
    all.back().probability += 1;
    if (all.size() > limit) return std::nullopt;
  }
  for (Atom& atom : all) atom.probability /= size(d);
  return all;
}

constexpr std::string_view argument_sets[] = {"values; optional smooth"};

}  // namespace
}  // namespace empirical

constinit const Family empirical_family = {
    .name = "empirical",
    .summary = "Values that were observed, each as likely as the others, or a smooth curve around them.",
    .example = "empirical(values=[3, 5, 5, 8])",
    .parameters = {},
    .argument_sets = empirical::argument_sets,
    .discrete = true,
    .fit = empirical::fit,
    .cdf = empirical::cdf,
    .quantile = empirical::quantile,
    .density = empirical::density,
    .moments = empirical::moments,
    .support = empirical::support,
    .tail_indices = empirical::tail_indices,
    .atoms = empirical::atoms,
    .quantile_block = empirical::quantile_block,
};

Distribution empirical_of(std::vector<double> sorted) {
  if (sorted.front() == sorted.back()) return constant(sorted.front());
  return {&empirical_family, {}, {}, std::make_shared<const std::vector<double>>(std::move(sorted))};
}

// In two passes, the first of which only finds a centre, so that nothing cancels.
SampleMoments sample_moments(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  double mean = 0, away = 0, square = 0;
  for (const double value : values) mean += value / n;
  for (const double value : values) away += value - mean;
  mean += away / n;
  for (const double value : values) square += (value - mean) * (value - mean);
  return {mean, square / n};
}

}  // namespace botec
