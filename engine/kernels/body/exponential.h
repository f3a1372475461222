// exp, exp2, expm1: x = n·ln 2 + r with |r| <= ln 2 / 2, a polynomial in r, then the exponent put back.
// Polynomials are minimax fits (Remez exchange, 60 digits) of (e^r - 1 - r)/r² and (2^r - 1)/r, both within 2^-57.9 of
// the result: below what the rounding of the evaluation adds.
#pragma once

#include "kernels/body/core.h"
#include "kernels/body/rare.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr double log2_e = 0x1.71547652b82fep0;
constexpr double ln2_high = 0x1.62e42fefa39efp-1;   // ln 2 to 53 bits; n times it is exact inside an fma
constexpr double ln2_rest = 0x1.abc9e3b39803fp-56;

constexpr double exp_terms[] = {
    0x1.000000000000ap-1, 0x1.55555555554f9p-3, 0x1.555555555083fp-5, 0x1.1111111127d44p-7, 0x1.6c16c18438a5fp-10,
    0x1.a01a0129fd31fp-13, 0x1.a01999e263bd4p-16, 0x1.71df25da2a0a1p-19, 0x1.28ad9b981803cp-22, 0x1.ad7f03564ff89p-26};
constexpr double exp2_terms[] = {
    0x1.62e42fefa39efp-1, 0x1.ebfbdff82c5a4p-3, 0x1.c6b08d7049fe7p-5, 0x1.3b2ab6fba00c4p-7, 0x1.5d87fe78cd8c3p-10,
    0x1.4309130eeb223p-13, 0x1.ffcbfba920600p-17, 0x1.62bfc76c64478p-20, 0x1.b5267d3b88555p-24, 0x1.e61ba88fe8fdcp-28,
    0x1.e79bcd795ea4dp-32};

// round_magic, plus twice the bias of an exponent: the low bits then hold n + 2046, which is positive, and halve into two
// biased exponents.
constexpr double exponent_magic = 0x1.8p52 + 2046;

// y·2^n for the n in the low bits of `t` (see exponent_magic), in two factors, so that a subnormal result is rounded once
// and a result beyond the largest double becomes infinite.
BOTEC_INLINE double scaled(double y, double t) {
  const Word both = bits(t);
  const Word half = both >> 1;
  return y * real(half << 52) * real((both - half) << 52);
}
// The same where y·2^n is a normal number: n goes straight into the exponent.
BOTEC_INLINE double scaled_normal(double y, double t) { return real(bits(y) + ((bits(t) - 2046) << 52)); }

BOTEC_INLINE double bounded(double x, double low, double high) {  // keeps NaN
  const double above = x < low ? low : x;
  return above > high ? high : above;
}

struct Reduced {
  double r;  // x - n·ln 2
  double t;  // n, see exponent_magic
};
BOTEC_INLINE Reduced reduced(double x) {
  const double t = fma(x, log2_e, exponent_magic);
  const double n = t - exponent_magic;
  return {fma(n, -ln2_rest, fma(n, -ln2_high, x)), t};
}
BOTEC_INLINE double exp_of_reduced(double r) { return fma(r, fma(r, polynomial(r, exp_terms), 1.0), 1.0); }

constexpr double exp_safe = 708.0;  // e^±708 and everything between are normal
BOTEC_INLINE Word exp_is_rare(double x) { return beyond(x, exp_safe); }
BOTEC_INLINE double exp_fast(double x) {
  const Reduced c = reduced(x);
  return scaled_normal(exp_of_reduced(c.r), c.t);
}
BOTEC_INLINE double exp_full(double x) {
  const Reduced c = reduced(bounded(x, -746.0, 710.0));  // beyond: 0 and infinity
  return scaled(exp_of_reduced(c.r), c.t);
}

BOTEC_INLINE Word exp2_is_rare(double x) { return beyond(x, 1021.0); }
BOTEC_INLINE double exp2_of_reduced(double r) { return fma(r, polynomial(r, exp2_terms), 1.0); }
BOTEC_INLINE double exp2_fast(double x) {
  const double t = x + exponent_magic;
  return scaled_normal(exp2_of_reduced(x - (t - exponent_magic)), t);
}
BOTEC_INLINE double exp2_full(double x) {
  const double c = bounded(x, -1076.0, 1025.0);
  const double t = c + exponent_magic;
  return scaled(exp2_of_reduced(c - (t - exponent_magic)), t);
}

// 2^n·(e^r - 1) + (2^n - 1). Half of it is computed, so that 2^n may be 2^1024. Below 2^-54 the answer is x, a zero with
// its sign included; -40 and everything below give -1.
BOTEC_INLINE double expm1_of(double x) {
  const Reduced c = reduced(bounded(x, -40.0, 710.0));
  const double p = fma(c.r * c.r, polynomial(c.r, exp_terms), c.r);
  const double half = real((bits(c.t) - 1024) << 52);
  const double y = 2.0 * fma(p, half, half - 0.5);
  return magnitude(x) < 0x1p-54 ? x : y;
}

void exp_linear(double* out, const double* a, double scale, double shift, std::size_t n) {
  for (std::size_t begin = 0; begin < n; begin += block_size) {
    const std::size_t end = begin + smaller(block_size, n - begin);
    Word any = 0;
#pragma GCC unroll 4
    for (std::size_t i = begin; i < end; ++i) any |= exp_is_rare(fma(scale, a[i], shift));
    if (top(any)) {
      BOTEC_INDEPENDENT
      for (std::size_t i = begin; i < end; ++i) out[i] = exp_full(fma(scale, a[i], shift));
    } else {
      BOTEC_INDEPENDENT
      for (std::size_t i = begin; i < end; ++i) out[i] = exp_fast(fma(scale, a[i], shift));
    }
  }
}

void exp2_linear(double* out, const double* a, double scale, double shift, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = exp2_fast(fma(scale, a[i], shift));
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
