// Quantile functions that are a few operations and a choice: one loop each, because every pass over a block costs.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

void uniform(double* out, const double* u, const UniformLaw& law, std::size_t n) {
  const UniformLaw t = law;
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) {
    const double x = fma(t.width, u[i], t.low);
    out[i] = t.high < x ? t.high : x;
  }
}

void triangular(double* out, const double* u, const Triangular& law, std::size_t n) {
  const Triangular t = law;
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) {
    const bool on_left = u[i] <= t.below;
    const double root = __builtin_sqrt(on_left ? u[i] : 1.0 - u[i]);
    const double x = (on_left ? t.low : t.high) + (on_left ? t.left : t.right) * root;
    const double not_below = x < t.low ? t.low : x;
    out[i] = t.high < not_below ? t.high : not_below;
  }
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
