// What the laws made of other laws share, and the rows of the families that no user can name.
// Place: inside distributions only. Threads: pure functions, constants.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "distributions/family.h"

namespace botec {

extern const Family constant_family;
extern const Family truncated_family;
extern const Family kernel_density_family;  // `empirical` with smooth

// Values in [low, high] that have a probability of their own, ascending; nothing when they are more than `limit`.
// Works where atoms() has no answer, as for the tail of a poisson: only the stretch that is asked must be finite.
std::optional<std::vector<double>> atoms_between(const Distribution& d, double low, double high, std::size_t limit);

// P(X < x) in the lower tail, P(X >= x) in the upper one.
double cdf_before(const Distribution& d, double x, Tail tail);

// Discrete, and every atom is a whole number of the support.
bool on_whole_numbers(const Distribution& d);

// `empirical` of values in increasing order, at least one; a constant where they are all equal.
Distribution empirical_of(std::vector<double> sorted);
// The Gaussian kernel density of values in increasing order.
Expected<Distribution> kernel_density(std::vector<double> sorted);
// `cdf` through points (p, x) with p from 0 to 1 rising and x not falling; a constant where x does not rise at all.
Distribution through_points(const std::vector<std::pair<double, double>>& points);
std::vector<std::pair<double, double>> points_of(const Distribution& d);

// Mean and variance with divisor n.
struct SampleMoments {
  double mean, variance;
};
SampleMoments sample_moments(const std::vector<double>& values);

}  // namespace botec
