// Distribution function of the standard normal: Φ(-m) = e^(-m²/2)·G(t)/(m + 5) for m >= 0, with t = (m - 5)/(m + 5), after
// Shepherd and Laframboise (1981). G is smooth over the whole half-line; our polynomial (interpolation at Chebyshev nodes
// in 50 digits) is within 2^-56 of it for m <= 39, where Φ(-m) is 0. m² is kept in two doubles, because its rounding
// error would come out multiplied by m²/2.
#pragma once

#include "kernels/body/power.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double normal_cdf_terms[] = {
    0x1.89d3abe1f95aep-1, -0x1.54ad03f27ca17p-1, 0x1.fb31653876f8fp-2, -0x1.410ed5f875a7ap-2, 0x1.51f6329f0187bp-3,
    -0x1.1b1c254c9a2e6p-4, 0x1.54b4d4f4b669dp-6, -0x1.88590eaafa38ap-9, -0x1.a25037c87b0ecp-11, 0x1.1daf1d4d75665p-11,
    -0x1.f21467ad6278dp-15, -0x1.a170d475ef56ep-15, 0x1.17dd44798bf8cp-16, 0x1.0b2760d8b1777p-18,
    -0x1.73af4afacfcbap-19, -0x1.697020b9644f5p-22, 0x1.d114e6bba97a0p-22, 0x1.6b23b1c1c1515p-25,
    -0x1.1b383be38249ep-24, -0x1.4002f2e969bbcp-27, 0x1.074d17a738a60p-27, 0x1.e1dfd082669c9p-30,
    -0x1.5d26340ff95b4p-33};

// -m²/2 as a sum.
BOTEC_INLINE Sum minus_half_square(double m) {
  const double square = m * m;
  return {-0.5 * square, -0.5 * fma(m, m, -square)};
}
BOTEC_INLINE double normal_cdf_factor(double m) { return polynomial((m - 5.0) / (m + 5.0), normal_cdf_terms) / (m + 5.0); }

// The exponent is put back after the factor, so that a subnormal result is rounded once.
constexpr double normal_cdf_safe = 37.5;  // Φ(-37.5) is a normal number
BOTEC_INLINE Word normal_cdf_is_rare(double x) { return beyond(x, normal_cdf_safe); }
BOTEC_INLINE double normal_cdf_fast(double x) {
  const double m = magnitude(x);
  const Sum exponent = minus_half_square(m);
  const Reduced c = reduced(exponent.high);
  const double lower = scaled_normal(exp_of_reduced(c.r + exponent.low) * normal_cdf_factor(m), c.t);
  return x > 0 ? 1.0 - lower : lower;
}
BOTEC_INLINE double normal_cdf_full(double x) {
  const double m = bounded(magnitude(x), 0.0, 39.0);
  const Sum exponent = minus_half_square(m);
  const Reduced c = reduced(exponent.high);
  const double lower = scaled(exp_of_reduced(c.r + exponent.low) * normal_cdf_factor(m), c.t);
  return x > 0 ? 1.0 - lower : lower;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
