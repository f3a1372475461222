// The generalised inverse of a cdf that has no formula: safe bracketing, sped up by Newton where there is a density.
// Place: inside distributions only. Promise: the smallest double at which the probability reaches what is asked, so that atoms
// and the left ends of flat stretches come out exactly. Threads: pure functions.
#pragma once

#include <functional>

#include "distributions/cdf_point.h"

namespace botec {

// A density of 0 or NaN only makes the search slower. The smallest x in [low, high] with P(X <= x) >= p, or P(X > x) <= p for the upper tail; p is above 0.
// The caller knows that high is enough and that nothing below low is.
double invert_cdf(const std::function<CdfPoint(double)>& at, double p, Tail tail, double low, double high);

// Halfway between two doubles when all doubles are counted in order, so that halving ends after 64 steps at any scale.
double middle_double(double a, double b);

}  // namespace botec
