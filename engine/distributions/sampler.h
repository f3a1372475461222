// The fast way from uniforms to draws, built once per input when a model is compiled.
// Place: distributions → program → samples. Promise: `draw` is a pure, monotone function of its base numbers (every input is
// drawn through its generalised inverse), accurate to 1e-10 in probability or better, same bits on every machine.
// Threads: immutable after construction.
#pragma once

#include <cstddef>
#include <memory>

#include "distributions/distribution.h"

namespace botec {

class Sampler {
 public:
  // scale: draws are multiplied by it (from the input's unit to base units). May build a table (under 2 ms).
  Sampler(Distribution distribution, double scale);

  // True when draw() wants standard normals, false when it wants uniforms in (0, 1).
  bool wants_normals() const;
  // n draws from n base numbers; out may be base.
  void draw(const double* base, double* out, std::size_t n) const;

  const Distribution& distribution() const { return distribution_; }
  double scale() const { return scale_; }

 private:
  Distribution distribution_;
  double scale_;
  std::shared_ptr<const struct QuantileTable> table_;  // null where the family's own kernel serves
};

}  // namespace botec
