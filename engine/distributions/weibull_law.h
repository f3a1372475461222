// What weibull and rayleigh share: P(X > x) = exp(-(x / scale)^shape), parameters {shape, scale}. Threads: pure functions.
#pragma once

#include "distributions/family.h"

namespace botec::weibull_law {

Expected<Distribution> make(const Family& family, double shape, double scale);
double cdf(const Distribution& d, double x, Tail tail);
double quantile(const Distribution& d, double p, Tail tail);
void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n);
double density(const Distribution& d, double x);
double log_density(const Distribution& d, double x);
Moments moments(const Distribution& d);
Support support(const Distribution& d);
TailIndices tail_indices(const Distribution& d);

}  // namespace botec::weibull_law
