// What the laws made of other laws share, and the rows of the families that no user can name.
// Place: inside distributions only. Threads: pure functions, constants.
#pragma once

#include <cstddef>
#include <optional>
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

}  // namespace botec
