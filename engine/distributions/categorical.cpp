// categorical: data {values in increasing order, P(X <= value), P(X > value)}, a third each.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace categorical {
namespace {

std::span<const double> third(const Distribution& d, std::size_t which) {
  const std::size_t n = d.data->size() / 3;
  return std::span(*d.data).subspan(which * n, n);
}
std::span<const double> values(const Distribution& d) { return third(d, 0); }
std::span<const double> lower(const Distribution& d) { return third(d, 1); }
std::span<const double> upper(const Distribution& d) { return third(d, 2); }

double probability(const Distribution& d, std::size_t i) {
  // The difference of whichever sums are smaller loses least.
  if (i == 0) return lower(d)[0];
  return lower(d)[i] <= 0.5 ? lower(d)[i] - lower(d)[i - 1] : upper(d)[i - 1] - upper(d)[i];
}

std::optional<Complaint> wrong(const Arguments& arguments) {
  const auto& weights = arguments.weights;
  for (const double value : arguments.values)
    if (!std::isfinite(value)) return bad_argument("values", fmt::format("values must be finite numbers, not {}", show(value)));
  if (!weights.empty() && weights.size() != arguments.values.size())
    return bad_argument("weights", fmt::format("there are {} weights for {} values", weights.size(), arguments.values.size()));
  double sum = weights.empty() ? 1 : 0;
  for (const double weight : weights) {
    if (!(weight >= 0) || std::isinf(weight))
      return bad_argument("weights", fmt::format("weights must be at least 0 and finite, not {}", show(weight)));
    sum += weight;
  }
  if (!(sum > 0)) return bad_argument("weights", "the weights are all 0");
  if (std::isinf(sum)) return bad_argument("weights", "the weights are too large to add up");
  return std::nullopt;
}

Expected<Distribution> fit(const Arguments& arguments) {
  if (auto complaint = wrong(arguments)) return *complaint;
  std::map<double, double> weight_of;  // equal values are one
  for (std::size_t i = 0; i < arguments.values.size(); ++i) {
    const double weight = arguments.weights.empty() ? 1 : arguments.weights[i];
    if (weight > 0) weight_of[arguments.values[i] + 0.0] += weight;  // + 0.0 makes one zero of -0 and 0
  }
  const std::size_t n = weight_of.size();
  auto data = std::make_shared<std::vector<double>>(3 * n);
  double below = 0, above = 0;
  std::size_t i = 0;
  for (const auto& [value, weight] : weight_of) {
    (*data)[i] = value;
    (*data)[n + i++] = below += weight;
  }
  for (auto at = weight_of.rbegin(); at != weight_of.rend(); ++at) {
    (*data)[2 * n + --i] = above;
    above += at->second;
  }
  for (i = 0; i < n; ++i) {
    (*data)[n + i] /= below;
    (*data)[2 * n + i] /= above;
  }
  return Distribution{&categorical_family, {}, {}, std::move(data)};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const auto all = values(d);
  const auto at = std::upper_bound(all.begin(), all.end(), x) - all.begin();  // at least 1, as x is in the support
  return (tail == Tail::lower ? lower(d) : upper(d))[static_cast<std::size_t>(at - 1)];
}

double quantile(const Distribution& d, double p, Tail tail) {
  const auto sums = tail == Tail::lower ? lower(d) : upper(d);
  const auto at = tail == Tail::lower ? std::lower_bound(sums.begin(), sums.end(), p)
                                      : std::lower_bound(sums.begin(), sums.end(), p, std::greater<>());
  return values(d)[std::min(static_cast<std::size_t>(at - sums.begin()), sums.size() - 1)];
}

double density(const Distribution& d, double x) {
  const auto all = values(d);
  const auto at = std::lower_bound(all.begin(), all.end(), x);
  return at != all.end() && *at == x ? probability(d, static_cast<std::size_t>(at - all.begin())) : 0.0;
}

Moments moments(const Distribution& d) {
  const auto all = values(d);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < all.size(); ++i) mean += probability(d, i) * all[i];
  for (std::size_t i = 0; i < all.size(); ++i) variance += probability(d, i) * (all[i] - mean) * (all[i] - mean);
  return {mean, std::sqrt(variance)};
}

Support support(const Distribution& d) { return {values(d).front(), values(d).back()}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (categorical::density(d, 0) > 0) tails.at_zero = 0;
  return tails;
}

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  if (values(d).size() > limit) return std::nullopt;
  std::vector<Atom> all;
  for (std::size_t i = 0; i < values(d).size(); ++i) all.push_back({values(d)[i], probability(d, i)});
  return all;
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  constexpr std::size_t few = 24;  // passes over a block are cheaper than a search with its mispredicted branches
  const auto all = values(d), sums = lower(d);
  in_pieces(u, out, n, [&](const double* from, double* to, std::size_t m) {
    if (all.size() > few) {
      for (std::size_t i = 0; i < m; ++i) to[i] = categorical::quantile(d, from[i], Tail::lower);
      return;
    }
    double drawn[kernels::block_size];
    std::fill_n(drawn, m, all[0]);
    for (std::size_t k = 1; k < all.size(); ++k)
      for (std::size_t i = 0; i < m; ++i) drawn[i] = from[i] > sums[k - 1] ? all[k] : drawn[i];
    std::copy_n(drawn, m, to);
  });
}

constexpr std::string_view argument_sets[] = {"values; optional weights"};

}  // namespace
}  // namespace categorical

constinit const Family categorical_family = {
    .name = "categorical",
    .summary = "One of a list of values, each with its weight.",
    .example = "categorical(values=[1, 2, 5], weights=[3, 2, 1])",
    .parameters = {},
    .argument_sets = categorical::argument_sets,
    .discrete = true,
    .fit = categorical::fit,
    .cdf = categorical::cdf,
    .quantile = categorical::quantile,
    .density = categorical::density,
    .moments = categorical::moments,
    .support = categorical::support,
    .tail_indices = categorical::tail_indices,
    .atoms = categorical::atoms,
    .quantile_block = categorical::quantile_block,
};

}  // namespace botec
