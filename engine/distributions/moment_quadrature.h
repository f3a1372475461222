// Mean and standard deviation of a continuous law by integration, for laws without formulas for them.
// Place: inside distributions only. Promise: 1e-10 relative or better where the law is smooth between the panels, which
// narrow geometrically towards both ends; tails lighter than the index that makes a moment exist. Threads: pure functions.
#pragma once

#include <functional>

#include "distributions/distribution.h"

namespace botec {

using QuantileFunction = std::function<double(double p, Tail tail)>;

// By density, the quantiles only saying where to look: for laws whose quantile is slow or rounded.
// The density need not be scaled to 1.
Moments moments_by_density(const std::function<double(double)>& density, const QuantileFunction& quantile,
                           const TailIndices& tails);

// By quantile, the integral of Q(p) over p: for laws that are given by their quantile.
Moments moments_by_quantile(const QuantileFunction& quantile, const TailIndices& tails);

// Integral of f over [a, b], b finite or not above a; adaptive Gauss-Kronrod, in log x where a and b differ by a factor.
double integrate_panel(const std::function<double(double)>& f, double a, double b);

}  // namespace botec
