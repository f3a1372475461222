// log, log2, log10, log1p: x = 2^e·(1 + f) with 1 + f in [√½, √2), and log(1 + f) from s = f/(2 + f) by the series of the
// inverse hyperbolic tangent. The arrangement that keeps the rounding errors of f, f²/2 and the series apart is that of
// fdlibm's e_log.c (Sun Microsystems 1993); the polynomial is our own fit, within 2^-59 of the result.
#pragma once

#include "kernels/body/core.h"
#include "kernels/body/rare.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

// (log((1+s)/(1-s)) - 2s) / s³ in s²
constexpr double log_terms[] = {
    0x1.5555555555593p-1, 0x1.999999997fb2cp-2, 0x1.2492494217d34p-2, 0x1.c71c51e7d8eadp-3, 0x1.746646325c854p-3,
    0x1.39a0f463cc7ebp-3, 0x1.2f0d9585e9dbep-3};

constexpr double minus_log_terms[] = {-log_terms[0], -log_terms[1], -log_terms[2], -log_terms[3], -log_terms[4], -log_terms[5], -log_terms[6]};

// ln 2 with its last 20 bits clear, so that e times it is exact, and the rest.
constexpr double ln2_short = 0x1.62e42fefa3800p-1;
constexpr double ln2_short_rest = 0x1.ef35793c76730p-45;

struct Split {
  double e;  // the exponent, a whole number
  double f;  // 1 + f is the significand, in [√½, √2)
};

// x positive, finite and not subnormal, its exponent counted from `bias` (1023 for x itself).
BOTEC_INLINE Split split(double x, double bias) {
  constexpr Word sqrt_half = 0x3FE6A09E667F3BCD;
  const Word shifted = bits(x) + (one_bits - sqrt_half);
  const double m = real((shifted & 0x000FFFFFFFFFFFFF) + sqrt_half);
  const double e = real((shifted >> 52) | bits(0x1p52)) - (0x1p52 + bias);
  return {e, m - 1.0};
}
// Any positive finite x.
BOTEC_INLINE Split split(double x) {
  const bool small = x < 0x1p-1022;
  return split(small ? x * 0x1p54 : x, small ? 1023.0 + 54.0 : 1023.0);
}

// log(1 + f) = f - (square - tail), where square = f²/2.
struct LogParts {
  double square;
  double tail;
};
BOTEC_INLINE LogParts log_parts(double f) {
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double square = 0.5 * f * f;
  return {square, s * fma(z, polynomial(z, log_terms), square)};
}

// Anything but a positive normal number.
BOTEC_INLINE Word log_is_rare(double x) { return (bits(x) - bits(0x1p-1022)) | (bits(infinity) - 1 - bits(x)); }

// What a logarithm is where `inside`, the ordinary result for `x`, does not hold.
BOTEC_INLINE double log_with_edges(double x, double inside) {
  const double ordinary = x == infinity ? x : inside;
  const double edge = x == 0 ? -infinity : nan;
  return x > 0 ? ordinary : edge;
}

BOTEC_INLINE double log_of_split(Split x) {
  const LogParts p = log_parts(x.f);
  return fma(x.e, ln2_short, -((p.square - fma(x.e, ln2_short_rest, p.tail)) - x.f));
}

BOTEC_INLINE double log_fast(double x) { return log_of_split(split(x, 1023.0)); }
BOTEC_INLINE double log_full(double x) { return log_with_edges(x, log_of_split(split(x))); }

// log(1 + f) to about 70 bits, times 1/ln(base), plus e·log_base(2): both given as a sum of two doubles.
BOTEC_INLINE double log_in_base(Split x, double inverse, double inverse_rest, double two, double two_rest) {
  const LogParts p = log_parts(x.f);
  const double high = x.f - p.square;
  const double low = ((x.f - high) - p.square) + p.tail;
  const double scaled_high = high * inverse;
  const double scaled_low = fma(high, inverse, -scaled_high) + fma(low, inverse, (low + high) * inverse_rest);
  const double whole = x.e * two;
  const double sum = whole + scaled_high;
  return sum + (((whole - sum) + scaled_high) + fma(x.e, two_rest, scaled_low));
}
BOTEC_INLINE double log2_of_split(Split x) {
  return log_in_base(x, 0x1.71547652b82fep0, 0x1.777d0ffda0d24p-56, 1.0, 0.0);
}
BOTEC_INLINE double log10_of_split(Split x) {
  return log_in_base(x, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57, 0x1.34413509f7800p-2, 0x1.fef311f12b358p-46);
}
BOTEC_INLINE double log2_fast(double x) { return log2_of_split(split(x, 1023.0)); }
BOTEC_INLINE double log2_full(double x) { return log_with_edges(x, log2_of_split(split(x))); }
BOTEC_INLINE double log10_fast(double x) { return log10_of_split(split(x, 1023.0)); }
BOTEC_INLINE double log10_full(double x) { return log_with_edges(x, log10_of_split(split(x))); }

// log(1 + x): the rounding error of 1 + x goes in as a first-order correction.
BOTEC_INLINE double log1p_of(double x) {
  const double u = 1.0 + x;
  const double part = u - x;
  const double error = (x - (u - part)) + (1.0 - part);
  const Split y = split(u, 1023.0);
  const LogParts p = log_parts(y.f);
  const double small = fma(y.e, ln2_short_rest, p.tail + error / u);
  const double inside = fma(y.e, ln2_short, -((p.square - small) - y.f));
  const double ordinary = magnitude(x) < 0x1p-54 ? x : inside;
  return u > 0 ? (x == infinity ? x : ordinary) : (u == 0 ? -infinity : nan);
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
