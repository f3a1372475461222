// Is it exact enough to stop?
#pragma once

#include <cstdint>

#include "result/result.h"

namespace botec {

// True when the 95% half-width of both interval ends, of the mean (where it has a standard error) and of each probability is
// within the tolerance: relative to the end (to the width where the interval holds zero); absolute for probabilities.
// replicates: how many the standard errors rest on, for Student's t; 1 for plain draws.
bool is_converged(const Result& result, double tolerance, std::uint32_t replicates);

}  // namespace botec
