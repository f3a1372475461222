// What the block quantiles of the families share. Threads: pure functions on the caller's memory.
#pragma once

#include <algorithm>
#include <cstddef>

#include "kernels/kernels.h"

namespace botec {

// Calls f(base, out, n) for pieces no longer than a block, so that f can keep what it needs in a fixed array.
template <class F>
void in_pieces(const double* base, double* out, std::size_t n, F f) {
  for (std::size_t done = 0; done < n; done += kernels::block_size)
    f(base + done, out + done, std::min(kernels::block_size, n - done));
}

// Rounding may step over the end of a support by one place.
inline void keep_within(double* out, double low, double high, std::size_t n) {
  kernels::active().max_constant(out, out, low, n);
  kernels::active().min_constant(out, out, high, n);
}

// log(1 - u), the logarithm of the upper tail that u leaves.
inline void log_upper(const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  kernel.neg(out, u, n);
  kernel.log1p(out, out, n);
}

// The smaller of u and 1 - u, for laws that are their own mirror image. Not in place.
inline void nearer_end(const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  kernel.linear(out, u, -1, 1, n);
  kernel.min(out, out, u, n);
}

}  // namespace botec
