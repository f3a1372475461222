#include "sensitivity/replicates.h"

#include <cmath>

#include "distributions/family.h"

namespace botec {

std::optional<double> Jackknife::error() const {
  if (without.size() < 2) return std::nullopt;
  const auto r = static_cast<double>(without.size());
  double mean = 0, squares = 0;
  for (const double v : without) mean += v / r;
  for (const double v : without) squares += (v - mean) * (v - mean);
  return std::sqrt(squares * (r - 1) / r);
}

Jackknife difference(const Jackknife& a, const Jackknife& b) {
  Jackknife result{a.value - b.value, a.without};
  for (std::size_t r = 0; r < result.without.size(); ++r) result.without[r] -= b.without[r];
  return result;
}

Jackknife sum(const std::vector<Jackknife>& terms) {
  Jackknife result;
  for (const Jackknife& term : terms) {
    result.value += term.value;
    result.without.resize(term.without.size(), 0.0);
    for (std::size_t r = 0; r < term.without.size(); ++r) result.without[r] += term.without[r];
  }
  return result;
}

double half_width_factor(std::size_t replicates, double upper) {
  Arguments arguments;
  arguments.numbers = {{"df", std::max(1.0, static_cast<double>(replicates) - 1)}, {"location", 0.0}, {"scale", 1.0}};
  const auto t = make_distribution("student_t", arguments);
  return t ? quantile(*t, upper, Tail::upper) : 2;
}

}  // namespace botec
