// An input whose values come from a caller's own function, such as a distribution of Boost.Random.
// Place: random → distributions → sampler. Promise: a draw depends on its base number and on nothing else, so that nets, rankings
// and the repetition of a single trial work as for any input; it is not monotone in it. Threads: immutable after construction;
// the function is called by several threads at once.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "distributions/distribution.h"
#include "random/stream.h"

namespace botec {

// One value, from as many words of the stream as it takes.
using DrawFunction = std::function<double(Stream&)>;

// The value that belongs to a base number u of an input.
double own_draw(const DrawFunction& function, std::uint64_t key, double u);

// What is told of such an input, from 65,536 draws: quantiles, mean and sd; the draws themselves never come from it.
// Complaint `bad-argument`: more than one in a thousand of them is not finite.
Expected<Distribution> distribution_of_draws(const DrawFunction& function, std::uint64_t key);

}  // namespace botec
