// The bounds of a metalog, and what to say when no metalog goes through the quantiles given.
// Place: inside distributions, for metalog.cpp. Threads: pure functions.
#pragma once

#include <vector>

#include "distributions/family.h"
#include "distributions/metalog_curve.h"

namespace botec::metalog {

struct Bounds {
  double low, high;  // infinite where there is none
};

// From x between the bounds to z on the whole line and back, and dz/dx.
double to_unbounded(const Bounds& b, double x);
double from_unbounded(const Bounds& b, double z);
double unbounded_slope(const Bounds& b, double x);

// Which one quantile to move, and to what, so that the curve through the points (t, z) increases; the move that is smallest
// in proportion to the value.
Complaint how_to_repair(const Arguments& arguments, const Bounds& b, Basis basis, const std::vector<double>& t,
                       const std::vector<double>& z);

}  // namespace botec::metalog
