// truncate(): which law comes out of conditioning another on an interval. Laws that stay in their own family under a cut
// are made anew there; the others become the truncated family.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/moment_quadrature.h"
#include "distributions/truncated.h"

namespace botec {

namespace {

double sum_of_atoms(const Distribution& base, double x0, double x1) {
  double sum = 0;
  const double first = std::ceil(x0);
  for (double k = 0; k <= x1 - first; ++k) sum += density(base, first + k);
  return sum;
}

Complaint no_mass(const Distribution& d, double low, double high) {
  const Support range = support(d);
  return complain(kind_impossible_fit, low > range.high ? "min" : "max",
                  fmt::format("no value of this {} lies between {} and {}", d.family->name, show(low), show(high)),
                  fmt::format("its values lie between {} and {}", show(range.low), show(range.high)));
}

Expected<Truncated> cut_mixture(const Distribution& d, double low, double high) {
  std::vector<Distribution> parts;
  std::vector<double> weights;
  double kept = 0;
  for (std::size_t i = 0; i < d.parts.size(); ++i) {
    auto part = truncate(d.parts[i], low, high);
    if (!part) continue;
    parts.push_back(std::move(part->distribution));
    weights.push_back(d.parameters[i] * part->kept);
    kept += weights.back();
  }
  if (!(kept > 0)) return no_mass(d, low, high);
  auto cut = mixture(std::move(parts), std::move(weights));
  if (!cut) return cut.complaint();
  return Truncated{std::move(*cut), std::min(kept, 1.0)};
}

Expected<Truncated> cut_empirical(const Distribution& d, double low, double high) {
  const auto first = std::lower_bound(d.data->begin(), d.data->end(), low);
  const auto last = std::upper_bound(first, d.data->end(), high);
  if (first == last) return no_mass(d, low, high);
  return Truncated{empirical_of({first, last}), static_cast<double>(last - first) / static_cast<double>(d.data->size())};
}

// Straight lines stay straight: the points between the bounds and the bounds themselves.
Expected<Truncated> cut_points(const Distribution& d, double low, double high) {
  const Support range = support(d);
  low = std::max(low, range.low), high = std::min(high, range.high);
  const std::vector<std::pair<double, double>> all = points_of(d);
  const double below = cdf_before(d, low, Tail::lower), to = cdf(d, high), kept = to - below;
  if (!(kept > 0)) return no_mass(d, low, high);
  std::vector<std::pair<double, double>> points = {{0, low}};
  for (const auto& [p, x] : all)
    if (p > below && p < to) points.emplace_back((p - below) / kept, std::clamp(x, low, high));
  points.emplace_back(1, high);
  return Truncated{through_points(points), kept};
}

Expected<Truncated> cut_list(const Distribution& d, double low, double high) {
  Arguments arguments;
  double kept = 0;
  const auto all = atoms(d, static_cast<std::size_t>(-1));
  for (const Atom& atom : all ? *all : std::vector<Atom>{}) {
    if (atom.value < low || atom.value > high) continue;
    arguments.values.push_back(atom.value);
    arguments.weights.push_back(atom.probability);
    kept += atom.probability;
  }
  if (!(kept > 0)) return no_mass(d, low, high);
  if (arguments.values.size() == 1) return Truncated{constant(arguments.values.front()), kept};
  auto cut = categorical_family.fit(arguments);
  if (!cut) return cut.complaint();
  return Truncated{std::move(*cut), std::min(kept, 1.0)};
}

Expected<Truncated> cut_plain(const Distribution& d, double low, double high) {
  const Support range = support(d);
  Cut cut{std::max(low, range.low), std::min(high, range.high), 0, 1, 1, 0, 1};
  if (d.family->discrete) cut.low = std::ceil(cut.low), cut.high = std::floor(cut.high);
  if (!(cut.low <= cut.high)) return no_mass(d, low, high);
  cut.below = cdf_before(d, cut.low, Tail::lower), cut.from_low = cdf_before(d, cut.low, Tail::upper);
  cut.to_high = cdf(d, cut.high, Tail::lower), cut.above = cdf(d, cut.high, Tail::upper);
  cut.kept = mass_between(d, cut.low, cut.high);
  if (!(cut.kept >= std::numeric_limits<double>::min())) return no_mass(d, low, high);
  if (cut.low == cut.high) return Truncated{constant(cut.low), cut.kept};
  return Truncated{{&truncated_family,
                    {cut.low, cut.high, cut.below, cut.from_low, cut.to_high, cut.above, cut.kept},
                    {d},
                    {}},
                   cut.kept};
}

}  // namespace

double mass_between(const Distribution& base, double x0, double x1) {
  if (!(x0 <= x1)) return 0.0;
  double mass, largest;
  // A lower tail above 1/2 is only asked to be known to be so: then the upper one has the digits.
  const double to = cdf(base, x1, Tail::lower);
  if (to <= 0.5) {
    mass = to - cdf_before(base, x0, Tail::lower), largest = to;
  } else {
    const double from = cdf_before(base, x0, Tail::upper), above = cdf(base, x1, Tail::upper);
    if (from <= 0.5) mass = from - above, largest = from;
    else mass = (0.5 - cdf_before(base, x0, Tail::lower)) + (0.5 - above), largest = 0.5;
  }
  if (mass >= cancellation * largest || std::isinf(x0) || std::isinf(x1)) return mass;
  if (!base.family->discrete) 
    return integrate_panel([&](double x) { return density(base, x); }, x0, x1);
  return x1 - x0 < 1000 ? sum_of_atoms(base, x0, x1) : mass;
}

Expected<Truncated> truncate(const Distribution& d, double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return bad_argument(std::isnan(low) ? "min" : "max", "a bound must be a number");
  if (low > high)
    return complain(kind_reversed_range, "min", fmt::format("min ({}) is above max ({})", show(low), show(high)), "swap the two");
  const Support range = support(d);
  if (low > range.high || high < range.low) return no_mass(d, low, high);
  if (low <= range.low && high >= range.high) return Truncated{d, 1.0};
  if (d.family == &mixture_family) return cut_mixture(d, low, high);
  if (d.family == &truncated_family) {
    // The first cut stays in force: what remains is counted as a share of it.
    auto again = truncate(d.parts.front(), std::max(low, range.low), std::min(high, range.high));
    if (!again) return no_mass(d, low, high);
    again->kept = std::min(again->kept / cut_of(d).kept, 1.0);
    return again;
  }
  if (d.family == &empirical_family) return cut_empirical(d, low, high);
  if (d.family == &cdf_family) return cut_points(d, low, high);
  if (has_atoms(d) && !on_whole_numbers(d)) return cut_list(d, low, high);
  return cut_plain(d, low, high);
}

}  // namespace botec
