// drawn: data {values in increasing order} of a caller's own function. Internal: no model can name it.
#include "distributions/own_draws.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/composite.h"

namespace botec {
namespace drawn {
namespace {

double cdf(const Distribution& d, double x, Tail tail) {
  const auto below = std::upper_bound(d.data->begin(), d.data->end(), x) - d.data->begin();
  const double share = static_cast<double>(below) / static_cast<double>(d.data->size());
  return tail == Tail::lower ? share : 1 - share;
}

double quantile(const Distribution& d, double p, Tail tail) {
  const double rank = (tail == Tail::lower ? p : 1 - p) * static_cast<double>(d.data->size());
  return (*d.data)[std::min(static_cast<std::size_t>(rank), d.data->size() - 1)];
}

// Over as many values as make a picture.
double density(const Distribution& d, double x) {
  const double step = (drawn::quantile(d, 0.99, Tail::lower) - drawn::quantile(d, 0.01, Tail::lower)) / 100;
  return step > 0 ? (drawn::cdf(d, x + step / 2, Tail::lower) - drawn::cdf(d, x - step / 2, Tail::lower)) / step : 0;
}

Moments moments(const Distribution& d) {
  const SampleMoments m = sample_moments(*d.data);
  return {m.mean, std::sqrt(m.variance)};
}

Support support(const Distribution&) { return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}; }
TailIndices tail_indices(const Distribution&) { return {}; }
// Nobody knows; what may have atoms is neither integrated out nor taken to be smooth.
Atomicity atomicity(const Distribution&) { return Atomicity::some; }

}  // namespace

constinit const Family family = {
    .name = "drawn",
    .summary = "Values drawn by the program that botec is part of.",
    .example = {},
    .parameters = {},
    .argument_sets = {},
    .cdf = cdf,
    .quantile = quantile,
    .density = density,
    .moments = moments,
    .support = support,
    .tail_indices = tail_indices,
    .atomicity = atomicity,
};

}  // namespace drawn

double own_draw(const DrawFunction& function, std::uint64_t key, double u) {
  Stream stream(std::bit_cast<std::uint64_t>(u), key, lane_of(Purpose::own_draws, 0));
  return function(stream);
}

Expected<Distribution> distribution_of_draws(const DrawFunction& function, std::uint64_t key) {
  constexpr std::size_t many = 65536;
  std::vector<double> values;
  for (std::size_t i = 0; i < many; ++i) {
    const double value = own_draw(function, key, (static_cast<double>(i) + 0.5) / many);
    if (std::isfinite(value)) values.push_back(value);
  }
  if (values.size() < many - many / 1000) return bad_argument("", "more than one value in a thousand is not finite");
  std::sort(values.begin(), values.end());
  if (values.front() == values.back()) return constant(values.front());
  return Distribution{&drawn::family, {}, {}, std::make_shared<const std::vector<double>>(std::move(values))};
}

}  // namespace botec
