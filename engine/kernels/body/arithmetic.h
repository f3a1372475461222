// Arithmetic, comparisons and choices: one expression each.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

BOTEC_INLINE double add_of(double a, double b) { return a + b; }
BOTEC_INLINE double sub_of(double a, double b) { return a - b; }
BOTEC_INLINE double mul_of(double a, double b) { return a * b; }
BOTEC_INLINE double div_of(double a, double b) { return a / b; }

// The machine's minimum: the second argument when they are equal or one is NaN.
BOTEC_INLINE double first_if_less(double a, double b) { return a < b ? a : b; }
// Or-ing both orders changes nothing where the arguments are told apart, makes -0 of zeros of different sign, and keeps a
// NaN from either side: three instructions, and both functions commute bit for bit.
BOTEC_INLINE double min_of(double a, double b) {
  return real(bits(first_if_less(a, b)) | bits(first_if_less(b, a)));
}
BOTEC_INLINE double negated(double a) { return real(bits(a) ^ sign_bit); }
BOTEC_INLINE double max_of(double a, double b) { return negated(min_of(negated(a), negated(b))); }

BOTEC_INLINE double sign_of(double a) { return a > 0 ? 1.0 : (a < 0 ? -1.0 : a); }
BOTEC_INLINE double sqrt_of(double a) { return __builtin_sqrt(a); }

// One instruction from SSE4.1 on; exact everywhere, so that it does not matter what the baseline makes of them.
BOTEC_INLINE double truncated(double a) { return __builtin_trunc(a); }
BOTEC_INLINE double floor_of(double a) { return __builtin_floor(a); }
BOTEC_INLINE double ceil_of(double a) { return __builtin_ceil(a); }
BOTEC_INLINE double with_sign_of(double m, double a) { return real(bits(m) | (bits(a) & sign_bit)); }
// Half away from zero. The fraction is exact, so that 0.49999999999999994 is not rounded up.
BOTEC_INLINE double round_of(double a) {
  const double t = truncated(a);
  const double step = magnitude(a - t) >= 0.5 ? 1.0 : 0.0;
  return with_sign_of(magnitude(t) + step, a);
}

BOTEC_INLINE double eq_of(double a, double b) { return a == b ? 1.0 : 0.0; }
BOTEC_INLINE double ne_of(double a, double b) { return a != b ? 1.0 : 0.0; }
BOTEC_INLINE double lt_of(double a, double b) { return a < b ? 1.0 : 0.0; }
BOTEC_INLINE double le_of(double a, double b) { return a <= b ? 1.0 : 0.0; }
BOTEC_INLINE double gt_of(double a, double b) { return a > b ? 1.0 : 0.0; }
BOTEC_INLINE double ge_of(double a, double b) { return a >= b ? 1.0 : 0.0; }
BOTEC_INLINE double and_of(double a, double b) { return a * b; }
BOTEC_INLINE double or_of(double a, double b) { return a > b ? a : b; }
BOTEC_INLINE double not_of(double a) { return 1.0 - a; }
BOTEC_INLINE double select_of(double a, double b, double c) { return a != 0 ? b : c; }
BOTEC_INLINE double clamp_of(double a, double low, double high) { return min_of(max_of(a, low), high); }

void add_multiple(double* out, const double* a, double factor, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = fma(factor, a[i], out[i]);
}

void linear(double* out, const double* a, double scale, double shift, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = fma(scale, a[i], shift);
}
void fill(double* out, double value, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = value;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
