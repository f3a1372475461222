// Bits, selections and loops: what every kernel body is made of. Included once per instruction set, by table_<name>.cpp,
// with BOTEC_KERNEL_ISA naming the namespace. Everything is in an unnamed namespace and forced inline, and nothing of the
// standard library is called, so that no wide code can reach the linker under a shared name.
#pragma once

#include "kernels/isa.h"

#define BOTEC_INLINE [[gnu::always_inline]] inline
// Each element depends on nothing but its own place, even where out is an argument: without this g++ guards the loop by
// an overlap check that sends every in-place call to the scalar version.
#define BOTEC_INDEPENDENT _Pragma("GCC ivdep")

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

using Word = std::uint64_t;

BOTEC_INLINE Word bits(double x) { return __builtin_bit_cast(Word, x); }
BOTEC_INLINE double real(Word w) { return __builtin_bit_cast(double, w); }
// The compiler may not contract (-ffp-contract=off), so every fused operation is written out, and is the C library's
// correctly rounded fma where the instruction set has none.
BOTEC_INLINE double fma(double a, double b, double c) { return __builtin_fma(a, b, c); }

constexpr double infinity = __builtin_inf();
constexpr double nan = __builtin_nan("");
constexpr Word sign_bit = Word{1} << 63;
constexpr Word one_bits = 0x3FF0000000000000;   // 1.0
// Adding it to |x| < 2^51 rounds x to the nearest integer, ties to even, and leaves that integer in the low bits.
constexpr double round_magic = 0x1.8p52;

BOTEC_INLINE double magnitude(double x) { return real(bits(x) & ~sign_bit); }

// c[First] + c[First + Step]·x + c[First + 2·Step]·x² + …, by Horner's rule. By recursion, because g++ does not vectorise
// a loop around a loop that it has yet to unroll.
template <std::size_t First, std::size_t Step, std::size_t N>
BOTEC_INLINE double horner(double x, const double (&c)[N]) {
  if constexpr (First + Step >= N)
    return c[First];
  else
    return fma(horner<First + Step, Step>(x, c), x, c[First]);
}

// Σ c[i]·x^i: the first term, which sets the rounding error, plus x times an even and an odd part, each by Horner's rule
// in x². That halves the chain of dependent products, which is what a short loop waits for.
template <std::size_t N>
BOTEC_INLINE double polynomial(double x, const double (&c)[N]) {
  const double square = x * x;
  return fma(fma(horner<2, 2>(square, c), x, horner<1, 2>(square, c)), x, c[0]);
}

template <double (*F)(double)>
void unary(double* out, const double* a, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = F(a[i]);
}

template <double (*F)(double, double)>
void binary(double* out, const double* a, const double* b, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = F(a[i], b[i]);
}

template <double (*F)(double, double)>
void with_constant(double* out, const double* a, double constant, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = F(a[i], constant);
}

template <double (*F)(double, double, double)>
void ternary(double* out, const double* a, const double* b, const double* c, std::size_t n) {
  BOTEC_INDEPENDENT
  for (std::size_t i = 0; i < n; ++i) out[i] = F(a[i], b[i], c[i]);
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
