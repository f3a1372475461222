// The regularised incomplete gamma functions and their inverse, for every size of the shape.
// Place: under gamma, chi_squared, inverse_gamma and poisson. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// P(a, x) (lower) or Q(a, x) (upper), each to full relative accuracy.
double incomplete_gamma(double a, double x, Tail tail);
// The derivative of the above (lower tail) with respect to x.
double incomplete_gamma_density(double a, double x);
double incomplete_gamma_log_density(double a, double x);
// Inverse in x, polished so that incomplete_gamma of it is p.
double incomplete_gamma_inverse(double a, double p, Tail tail);
// Its logarithm, which exists where the inverse itself would be too small for a double.
double incomplete_gamma_inverse_log(double a, double p, Tail tail);

}  // namespace botec
