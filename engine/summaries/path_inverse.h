// One block of trials of a conditioning: from a threshold for the formula to the probability of keeping it, step by step down
// the path.
// Place: inside summaries. Threads: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <vector>

#include "program/conditioning.h"

namespace botec {

// A varying operand of a path in a block of trials.
struct OperandColumn {
  const double* values = nullptr;
  bool positive = false;   // in all trials: nothing turns round there
};
using OperandColumns = std::vector<OperandColumn>;   // in the order of the steps, a before b

// P(formula <= y) in each of n trials (at most a block), of an output; for a question, which has its own threshold, the
// probability that it holds. NaN where an operand makes a step meaningless.
void conditional_probability(const Conditioning& conditioning, const OperandColumns& operands, double y, double* out, std::size_t n);

}  // namespace botec
