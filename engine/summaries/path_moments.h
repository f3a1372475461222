// One block of trials of a conditioning: the conditional mean, and mean square about a centre, of a formula that is linear in
// the value integrated out, or linear between two ends and constant beyond them.
// Place: inside summaries. Threads: pure functions on the caller's memory.
#pragma once

#include <cstddef>

#include "summaries/path_inverse.h"

namespace botec {

bool has_path_moments(const Conditioning& conditioning);   // the mean, and the mean square where the law has a variance

// E[formula - centre | rest], or with order 2 its square, in each of n trials (at most a block).
void conditional_moment(const Conditioning& conditioning, const OperandColumns& operands, double centre, int order, double* out, std::size_t n);

}  // namespace botec
