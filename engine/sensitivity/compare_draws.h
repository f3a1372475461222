// Draws of the inputs of two sides on common random numbers: what one side draws for an input and what the other draws stand at
// the same quantile.
// Place: random, distributions → sensitivity, for compare. Threads: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "random/design.h"
#include "sensitivity/compare_pairing.h"

namespace botec {

class CompareDraws {
 public:
  explicit CompareDraws(const Pairing& pairing);

  // One for each input of the pairing, then one for each again for draws that are independent of these.
  std::vector<Coordinate> coordinates() const;

  // Blocks of base numbers of all inputs, one after another: standard normals where a law of either side wants them or a
  // correlation does, else uniforms. `copy` is 0 or 1.
  void draw(const PointSet& points, std::size_t copy, std::uint64_t first_trial, double* base) const;
  // The same, correlated as on that side.
  void correlate(int side, double* base) const;
  // Values of an input under the law that it has on that side; `out` is not `base`.
  void values(std::uint32_t input, int side, const double* base, double* out) const;

  // May both sides use one draw of it: the same law, and the same correlations with the same inputs?
  bool drawn_once(std::uint32_t input) const { return once_[input]; }

 private:
  const Pairing& pairing_;
  std::vector<bool> normal_, varies_, once_;
};

}  // namespace botec
