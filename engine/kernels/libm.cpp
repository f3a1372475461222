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

double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double pow_of(double x, double y) { return std::pow(x, y); }

}  // namespace botec::kernels::libm
