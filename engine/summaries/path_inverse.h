// One block of trials of a conditioning: from a threshold for the formula to the probability of keeping it, step by step down
// the path; and the other way, from a value to the formula's.
// Place: inside summaries. Threads: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <vector>

#include "program/conditioning.h"

namespace botec {

// The varying operands of a path in the order of its steps (a before b): one column of values each.
using OperandColumns = std::vector<const double*>;

// P(formula <= y) in each of n trials (at most a block), of an output; for a question, which has its own threshold, the
// probability that it holds. NaN where an operand makes a step meaningless.
void conditional_probability(const Conditioning& conditioning, const OperandColumns& operands, double y, double* out, std::size_t n);

// The formula's value where the value integrated out is `value`: for affine paths.
void value_along_path(const Conditioning& conditioning, const OperandColumns& operands, double value, double* out, std::size_t n);

}  // namespace botec
