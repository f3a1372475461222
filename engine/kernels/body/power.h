// pow: e^(y·log|x|) with the logarithm as a sum of two doubles, good to 2^-65, so that multiplying by y up to 1000 or so
// costs nothing visible. The sign of a negative base is put back at the end; zeros, infinities and NaN, which are rare,
// go to the C library, whose answers for them are exact.
#pragma once

#include "kernels/body/exponential.h"
#include "kernels/body/logarithm.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

struct Sum {
  double high;
  double low;
};

// (atanh(s)/s - 1 - s²/3)/s⁴ in s²: minimax fit, within 2^-66 of the logarithm.
constexpr double atanh_terms[] = {
    0x1.9999999999b33p-3, 0x1.249249245783cp-3, 0x1.c71c722ddee8ap-4, 0x1.745ce9b831a89p-4, 0x1.3b1ef42442154p-4,
    0x1.0f7f25c7bb790p-4, 0x1.0e4a04cf7ccc6p-4};
constexpr double third = 0x1.5555555555555p-2;
constexpr double third_rest = 0x1.5555555555555p-56;

// log(1 + f), |f| <= 0.42, with s = f/(2 + f), the first two terms of the series carried in two doubles.
BOTEC_INLINE Sum log_of_one_plus(double f) {
  const double d = 2.0 + f;
  const double d_low = f - (d - 2.0);
  const double r = 1.0 / d;
  const double s = f * r;
  const double s_low = fma(-s, d_low, fma(-s, d, f)) * r;
  const double z = s * s;
  const double z_low = fma(2.0 * s, s_low, fma(s, s, -z));
  const double v = z * polynomial(z, atanh_terms);
  const double u = third + v;
  const double u_low = ((third - u) + v) + third_rest;
  const double p = z * u;
  const double p_low = fma(z, u_low, fma(z_low, u, fma(z, u, -p)));
  const double q = s * p;
  const double q_low = fma(s, p_low, fma(s_low, p, fma(s, p, -q)));
  const double high = s + q;
  return {2.0 * high, 2.0 * (((s - high) + q) + (q_low + s_low))};
}

BOTEC_INLINE Sum log_in_two(Split x) {
  const Sum m = log_of_one_plus(x.f);
  const double whole = x.e * ln2_short;
  const double high = whole + m.high;
  return {high, ((whole - high) + m.high) + fma(x.e, ln2_short_rest, m.low)};
}

// |x|^y for x finite and not 0, y finite. Beyond ±2^64 an exponent overflows or underflows unless the base is ±1.
BOTEC_INLINE double pow_of_magnitude(double x, double y) {
  const Sum log = log_in_two(split(magnitude(x)));
  const double c = bounded(y, -0x1p64, 0x1p64);
  const double high = c * log.high;
  const double low = fma(c, log.low, fma(c, log.high, -high));
  return exp_of_sum(high, magnitude(high) > 745.5 ? 0.0 : low);
}

BOTEC_INLINE double pow_of(double x, double y) {
  const double r = pow_of_magnitude(x, y);
  const double half = 0.5 * y;
  const double negative = truncated(half) == half ? r : -r;
  const double base_negative = truncated(y) == y ? negative : nan;
  return x < 0 ? base_negative : r;
}

BOTEC_INLINE bool pow_is_rare(double x, double y) {
  return !((magnitude(x) > 0) & (magnitude(x) < infinity) & (magnitude(y) < infinity));
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
