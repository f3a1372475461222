// The operands of a path's steps, one after another: columns of values, constants spread over a block.
// Place: inside summaries. Threads: each on its own stack.
#pragma once

#include <cstddef>

#include "kernels/kernels.h"
#include "summaries/path_inverse.h"

namespace botec {

class StepOperands {
 public:
  explicit StepOperands(const OperandColumns& columns) : columns_(columns) {}

  // Going down the path: a before b. `spread` is where a constant goes.
  OperandColumn next(const Operand& operand, double* spread, std::size_t n) {
    return operand.varies ? columns_[next_++] : constant(operand, spread, n);
  }
  // Going up, from the last step: b before a.
  OperandColumn previous(const Operand& operand, double* spread, std::size_t n) {
    return operand.varies ? columns_[columns_.size() - ++taken_] : constant(operand, spread, n);
  }

  alignas(64) double first[kernels::block_size], second[kernels::block_size];

 private:
  static OperandColumn constant(const Operand& operand, double* spread, std::size_t n) {
    kernels::active().fill(spread, operand.value, n);
    return {spread, operand.value > 0};
  }

  const OperandColumns& columns_;
  std::size_t next_ = 0, taken_ = 0;
};

}  // namespace botec
