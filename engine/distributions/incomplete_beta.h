// The regularised incomplete beta function with its complement and inverse, for every size of a and b.
// Place: under beta, pert, student_t, binomial and negative_binomial. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// A point of (0, 1) that keeps its distance to both ends: y + rest = 1.
struct UnitPoint {
  double y;
  double rest;
};

// I_y(a, b) or its complement, each to full relative accuracy.
double incomplete_beta(double a, double b, UnitPoint at, Tail tail);
// The derivative of the above (lower tail) with respect to y.
double incomplete_beta_density(double a, double b, UnitPoint at);
double incomplete_beta_log_density(double a, double b, UnitPoint at);
// Inverse in y, polished so that incomplete_beta of it is p.
UnitPoint incomplete_beta_inverse(double a, double b, double p, Tail tail);

}  // namespace botec
