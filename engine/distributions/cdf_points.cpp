// cdf: straight lines between points (p, x), p from 0 to 1. Points one above the other are an atom.
// data {p of n points, x of n points, guide}; the guide says for each 1/G of probability at which point to start looking.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace points_law {
namespace {

constexpr std::size_t cells_per_point = 4;

std::size_t count(const Distribution& d) { return d.data->size() / (2 + cells_per_point); }
std::span<const double> probabilities(const Distribution& d) { return std::span(*d.data).first(count(d)); }
std::span<const double> values(const Distribution& d) { return std::span(*d.data).subspan(count(d), count(d)); }
std::span<const double> guide(const Distribution& d) { return std::span(*d.data).subspan(2 * count(d)); }

Expected<Distribution> fit(const Arguments& arguments) {
  const auto& points = arguments.quantiles;
  for (const double end : {0.0, 1.0})
    if (points.empty() || (end == 0 ? points.front() : points.back()).first != end)
      return complain(kind_missing_argument, quantile_name(end), fmt::format("cdf needs {}, the {} value there is", quantile_name(end),
                                                                         end == 0 ? "smallest" : "largest"),
                      "give every quantile from p0 to p100, or use `distribution: metalog` for tails without end");
  for (std::size_t i = 1; i < points.size(); ++i)
    if (points[i].second < points[i - 1].second)
      return complain(kind_reversed_range, quantile_name(points[i].first),
                      fmt::format("{} ({}) is below {} ({})", quantile_name(points[i].first), show(points[i].second),
                                  quantile_name(points[i - 1].first), show(points[i - 1].second)),
                      "quantiles must not fall");
  if (!std::isfinite(points.back().second - points.front().second)) return beyond_doubles("cdf");
  return through_points(points);
}

// From whichever end is nearer, so that both are met exactly.
double between(double a, double b, double t) { return t <= 0.5 ? a + t * (b - a) : b - (1 - t) * (b - a); }

// The piece i, from point i to i + 1, on which the quantile of p lies: p_i < p <= p_{i+1}.
std::size_t piece_of_probability(const Distribution& d, double p) {
  const auto ps = probabilities(d);
  const auto starts = guide(d);
  auto i = static_cast<std::size_t>(starts[std::min(static_cast<std::size_t>(p * static_cast<double>(starts.size())), starts.size() - 1)]);
  while (i > 0 && ps[i] >= p) --i;
  while (i + 2 < ps.size() && ps[i + 1] < p) ++i;
  return i;
}

double quantile(const Distribution& d, double p, Tail tail) {
  const bool lower = tail == Tail::lower;
  const auto ps = probabilities(d), xs = values(d);
  std::size_t i = piece_of_probability(d, lower ? p : 1 - p);
  // 1 - p is rounded: the piece is right, or one off beside a point.
  while (!lower && i > 0 && 1 - ps[i] <= p) --i;
  while (!lower && i + 2 < ps.size() && 1 - ps[i + 1] > p) ++i;
  const double from = ps[i], to = ps[i + 1];
  return between(xs[i], xs[i + 1], lower ? (p - from) / (to - from) : ((1 - from) - p) / (to - from));
}

void quantile_block(const Distribution& d, const double* base, double* out, std::size_t n) {
  const std::size_t points = count(d);
  const double* const p = d.data->data();
  const double* const x = p + points;
  const double* const start = x + points;
  const double cells = static_cast<double>(cells_per_point * points);
  for (std::size_t k = 0; k < n; ++k) {
    const double u = base[k];
    auto i = static_cast<std::size_t>(start[static_cast<std::size_t>(u * cells)]);
    while (p[i + 1] < u) ++i;
    out[k] = between(x[i], x[i + 1], (u - p[i]) / (p[i + 1] - p[i]));
  }
}

// The piece with x_i <= x < x_{i+1}; x is below the largest value.
std::size_t piece_of_value(const Distribution& d, double x) {
  const auto xs = values(d);
  return static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin()) - 1;
}

double cdf(const Distribution& d, double x, Tail tail) {
  const auto ps = probabilities(d), xs = values(d);
  const std::size_t i = piece_of_value(d, x);
  const double t = (x - xs[i]) / (xs[i + 1] - xs[i]);
  return tail == Tail::lower ? between(ps[i], ps[i + 1], t) : between(1 - ps[i], 1 - ps[i + 1], t);
}

double atom_at(const Distribution& d, double x) {
  const auto ps = probabilities(d), xs = values(d);
  const auto [first, last] = std::equal_range(xs.begin(), xs.end(), x);
  if (last - first < 2) return 0;
  return ps[static_cast<std::size_t>(last - xs.begin()) - 1] - ps[static_cast<std::size_t>(first - xs.begin())];
}

double density(const Distribution& d, double x) {
  if (atom_at(d, x) > 0) return std::numeric_limits<double>::quiet_NaN();
  const auto ps = probabilities(d), xs = values(d);
  const std::size_t i = x < xs.back() ? piece_of_value(d, x) : xs.size() - 2;
  return (ps[i + 1] - ps[i]) / (xs[i + 1] - xs[i]);
}

Moments moments(const Distribution& d) {
  const auto ps = probabilities(d), xs = values(d);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i + 1 < ps.size(); ++i) mean += (ps[i + 1] - ps[i]) * (xs[i] / 2 + xs[i + 1] / 2);
  for (std::size_t i = 0; i + 1 < ps.size(); ++i) {
    const double a = xs[i] - mean, b = xs[i + 1] - mean;
    variance += (ps[i + 1] - ps[i]) * (a * a + a * b + b * b) / 3;
  }
  return {mean, std::sqrt(variance)};
}

Support support(const Distribution& d) { return {values(d).front(), values(d).back()}; }

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  std::vector<Atom> all;
  const auto ps = probabilities(d), xs = values(d);
  for (std::size_t i = 0; i + 1 < xs.size(); ++i) {
    if (xs[i] != xs[i + 1]) continue;
    if (all.empty() || all.back().value != xs[i]) all.push_back({xs[i], 0});
    all.back().probability += ps[i + 1] - ps[i];
  }
  if (all.size() > limit) return std::nullopt;
  return all;
}

Atomicity atomicity(const Distribution& d) { return points_law::atoms(d, count(d))->empty() ? Atomicity::none : Atomicity::some; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  if (values(d).front() <= 0 && values(d).back() >= 0) tails.at_zero = atom_at(d, 0) > 0 ? 0 : 1;
  return tails;
}

constexpr std::string_view argument_sets[] = {"quantiles"};

}  // namespace
}  // namespace points_law

constinit const Family cdf_family = {
    .name = "cdf",
    .summary = "Quantiles from p0 to p100 joined by straight lines.",
    .example = "cdf(p0=0, p50=10, p90=30, p100=50)",
    .parameters = {},
    .argument_sets = points_law::argument_sets,
    .fit = points_law::fit,
    .cdf = points_law::cdf,
    .quantile = points_law::quantile,
    .density = points_law::density,
    .moments = points_law::moments,
    .support = points_law::support,
    .tail_indices = points_law::tail_indices,
    .atomicity = points_law::atomicity,
    .atoms = points_law::atoms,
    .quantile_block = points_law::quantile_block,
};

std::vector<std::pair<double, double>> points_of(const Distribution& d) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < points_law::count(d); ++i)
    points.emplace_back(points_law::probabilities(d)[i], points_law::values(d)[i]);
  return points;
}

Distribution through_points(const std::vector<std::pair<double, double>>& points) {
  if (points.front().second == points.back().second) return constant(points.front().second);
  const std::size_t n = points.size(), cells = points_law::cells_per_point * n;
  auto data = std::make_shared<std::vector<double>>();
  for (const auto& [p, x] : points) data->push_back(p);
  for (const auto& [p, x] : points) data->push_back(x);
  std::size_t i = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    while (i + 2 < n && points[i + 1].first * static_cast<double>(cells) < static_cast<double>(cell)) ++i;
    data->push_back(static_cast<double>(i));
  }
  return {&cdf_family, {}, {}, std::move(data)};
}

}  // namespace botec
