// pow: e^(y·log|x|) with the logarithm as a sum of two doubles, good to 2^-65, so that multiplying by y up to 1000 or so
// costs nothing visible. The sign of a negative base is put back at the end; zeros, infinities and NaN, which are rare,
// go to the C library, whose answers for them are exact.
#pragma once

#include "kernels/body/arithmetic.h"
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

// e^(log.high·y + …): the product as a sum of two doubles. Beyond ±2^64 an exponent overflows or underflows unless the
// base is ±1, whose logarithm is 0.
BOTEC_INLINE Sum times(Sum log, double y) {
  const double high = y * log.high;
  return {high, fma(y, log.low, fma(y, log.high, -high))};
}
BOTEC_INLINE double exp_fast(Sum x) {
  const Reduced c = reduced(x.high);
  return scaled_normal(exp_of_reduced(c.r + x.low), c.t);
}
BOTEC_INLINE double exp_full(Sum x) {
  const Reduced c = reduced(bounded(x.high, -746.0, 710.0));
  return scaled(exp_of_reduced(c.r + (magnitude(x.high) < 746.0 ? x.low : 0.0)), c.t);
}

// Everything: x and y at their worst. Zeros, infinities and NaN have exact answers, which the C library knows.
[[gnu::noinline]] double pow_full(double x, double y) {
  if (!((magnitude(x) > 0) & (magnitude(x) < infinity) & (magnitude(y) < infinity))) return libm::pow_of(x, y);
  const double r = exp_full(times(log_in_two(split(magnitude(x))), bounded(y, -0x1p64, 0x1p64)));
  if (x > 0) return r;
  if (truncated(y) != y) return nan;
  return truncated(0.5 * y) == 0.5 * y ? r : -r;
}

// x normal and positive, and |y·log x| < 708 for sure: |log x| is at most (|e| + 1)·ln 2.
BOTEC_INLINE Word pow_is_rare(double x, double y) {
  const double e = real((bits(x) >> 52) | bits(0x1p52)) - (0x1p52 + 1023.0);  // wrong only for what is rare anyway
  return log_is_rare(x) | beyond(y * (magnitude(e) + 1.0), 1020.0);
}

// In three passes, each short enough that the processor sees several elements at once.
void pow(double* out, const double* a, const double* b, std::size_t n) {
  constexpr std::size_t chunk = 128;
  for (std::size_t begin = 0; begin < n; begin += chunk) {
    const std::size_t size = smaller(chunk, n - begin);
    const double* x = a + begin;
    const double* y = b + begin;
    double* result = out + begin;
    Word any = 0, differing = 0;
    for (std::size_t i = 0; i < size; ++i) {
      any |= pow_is_rare(x[i], y[i]);
      differing |= bits(x[i]) ^ bits(x[0]);
    }
    if (top(any)) {
      for (std::size_t i = 0; i < size; ++i) result[i] = pow_full(x[i], y[i]);
      continue;
    }
    double high[chunk];
    double low[chunk];
    if (differing == 0) {   // growth by a constant factor: one logarithm will do
      const Sum base = log_in_two(split(x[0], 1023.0));
      for (std::size_t i = 0; i < size; ++i) {
        const Sum log = times(base, y[i]);
        high[i] = log.high;
        low[i] = log.low;
      }
    } else {
      for (std::size_t i = 0; i < size; ++i) {
        const Sum log = times(log_in_two(split(x[i], 1023.0)), y[i]);
        high[i] = log.high;
        low[i] = log.low;
      }
    }
    for (std::size_t i = 0; i < size; ++i) result[i] = exp_fast(Sum{high[i], low[i]});
  }
}

// The logarithm as a sum of two doubles once more, within 2^-57: enough for small powers, for half of the work.
BOTEC_INLINE Sum log_nearly_in_two(Split x) {
  const double s = x.f / (2.0 + x.f);
  const double z = s * s;
  const double half = 0.5 * x.f;
  const double square = half * x.f;
  const double tail = s * fma(z, polynomial(z, log_terms), square) - fma(half, x.f, -square);
  const double rest = x.f - square;
  const double near = rest + tail;
  const double near_low = ((x.f - rest) - square) + ((rest - near) + tail);
  const double whole = x.e * ln2_short;
  const double high = whole + near;
  return {high, ((whole - high) + near) + fma(x.e, ln2_short_rest, near_low)};
}
constexpr double small_power = 4;   // up to which that adds a quarter of a unit to the error

BOTEC_INLINE double small_power_of(double x, double y) { return exp_fast(times(log_nearly_in_two(split(x, 1023.0)), y)); }

[[gnu::noinline]] void pow_small_edges(double* out, const double* a, double y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = top(pow_is_rare(a[i], y)) ? pow_full(a[i], y) : small_power_of(a[i], y);
}

void pow_constant(double* out, const double* a, double y, std::size_t n) {
  if (y == 2.0) return binary<mul_of>(out, a, a, n);
  if (y == -1.0) {
    BOTEC_INDEPENDENT
    for (std::size_t i = 0; i < n; ++i) out[i] = 1.0 / a[i];
    return;
  }
  constexpr std::size_t chunk = 128;
  double power[chunk];
  for (std::size_t i = 0; i < chunk; ++i) power[i] = y;
  for (std::size_t begin = 0; begin < n; begin += chunk) {
    const std::size_t size = smaller(chunk, n - begin);
    const double* x = a + begin;
    double* result = out + begin;
    if (!(magnitude(y) <= small_power)) {
      pow(result, x, power, size);
      continue;
    }
    Word any = 0;
    for (std::size_t i = 0; i < size; ++i) any |= pow_is_rare(x[i], y);
    if (top(any)) {
      pow_small_edges(result, x, y, size);
      continue;
    }
    double high[chunk], low[chunk];   // in two passes, as for pow
    for (std::size_t i = 0; i < size; ++i) {
      const Sum log = times(log_nearly_in_two(split(x[i], 1023.0)), y);
      high[i] = log.high;
      low[i] = log.low;
    }
    for (std::size_t i = 0; i < size; ++i) result[i] = exp_fast(Sum{high[i], low[i]});
  }
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
