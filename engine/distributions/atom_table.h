// The quantile function of a discrete distribution as a list of cumulative probabilities with a guide into it.
// Place: distributions → sampler. Promise: the atom that the scalar quantile gives, in constant expected time.
// Source: the guide table of H. C. Chen and Y. Asau, AIIE Transactions 6 (1974) 163-166. Threads: immutable once built.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "distributions/distribution.h"

namespace botec {

class AtomTable {
 public:
  // Null where more atoms lie within reach of uniforms of 53 bits than are worth listing.
  static std::shared_ptr<const AtomTable> build(const Distribution& d, double scale);

  // out[i] for base[i] in [0, 1]; NaN where the scalar quantile must be asked, beyond the reach, and then false.
  bool draw(const double* base, double* out, std::size_t n) const;

  std::size_t size() const { return values_[0].size() + values_[1].size(); }

 private:
  void list(const Distribution& d, const std::vector<double>& inwards, Tail tail, double scale);

  // For either half: probabilities ascending, value k for tail probabilities up to and including last[k].
  std::array<std::vector<double>, 2> last_, values_;
  std::array<std::vector<std::uint32_t>, 2> guide_;
  std::array<double, 2> cells_{};  // cells of the guide a unit of probability
};

}  // namespace botec
