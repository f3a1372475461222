// Probability and density at one point together: what searching and tabulating a cdf ask for, and what costs some laws
// no more than one of the two. Place: inside distributions only. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// P(X <= x) or P(X > x), and the density.
struct CdfPoint {
  double probability;
  double density;
};

CdfPoint cdf_point(const Distribution& d, double x, Tail tail);

// For cdf_point only, each of its family and x inside the support.
CdfPoint kernel_density_point(const Distribution& d, double x, Tail tail);
CdfPoint metalog_point(const Distribution& d, double x, Tail tail);

}  // namespace botec
