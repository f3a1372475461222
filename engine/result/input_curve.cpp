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
    curve.density.push_back((cdf(d, to) - cdf(d, from)) / width);
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
    if (const auto found = atoms(fact.distribution, most_bars); found && !found->empty()) {
      curves.push_back(bars(fact, *found));
      continue;
    }
    const double low = quantile(fact.distribution, outermost), high = quantile(fact.distribution, outermost, Tail::upper);
    if (std::isfinite(low) && std::isfinite(high) && high > low) curves.push_back(continuous_curve(fact, low, high));
  }
  return curves;
}

}  // namespace botec
