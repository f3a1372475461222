// The laws of pools without a closed form. Weights are above 0 and sum to 1; there are two parts or more.
// Place: inside distributions, for pool.cpp only. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// Density ∝ ∏ f_i^w_i of laws with densities; a complaint where they have no common ground.
Expected<Distribution> numeric_geometric_pool(std::vector<Distribution> parts, std::vector<double> weights);
// The same of laws of atoms: a `categorical` of the values that all have.
Expected<Distribution> discrete_geometric_pool(const std::vector<Distribution>& parts, const std::vector<double>& weights);
// Q = Σ w Q_i, or on the logarithm, of laws without atoms and constants, not all of them constants.
Distribution numeric_quantile_pool(std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic);

}  // namespace botec
