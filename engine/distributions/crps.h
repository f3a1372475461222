// How far a distribution was from what came out: the continuous ranked probability score, ∫ (F(x) - [x >= y])² dx
// (Matheson and Winkler 1976; Gneiting and Raftery 2007), by integration for every family alike.
// Place: distributions → scoring. Promise: 1e-9 relative or better (1e-6 where more than four million atoms would have to be
// summed); nothing where it is infinite. Threads: pure functions.
#pragma once

#include <optional>

#include "distributions/distribution.h"

namespace botec {

// In the unit of the value. Infinite where a tail falls no faster than 1/√x.
std::optional<double> crps(const Distribution& d, double outcome);

// The score of the logarithm, which has no unit. Nothing where the outcome or the distribution is not above zero.
std::optional<double> crps_of_logarithm(const Distribution& d, double outcome);

}  // namespace botec
