// Sums in 32 lanes, element i in lane i mod 32, folded in one fixed order: the widest instruction set keeps the lanes in
// four registers, the narrowest in sixteen, and all of them add the same numbers in the same order.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

using Lanes = double __attribute__((vector_size(64)));
using LanesInMemory = double __attribute__((vector_size(64), aligned(8), may_alias));
constexpr std::size_t lane_count = 32;

BOTEC_INLINE double folded(const double (&lane)[lane_count]) {
  double sum[lane_count];
  for (std::size_t i = 0; i < lane_count; ++i) sum[i] = lane[i];
  for (std::size_t width = lane_count / 2; width > 0; width /= 2)
    for (std::size_t i = 0; i < width; ++i) sum[i] += sum[i + width];
  return sum[0];
}

// Σ term(a[i], b[i]), where Term is given both for one element and for eight.
template <class Term>
BOTEC_INLINE double lane_sum(const double* a, const double* b, std::size_t n, Term term) {
  Lanes sums[4] = {};
  std::size_t i = 0;
  for (; i + lane_count <= n; i += lane_count) {
    const auto* x = reinterpret_cast<const LanesInMemory*>(a + i);
    const auto* y = reinterpret_cast<const LanesInMemory*>(b + i);
    sums[0] += term(Lanes(x[0]), Lanes(y[0]));
    sums[1] += term(Lanes(x[1]), Lanes(y[1]));
    sums[2] += term(Lanes(x[2]), Lanes(y[2]));
    sums[3] += term(Lanes(x[3]), Lanes(y[3]));
  }
  double lane[lane_count];
  for (std::size_t k = 0; k < lane_count; ++k) lane[k] = sums[k / 8][k % 8];
  for (std::size_t k = 0; i + k < n; ++k) lane[k] += term(a[i + k], b[i + k]);
  return folded(lane);
}

double sum(const double* a, std::size_t n) {
  return lane_sum(a, a, n, [](auto x, auto) __attribute__((always_inline)) { return x; });
}
double sum_squares(const double* a, double centre, std::size_t n) {
  return lane_sum(a, a, n, [centre](auto x, auto) __attribute__((always_inline)) {
    const auto d = x - centre;
    return d * d;
  });
}
double sum_products(const double* a, double centre_a, const double* b, double centre_b, std::size_t n) {
  return lane_sum(a, b, n, [centre_a, centre_b](auto x, auto y) __attribute__((always_inline)) {
    return (x - centre_a) * (y - centre_b);
  });
}

// x - x is 0 for a finite x and NaN otherwise.
bool all_finite(const double* a, std::size_t n) {
  Word bad = 0;
  for (std::size_t i = 0; i < n; ++i) bad |= bits(a[i] - a[i]);
  return (bad & 0x7FF0000000000000) == 0;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
