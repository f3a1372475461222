#include "result/input_curve.h"

#include <cmath>

namespace botec {
namespace {

constexpr double outermost = 0.001;   // a picture ends at its 0.1% and 99.9% quantiles
constexpr std::size_t bins = 64;
constexpr double wide = 10;           // a spread that a linear axis shows badly
constexpr std::size_t most_bars = 64;

// Shares of bins rather than the density itself: a density may be infinite at an end, and a mixture's does not exist at an atom.
InputCurve continuous_curve(const InputFact& fact, double low, double high) {
  const Distribution& d = fact.distribution;
  InputCurve curve{fact.name, low > 0 && quantile(d, 0.95) / quantile(d, 0.05) > wide, false, {}, {}};
  const auto edge = [&](std::size_t i) {
    const double share = static_cast<double>(i) / bins;
    return curve.logarithmic ? low * std::pow(high / low, share) : low + (high - low) * share;
  };
  for (std::size_t i = 0; i < bins; ++i) {
    const double from = edge(i), to = edge(i + 1);
    const double width = curve.logarithmic ? std::log10(to / from) : to - from;
    curve.at.push_back(curve.logarithmic ? std::sqrt(from) * std::sqrt(to) : (from + to) / 2);
    const double before = cdf(d, i == 0 ? std::nextafter(from, -INFINITY) : from);   // the lowest value may have a probability of its own
    curve.density.push_back((cdf(d, to) - before) / width);
  }
  curve.stepped = has_atoms(d);
  return curve;
}

// The atoms from `low` to `high`, each found as the smallest value above the one before; empty where there are too many.
std::vector<Atom> atoms_from(const Distribution& d, double low, double high) {
  std::vector<Atom> found;
  for (double x = low; x <= high;) {
    if (found.size() == most_bars) return {};
    found.push_back({x, density(d, x)});
    const double below = cdf(d, x), next = quantile(d, std::nextafter(below, 1.0));
    if (!(next > x)) break;
    x = next;
  }
  return found;
}

// Of more whole numbers than there is room for, bins that hold equally many.
InputCurve binned(const InputFact& fact, double low, double high) {
  const Distribution& d = fact.distribution;
  InputCurve curve{fact.name, false, false, {}, {}};
  const double width = std::ceil((high - low + 1) / static_cast<double>(bins));
  for (double from = low - 0.5; from < high; from += width) {
    curve.at.push_back(from + width / 2);
    curve.density.push_back((cdf(d, from + width) - cdf(d, from)) / width);
  }
  return curve;
}

InputCurve bars(const InputFact& fact, const std::vector<Atom>& found) {
  InputCurve curve{fact.name, false, true, {}, {}};
  for (const Atom& atom : found) {
    curve.at.push_back(atom.value);
    curve.density.push_back(atom.probability);
  }
  return curve;
}

}  // namespace

std::vector<InputCurve> input_curves(const Program& program) {
  std::vector<InputCurve> curves;
  for (const InputFact& fact : program.inputs) {
    if (constant_value(fact.distribution)) continue;
    const double low = quantile(fact.distribution, outermost), high = quantile(fact.distribution, outermost, Tail::upper);
    if (is_discrete(fact.distribution)) {
      auto found = atoms(fact.distribution, most_bars).value_or(std::vector<Atom>{});
      if (found.empty()) found = atoms_from(fact.distribution, low, high);
      const bool whole = low == std::floor(low) && high == std::floor(high) && high > low;
      if (!found.empty() || whole) {
        curves.push_back(found.empty() ? binned(fact, low, high) : bars(fact, found));
        continue;
      }
    }
    if (std::isfinite(low) && std::isfinite(high) && high > low) curves.push_back(continuous_curve(fact, low, high));
  }
  return curves;
}

}  // namespace botec
