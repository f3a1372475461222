// sin and cos: x less its nearest multiple (for cos, odd half multiple) of π, then one odd polynomial on [-π/2, π/2].
// Reduction after Cody and Waite (1980) with fused products: π in three doubles, the first step exact, the rounding error
// of the second kept, so that results near the zeros are as good as elsewhere. Good for |x| < 2^45; beyond, and for
// infinities and NaN, the C library serves.
#pragma once

#include "kernels/body/core.h"
#include "kernels/body/rare.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double pi_1 = 0x1.921fb54442d18p1;
constexpr double pi_2 = 0x1.1a62633145c07p-53;
constexpr double pi_3 = -0x1.f1976b7ed8fbcp-109;
constexpr double one_over_pi = 0x1.45f306dc9c883p-2;
constexpr double trigonometric_limit = 0x1p45;

// (sin r - r)/r³ in r², |r| <= π/2: minimax fit, within 2^-61.6 of the sine.
constexpr double sin_terms[] = {
    -0x1.5555555555555p-3, 0x1.11111111110c0p-7, -0x1.a01a01a014831p-13, 0x1.71de3a5283f15p-19,
    -0x1.ae6454c98aa36p-26, 0x1.6123cab29af81p-33, -0x1.ae42fe21562b5p-41, 0x1.882642011924cp-49};

// sin(x - k·π), k a multiple of 1/2.
BOTEC_INLINE double sin_less_multiple(double x, double k) {
  const double first = fma(-k, pi_1, x);
  const double r = fma(-k, pi_2, first);
  const double rest = fma(-k, pi_3, fma(-k, pi_2, first - r));
  const double z = r * r;
  // The derivative that `rest` is multiplied by is cos r, here to first order: 1 - r²/2 is right where it matters.
  return r + fma(r * z, polynomial(z, sin_terms), rest * fma(z, -0.5, 1.0));
}

BOTEC_INLINE double sin_of(double x) {
  const double t = fma(x, one_over_pi, round_magic);
  const double s = sin_less_multiple(x, t - round_magic);
  const double result = real(bits(s) ^ (bits(t) << 63));
  return magnitude(x) < 0x1p-27 ? x : result;
}

BOTEC_INLINE double cos_of(double x) {
  const double t = fma(x, one_over_pi, -0.5) + round_magic;
  const double s = sin_less_multiple(x, (t - round_magic) + 0.5);
  return real(bits(s) ^ (~bits(t) << 63));
}

BOTEC_INLINE Word trigonometric_is_rare(double x) { return beyond(x, trigonometric_limit); }

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
