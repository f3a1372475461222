// What logistic, gumbel, laplace and cauchy share: x = location + scale · z with z of a standard law, parameters {location, scale}.
// Standard has family(), cdf(z, tail), quantile(p, tail) and density(z), and log_density(z) where that falls exponentially. Threads: pure functions.
#pragma once

#include <cmath>

#include "distributions/fitting.h"

namespace botec {

template <class Standard>
struct LocationScale {
  static Expected<Distribution> fit(const Arguments& arguments) {
    if (has(arguments, "location"))
      return location_scale(Standard::family(), {number(arguments, "location"), number(arguments, "scale")});
    const auto [p1, x1, p2, x2] = quantile_pair(arguments);
    return location_scale(Standard::family(), line_through(Standard::quantile(p1, Tail::lower), x1,
                                                           Standard::quantile(p2, Tail::lower), x2));
  }

  static double standardise(const Distribution& d, double x) { return (x - d.parameters[0]) / d.parameters[1]; }

  static double cdf(const Distribution& d, double x, Tail tail) { return Standard::cdf(standardise(d, x), tail); }

  static double quantile(const Distribution& d, double p, Tail tail) {
    return d.parameters[0] + d.parameters[1] * Standard::quantile(p, tail);
  }

  static double density(const Distribution& d, double x) { return Standard::density(standardise(d, x)) / d.parameters[1]; }

  static double log_density(const Distribution& d, double x) {
    return Standard::log_density(standardise(d, x)) - std::log(d.parameters[1]);
  }
};

}  // namespace botec
