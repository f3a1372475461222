// Functions that are called too rarely, or are too hard, to be worth a polynomial of our own: loops over the C library.
// Compiled once, without wide instructions, so that every instruction set gets the same bits.
#include <cmath>
#include <math.h>  // lgamma_r, which is POSIX and keeps the sign out of a global

#include "kernels/isa.h"

namespace botec::kernels::libm {

void tan(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::tan(a[i]);
}
void asin(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::asin(a[i]);
}
void acos(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::acos(a[i]);
}
void atan(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::atan(a[i]);
}
void atan2(double* out, const double* y, const double* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::atan2(y[i], x[i]);
}
void erf(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::erf(a[i]);
}
void lgamma(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    int sign = 0;
    out[i] = ::lgamma_r(a[i], &sign);
  }
}

namespace {
// ½·erfc(-x/√2). The rounding of the argument would cost x² ULP in the tail; its error is known, and goes in through the
// derivative.
double normal_cdf_of(double x) {
  constexpr double root_half = 0x1.6a09e667f3bcdp-1;
  constexpr double root_half_rest = -0x1.bdd3413b26456p-55;
  constexpr double one_over_root_pi = 0x1.20dd750429b6dp-1;
  const double a = -x * root_half;
  const double value = 0.5 * std::erfc(a);
  if (!(std::fabs(a) < 28)) return value;
  const double error = std::fma(-x, root_half, -a) - x * root_half_rest;
  return value - error * (one_over_root_pi * std::exp(-a * a));
}
}  // namespace

void normal_cdf(double* out, const double* a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = normal_cdf_of(a[i]);
}

double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double pow_of(double x, double y) { return std::pow(x, y); }

}  // namespace botec::kernels::libm
