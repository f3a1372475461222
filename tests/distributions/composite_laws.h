// Distributions for the tests of composite laws, made by family name and canonical parameters.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "distributions/distribution.h"
#include "distributions/family.h"

namespace composite_test {

inline botec::Distribution law(std::string_view family, std::vector<double> parameters) {
  return {botec::find_family(family), std::move(parameters), {}, {}};
}

inline botec::Distribution cut(const botec::Distribution& d, double low, double high) {
  return botec::truncate(d, low, high)->distribution;
}

inline botec::Distribution mix(std::vector<botec::Distribution> parts, std::vector<double> weights = {}) {
  return *botec::mixture(std::move(parts), std::move(weights));
}

// Probabilities towards both ends, 40 of them to 1e-15.
inline std::vector<double> tail_probabilities() {
  std::vector<double> p;
  for (double x = 0.5; x > 1e-15; x *= 0.42) p.push_back(x);
  return p;
}

// The largest |cdf(quantile(p)) - p| over both tails, for a law without atoms.
inline double round_trip_error(const botec::Distribution& d) {
  double worst = 0;
  for (const double p : tail_probabilities())
    for (const botec::Tail tail : {botec::Tail::lower, botec::Tail::upper})
      worst = std::max(worst, std::abs(botec::cdf(d, botec::quantile(d, p, tail), tail) - p));
  return worst;
}

}  // namespace composite_test
