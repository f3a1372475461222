// Trials far out in the tails of one input after the other, further than any point of a net: what is there that the net cannot show.
// Place: samples → summaries. Threads: belongs to one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "program/program.h"
#include "samples/evaluator.h"

namespace botec {

class TailProbes {
 public:
  // Of the inputs with the first coordinates of the design, as many as a block holds.
  TailProbes(const Program& program, Evaluator& evaluator, const std::vector<Register>& registers);

  std::size_t count() const { return count_; }
  const double* column(std::size_t place) const { return columns_[place].data(); }   // of the registers
  bool positive(std::size_t place) const { return positive_[place] != 0; }

  // By how much an average over `trials` points may be off for what lies in the tails: `values` are those of the probes. What changes out
  // there counts so far as it exceeds what has changed on the way there, which the points do show.
  double unseen(const double* values, double trials) const;

 private:
  std::size_t count_ = 0, inputs_ = 0;
  std::vector<std::vector<double>> columns_;
  std::vector<char> positive_;
};

}  // namespace botec
