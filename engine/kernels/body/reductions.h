// Sums in 32 lanes, element i in lane i mod 32, folded in one fixed order: the widest instruction set keeps the lanes in
// four registers, the narrowest in sixteen, and all of them add the same numbers in the same order.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

#if defined(__AVX512F__)
#define BOTEC_LANE_BYTES 64
#elif defined(__AVX__)
#define BOTEC_LANE_BYTES 32
#else
#define BOTEC_LANE_BYTES 16
#endif
using Lanes = double __attribute__((vector_size(BOTEC_LANE_BYTES)));
using LanesInMemory = double __attribute__((vector_size(BOTEC_LANE_BYTES), aligned(8), may_alias));
constexpr std::size_t lane_count = 32;
constexpr std::size_t width = BOTEC_LANE_BYTES / sizeof(double);
constexpr std::size_t registers = lane_count / width;

BOTEC_INLINE double folded(const double (&lane)[lane_count]) {
  double sum[lane_count];
  for (std::size_t i = 0; i < lane_count; ++i) sum[i] = lane[i];
  for (std::size_t half = lane_count / 2; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) sum[i] += sum[i + half];
  return sum[0];
}

// Σ term(a[i], b[i]), where Term is given both for one element and for a register of them.
template <class Term>
BOTEC_INLINE double lane_sum(const double* a, const double* b, std::size_t n, Term term) {
  Lanes sums[registers] = {};
  std::size_t i = 0;
  for (; i + lane_count <= n; i += lane_count) {
    const auto* x = reinterpret_cast<const LanesInMemory*>(a + i);
    const auto* y = reinterpret_cast<const LanesInMemory*>(b + i);
#pragma GCC unroll 16
    for (std::size_t k = 0; k < registers; ++k) sums[k] += term(Lanes(x[k]), Lanes(y[k]));
  }
  double lane[lane_count];
#pragma GCC unroll 32
  for (std::size_t k = 0; k < lane_count; ++k) lane[k] = sums[k / width][k % width];
  for (std::size_t k = 0; i + k < n; ++k) lane[k] += term(a[i + k], b[i + k]);
  return folded(lane);
}

double sum(const double* a, std::size_t n) {
  return lane_sum(a, a, n, [](auto x, auto) __attribute__((always_inline)) { return x; });
}
double sum_squares(const double* a, double centre, std::size_t n) {
  return lane_sum(a, a, n, [centre](auto x, auto) __attribute__((always_inline)) {
    const auto d = x - centre;
    return d * d;
  });
}
double sum_products(const double* a, double centre_a, const double* b, double centre_b, std::size_t n) {
  return lane_sum(a, b, n, [centre_a, centre_b](auto x, auto y) __attribute__((always_inline)) {
    return (x - centre_a) * (y - centre_b);
  });
}

// Eight lanes: with six accumulators more of them would not fit the registers of AVX2.
void add_powers(const double* a, double scale, double centre, std::size_t n, PowerSums* sums) {
  constexpr std::size_t lanes = 8, parts = lanes / width;
  Lanes sum1[parts] = {}, sum2[parts] = {}, sum3[parts] = {}, sum4[parts] = {}, low[parts], high[parts];
  for (std::size_t k = 0; k < parts; ++k) {
    low[k] = Lanes{} + infinity;
    high[k] = Lanes{} - infinity;
  }
  const auto add = [&](std::size_t k, Lanes x) __attribute__((always_inline)) {
    const Lanes d = x * scale - centre;   // scale is a power of two, so that a fused product would give the same
    const Lanes d2 = d * d;
    sum1[k] += d;
    sum2[k] += d2;
    sum3[k] += d2 * d;
    sum4[k] += d2 * d2;
    low[k] = x < low[k] ? x : low[k];
    high[k] = x > high[k] ? x : high[k];
  };
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
#pragma GCC unroll 8
    for (std::size_t k = 0; k < parts; ++k) add(k, *reinterpret_cast<const LanesInMemory*>(a + i + k * width));
  }
  double lane[6][lanes];
  const auto store = [&](double (&to)[lanes], const Lanes (&from)[parts]) __attribute__((always_inline)) {
#pragma GCC unroll 8
    for (std::size_t k = 0; k < lanes; ++k) to[k] = from[k / width][k % width];
  };
  store(lane[0], sum1);
  store(lane[1], sum2);
  store(lane[2], sum3);
  store(lane[3], sum4);
  store(lane[4], low);
  store(lane[5], high);
  for (std::size_t k = 0; i + k < n; ++k) {
    const double x = a[i + k], d = x * scale - centre, d2 = d * d;
    lane[0][k] += d;
    lane[1][k] += d2;
    lane[2][k] += d2 * d;
    lane[3][k] += d2 * d2;
    lane[4][k] = x < lane[4][k] ? x : lane[4][k];
    lane[5][k] = x > lane[5][k] ? x : lane[5][k];
  }
  double* const total[] = {&sums->first, &sums->second, &sums->third, &sums->fourth};
  for (std::size_t s = 0; s < 4; ++s) {
    const auto& l = lane[s];
    *total[s] += ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
  }
  for (std::size_t k = 0; k < lanes; ++k) {
    sums->minimum = lane[4][k] < sums->minimum ? lane[4][k] : sums->minimum;
    sums->maximum = lane[5][k] > sums->maximum ? lane[5][k] : sums->maximum;
  }
}

// x - x is 0 for a finite x and NaN otherwise.
bool all_finite(const double* a, std::size_t n) {
  Word bad = 0;
  for (std::size_t i = 0; i < n; ++i) bad |= bits(a[i] - a[i]);
  return (bad & 0x7FF0000000000000) == 0;
}

// Values between two bounds are rare where this is used, so groups are first only counted, which vectorises, and looked
// through one by one when they hold some.
std::size_t take_between(double* out, const double* a, std::size_t n, double low, double high, std::size_t* below) {
  constexpr std::size_t group = 32;
  std::size_t taken = 0, under = 0;
  std::size_t i = 0;
  for (; i + group <= n; i += group) {
    Word less = 0, inside = 0;
    for (std::size_t k = 0; k < group; ++k) {
      less += a[i + k] < low ? 1 : 0;
      inside += (a[i + k] >= low) & (a[i + k] <= high) ? 1 : 0;
    }
    under += less;
    if (out == nullptr) taken += inside;
    if (inside == 0 || out == nullptr) continue;
    for (std::size_t k = 0; k < group; ++k) {
      out[taken] = a[i + k];
      taken += (a[i + k] >= low) & (a[i + k] <= high) ? 1 : 0;
    }
  }
  for (; i < n; ++i) {
    under += a[i] < low ? 1 : 0;
    if (out != nullptr) out[taken] = a[i];
    taken += (a[i] >= low) & (a[i] <= high) ? 1 : 0;
  }
  *below = under;
  return taken;
}

// Adding 0 makes a zero positive, whose sign would depend on the order of comparisons.
void extremes(const double* a, std::size_t n, double* minimum, double* maximum) {
  double low = a[0], high = a[0];
  double lows[lane_count], highs[lane_count];
  std::size_t i = 0;
  if (n >= lane_count) {
    for (std::size_t k = 0; k < lane_count; ++k) lows[k] = highs[k] = a[k];
    for (; i + lane_count <= n; i += lane_count)
      for (std::size_t k = 0; k < lane_count; ++k) {
        lows[k] = a[i + k] < lows[k] ? a[i + k] : lows[k];
        highs[k] = a[i + k] > highs[k] ? a[i + k] : highs[k];
      }
    for (std::size_t k = 0; k < lane_count; ++k) {
      low = lows[k] < low ? lows[k] : low;
      high = highs[k] > high ? highs[k] : high;
    }
  }
  for (; i < n; ++i) {
    low = a[i] < low ? a[i] : low;
    high = a[i] > high ? a[i] : high;
  }
  *minimum = low + 0.0;
  *maximum = high + 0.0;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
