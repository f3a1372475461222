// Small helpers for the two tails, and the standard normal law in both. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

inline Tail other(Tail tail) { return tail == Tail::lower ? Tail::upper : Tail::lower; }

// Relative accuracy in the tail that is asked, down to the smallest doubles.
double standard_normal_cdf(double z, Tail tail);
double standard_normal_quantile(double p, Tail tail);
double standard_normal_density(double z);
double standard_normal_log_density(double z);

}  // namespace botec
