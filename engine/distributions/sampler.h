// The fast way from uniforms to draws, built once per input when a model is compiled.
// Place: distributions → program → samples. Promise: `draw` is a pure, monotone function of its base numbers (every input is
// drawn through its generalised inverse), accurate to 1e-10 in probability or better, same bits on every machine.
// Threads: immutable after construction.
#pragma once

#include <cstddef>
#include <memory>

#include "distributions/distribution.h"
#include "distributions/own_draws.h"

namespace botec {

class AtomTable;
class QuantileTable;

class Sampler {
 public:
  // scale: draws are multiplied by it (from the input's unit to base units). May build a table (under 2 ms).
  Sampler(Distribution distribution, double scale);
  // Draws by the caller's function; `distribution` only tells of it. Not monotone.
  Sampler(DrawFunction function, std::uint64_t key, Distribution distribution, double scale);

  // True when draw() wants standard normals, false when it wants uniforms in (0, 1).
  bool wants_normals() const;
  // n draws from n base numbers; out may be base.
  void draw(const double* base, double* out, std::size_t n) const;

  const Distribution& distribution() const { return distribution_; }
  double scale() const { return scale_; }

  // Where draws come from, for the listing of a program and for the tests.
  enum class Method { kernel, quantile_table, atom_table, scalar_quantile, own_function };
  Method method() const;

 private:
  double scalar(double u) const;

  Distribution distribution_;
  double scale_;
  std::shared_ptr<const DrawFunction> function_;  // where values come from the caller
  std::uint64_t key_ = 0;
  std::shared_ptr<const QuantileTable> table_;  // for laws with a density somewhere
  std::shared_ptr<const AtomTable> atoms_;      // for discrete laws
};

}  // namespace botec
