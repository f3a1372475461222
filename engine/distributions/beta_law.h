// What beta and pert share: a beta law stretched over [low, high], parameters {alpha, beta, low, high}.
// Threads: pure functions.
#pragma once

#include "distributions/family.h"

namespace botec::beta_law {

Expected<Distribution> make(const Family& family, double alpha, double beta, double low, double high);
// The member with P(X <= x1) = p1 and P(X <= x2) = p2, low < x1 < x2 < high.
Expected<Distribution> through(const Family& family, const Arguments& arguments, double low, double high);

double cdf(const Distribution& d, double x, Tail tail);
double quantile(const Distribution& d, double p, Tail tail);
double density(const Distribution& d, double x);
double log_density(const Distribution& d, double x);
Moments moments(const Distribution& d);
Support support(const Distribution& d);
TailIndices tail_indices(const Distribution& d);

}  // namespace botec::beta_law
