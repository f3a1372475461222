// Loops for functions with rare arguments: a chunk is computed without branches, and only where one of its arguments was
// rare is it walked again. An element's value depends on its own argument alone, never on its neighbours.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

// Elements between two looks for rare arguments: long enough to keep the loop full, short enough that the 0.2% of rare
// quantiles leave most chunks alone (measured: 64 is 8% faster than 512 for normal_quantile).
constexpr std::size_t chunk = 64;

BOTEC_INLINE std::size_t chunk_end(std::size_t begin, std::size_t n) { return n - begin < chunk ? n : begin + chunk; }

template <double (*Common)(double), bool (*Rare)(double), double (*Slow)(double)>
void unary_with_rare(double* out, const double* a, std::size_t n) {
  for (std::size_t begin = 0; begin < n; begin += chunk) {
    const std::size_t size = chunk_end(begin, n) - begin;
    double result[chunk];
    Word any = 0;
    for (std::size_t i = 0; i < size; ++i) {
      result[i] = Common(a[begin + i]);
      any |= Rare(a[begin + i]) ? Word{1} : Word{0};
    }
    if (any != 0)
      for (std::size_t i = 0; i < size; ++i)
        if (Rare(a[begin + i])) result[i] = Slow(a[begin + i]);
    for (std::size_t i = 0; i < size; ++i) out[begin + i] = result[i];
  }
}

template <double (*Common)(double, double), bool (*Rare)(double, double), double (*Slow)(double, double)>
void binary_with_rare(double* out, const double* a, const double* b, std::size_t n) {
  for (std::size_t begin = 0; begin < n; begin += chunk) {
    const std::size_t size = chunk_end(begin, n) - begin;
    double result[chunk];
    Word any = 0;
    for (std::size_t i = 0; i < size; ++i) {
      result[i] = Common(a[begin + i], b[begin + i]);
      any |= Rare(a[begin + i], b[begin + i]) ? Word{1} : Word{0};
    }
    if (any != 0)
      for (std::size_t i = 0; i < size; ++i)
        if (Rare(a[begin + i], b[begin + i])) result[i] = Slow(a[begin + i], b[begin + i]);
    for (std::size_t i = 0; i < size; ++i) out[begin + i] = result[i];
  }
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
