#include "distributions/crps.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/moment_quadrature.h"

namespace botec {

namespace {

constexpr double panel_ratio = 8;          // tail probability from one edge to the next
constexpr double smallest_tail = 1e-300;   // quantile functions are asked no further out
constexpr double negligible = 1e-20;       // of the scale of the law: a tail's share that is left out
constexpr double last_atom = 1e-18;        // probability of what lies beyond the atoms that are summed
constexpr std::size_t most_atoms = 1u << 22;
constexpr std::size_t most_corners = 10000;   // of a law with pieces, to be integrated one by one

// What the difference of probabilities is integrated over: the value, or its logarithm.
struct Measure {
  bool logarithmic;
  double width(double a, double b) const { return logarithmic ? std::log(b / a) : b - a; }
  double weight(double x) const { return logarithmic ? 1 / x : 1; }
};

// Where the distribution function may jump or bend.
void add_corners(const Distribution& d, std::vector<double>& corners) {
  const Support range = support(d);
  for (const double end : {range.low, range.high})
    if (std::isfinite(end)) corners.push_back(end);
  if (d.family == &cdf_family)
    for (const auto& [p, x] : points_of(d)) corners.push_back(x);
  if (has_atoms(d)) {
    if (const auto values = atoms(d, most_corners))
      for (const Atom& atom : *values) corners.push_back(atom.value);
  }
  for (const Distribution& part : d.parts) add_corners(part, corners);
}

// Quantiles from the middle outwards until what lies beyond adds nothing. True: the doubles ended before that.
bool add_tail(const Distribution& d, Tail tail, const Measure& measure, double middle, double scale, std::vector<double>& edges) {
  for (double p = 0.5 / panel_ratio;; p /= panel_ratio) {
    if (p < smallest_tail) return true;
    const double x = quantile(d, p, tail);
    if (!std::isfinite(x) || (measure.logarithmic && !(x > 0))) return true;
    edges.push_back(x);
    if (p * p * std::abs(measure.width(middle, x)) < negligible * scale) return false;
  }
}

// What lies beyond the outermost panels, which are a geometric series by then.
double beyond(double last, double before) {
  const double ratio = last / before;
  return ratio > 0 && ratio < 1 ? last * ratio / (1 - ratio) : 0;
}

double by_quadrature(const Distribution& d, double outcome, const Measure& measure) {
  const double middle = quantile(d, 0.5);
  double scale = measure.width(quantile(d, 0.25), quantile(d, 0.75)) + std::abs(measure.width(middle, outcome));
  if (!(scale > 0)) scale = measure.logarithmic ? 1 : std::abs(middle);
  std::vector<double> edges{middle, outcome};
  add_corners(d, edges);
  const bool low_cut = add_tail(d, Tail::lower, measure, middle, scale, edges);
  const bool high_cut = add_tail(d, Tail::upper, measure, middle, scale, edges);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  if (measure.logarithmic) edges.erase(edges.begin(), std::upper_bound(edges.begin(), edges.end(), 0.0));
  std::vector<double> panels;
  double sum = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const Tail tail = edges[i] < outcome ? Tail::lower : Tail::upper;
    const auto square = [&](double x) {
      const double p = cdf(d, x, tail);
      return p * p * measure.weight(x);
    };
    panels.push_back(integrate_panel(square, edges[i], edges[i + 1]));
    sum += panels.back();
  }
  const std::size_t n = panels.size();
  if (n >= 2 && low_cut) sum += beyond(panels[0], panels[1]);
  if (n >= 2 && high_cut) sum += beyond(panels[n - 1], panels[n - 2]);
  return sum;
}

// A law of steps: between its values nothing changes.
double by_steps(const Distribution& d, double outcome, std::vector<double> values, const Measure& measure) {
  values.push_back(outcome);
  std::sort(values.begin(), values.end());
  double sum = 0;
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    if (values[i] == values[i + 1]) continue;
    const double p = cdf(d, values[i], values[i] < outcome ? Tail::lower : Tail::upper);
    sum += p * p * measure.width(values[i], values[i + 1]);
  }
  return sum;
}

double score(const Distribution& d, double outcome, const Measure& measure) {
  if (const auto value = constant_value(d)) return std::abs(measure.width(*value, outcome));
  if (is_discrete(d)) {
    const auto values = atoms_between(d, quantile(d, last_atom), quantile(d, last_atom, Tail::upper), most_atoms);
    if (values) return by_steps(d, outcome, *values, measure);
  }
  return by_quadrature(d, outcome, measure);
}

std::optional<double> finite(double value) { return std::isfinite(value) ? std::optional(value) : std::nullopt; }

}  // namespace

std::optional<double> crps(const Distribution& d, double outcome) {
  if (!std::isfinite(outcome)) return std::nullopt;
  const TailIndices tails = tail_indices(d);
  if (!(tails.lower > 0.5 && tails.upper > 0.5)) return std::nullopt;
  return finite(score(d, outcome, {false}));
}

std::optional<double> crps_of_logarithm(const Distribution& d, double outcome) {
  const bool positive = support(d).low >= 0 && cdf(d, 0) == 0;
  if (!(outcome > 0) || !std::isfinite(outcome) || !positive) return std::nullopt;
  return finite(score(d, outcome, {true}));
}

}  // namespace botec
