// The quantile function of one distribution as polynomials over pieces of (0, 1): uniforms in, draws out, in a few
// nanoseconds. Why this form and what it measures: docs/decisions/0004-quantile-tables.md.
// Place: distributions → sampler. Promise: at most 1e-11 in probability from the cdf, and 1e-8 relative to the smaller tail
// probability, at every point that the building tests; atoms, jumps and flat stretches exact; each polynomial meets its
// neighbours. Bits depend on no instruction set. Threads: immutable once built.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "distributions/distribution.h"
#include "kernels/kernels.h"

namespace botec {

class QuantileTable {
 public:
  using Segment = kernels::Segment;

  // Draws times scale. Null where there are too many atoms.
  static std::shared_ptr<const QuantileTable> build(const Distribution& d, double scale);

  // out[i] for base[i] in [0, 1]; NaN where the table has no answer and the scalar quantile must be asked, and then false. Not in place.
  bool draw(const double* base, double* out, std::size_t n) const;

  std::size_t segment_count() const { return segments_.size(); }
  std::size_t cdf_calls() const { return cdf_calls_; }

 private:
  // Tail probabilities below 2^-54 are left to the scalar quantile: uniforms of 53 bits do not come there.
  static constexpr std::size_t cells = kernels::SegmentTable::cells;

  std::vector<kernels::Cell> cells_;   // what most draws take; empty where the law is too rough for it
  std::vector<Segment> segments_;
  std::array<std::uint32_t, 2 * cells> guide_{};  // the first segment of each cell; the upper half follows the lower one
  std::size_t cdf_calls_ = 0;
};

}  // namespace botec
