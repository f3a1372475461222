// Runs the program on one block of trials after another. Each worker has its own.
// Promise: a pure function of the program, the point set and the trial number. Threads: one Evaluator, one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "program/program.h"
#include "random/design.h"
#include "samples/log_products.h"

namespace botec {

class Evaluator {
 public:
  // `inputs`: their values will be asked for as well, and those of all instructions. Without, only shown_registers() hold
  // something, and products of lognormals are worked out at once, to other last digits.
  enum class Inputs { wanted, not_wanted };
  explicit Evaluator(const Program& program, Inputs inputs = Inputs::wanted);
  // Only these registers will be asked for: what does not lead to them is not worked out.
  Evaluator(const Program& program, const std::vector<Register>& wanted);

  // Evaluates the block of trials from first_trial on (a multiple of the block size).
  void evaluate(const PointSet& points, std::uint64_t first_trial);
  // A part of a block of a net or a hypercube (see PointSet::uniforms); the values beyond it mean nothing.
  void evaluate(const PointSet& points, std::uint64_t first_trial, std::size_t count);
  // The block's values of a register, block_size of them, in base units.
  const double* values(Register r) const { return block(r); }

 private:
  double* block(Register r) const;
  void work_out(const LogProduct& product);
  void run(std::size_t begin, std::size_t end);
  void draw_inputs(const PointSet& points, std::uint64_t first_trial);
  void draw_normals(const PointSet& points, std::size_t input, std::uint64_t first_trial, double* out) const;
  void draw_copula(const CopulaGroup& group, const PointSet& points, std::uint64_t first_trial);

  const Program& program_;
  std::size_t count_;   // trials that are evaluated at once: a block or a part of one
  FusedCode fused_;
  std::vector<bool> in_copula_;
  struct Free { void operator()(double* p) const; };
  std::unique_ptr<double[], Free> registers_;
};

// Whether an infinite value of the output says that a time does not come, in that row of the block, instead of being a fault.
bool means_infinity(const ProgramOutput& output, const Evaluator& evaluator, std::size_t row);

// The coordinates of the program's inputs in a design.
std::vector<Coordinate> coordinates(const Program& program);

}  // namespace botec
