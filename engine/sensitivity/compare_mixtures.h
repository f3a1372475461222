// Mixtures of two sides: some inputs, the formulas or the correlations of the one, the others of the other; sampled on common
// random numbers.
// Place: inside sensitivity, for compare. Threads: a Mixtures is immutable, its functions may run on several threads.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sensitivity/compare_draws.h"
#include "sensitivity/compare_pairing.h"
#include "sensitivity/tape.h"

namespace botec {

// The side whose input stands in a mixture. What only one side has is its own, and needed by its formulas alone.
int source_of(const Pairing& pairing, std::uint32_t input, int formulas, const std::vector<bool>& changed);

// Shares of joint trials in which the output is larger on side A, and equal.
struct Larger {
  double first = 0, equal = 0;
};

class Mixtures {
 public:
  explicit Mixtures(const Pairing& pairing);

  const CompareDraws& draws() const { return draws_; }

  // Of every mixture the median of one replicate's trials (of what is true or false, the share), over those that count; NaN
  // where more than one trial in a thousand has no finite value, or none counts.
  std::vector<double> middles(const std::vector<std::vector<bool>>& mixtures, const PointSet& points, std::uint64_t trials) const;

  // Both sides as they are, inputs that are alike drawn once and the others independently; in trials that count on both sides.
  // NaN where there are none.
  Larger larger(const PointSet& points, std::uint64_t trials, bool infinite_counts = false) const;

 private:
  struct Workspace;
  const double* run(int formulas, Workspace& work) const;

  const Pairing& pairing_;
  CompareDraws draws_;
  std::array<Tape, 2> tapes_;
  std::array<std::vector<std::uint32_t>, 2> needed_;   // places in Program::drawn
};

}  // namespace botec
