// Several estimates of one quantity as one distribution.
// Place: distributions → program. Promise: closed forms for normals and lognormals, numerically to 1e-10 otherwise; what a
// method cannot do is a complaint that says why. Threads: pure functions.
#pragma once

#include <span>
#include <string_view>

#include "distributions/distribution.h"

namespace botec {

enum class PoolMethod { mixture, geometric, quantile, precision };

struct PoolMethodRow {
  PoolMethod method;
  std::string_view name;
  std::string_view summary;   // one sentence
};
std::span<const PoolMethodRow> pool_methods();

// Weights as many as parts and not negative; empty ones are equal. `logarithmic`: quantiles are averaged and precisions weighed
// on the logarithm, which wants positive laws. Precisions are those of independent estimates, times weight × number of parts.
Expected<Distribution> pool(PoolMethod method, std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic);

// Whether every value of every part is above 0, apart from the end of a support.
bool all_positive(std::span<const Distribution> parts);

// Mean and standard deviation of the natural logarithm of a positive law; empty where they do not exist.
Moments log_moments(const Distribution& d);

// The part of a mixture's variance that is between the means of its parts; nothing where the variance does not exist or is 0.
std::optional<double> between_share(std::span<const Moments> parts, std::span<const double> weights);

}  // namespace botec
