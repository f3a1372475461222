// The way up a conditioning's path: what the formula is when one of its steps has a known value.
// Place: inside summaries. Promise: the program's own functions, so the bits are the program's. Threads: pure.
#pragma once

#include <cstddef>

#include "summaries/path_inverse.h"

namespace botec {

// In each of n trials (at most a block), with `values` what step number `step` gives: the formula's value, or of a question
// the value of what it compares.
void value_above_step(const Conditioning& conditioning, const OperandColumns& operands, std::size_t step, const double* values,
                      double* out, std::size_t n);

}  // namespace botec
