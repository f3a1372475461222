// What gamma and chi_squared share: parameters {shape, scale}. Threads: pure functions.
#pragma once

#include "distributions/family.h"
#include "distributions/fitting.h"

namespace botec::gamma_law {

Expected<Distribution> make(const Family& family, double shape, double scale);
Expected<Distribution> through(const Family& family, const QuantilePair& pair);

double cdf(const Distribution& d, double x, Tail tail);
double quantile(const Distribution& d, double p, Tail tail);
double density(const Distribution& d, double x);
double log_density(const Distribution& d, double x);
Moments moments(const Distribution& d);
Support support(const Distribution& d);
TailIndices tail_indices(const Distribution& d);

}  // namespace botec::gamma_law
