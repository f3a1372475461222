// Loops for functions with rare arguments. A chunk is looked over first; the loop over a chunk without them has no branches
// and no selections for their sake. What an element becomes depends on its own argument alone, never on its neighbours.
#pragma once

#include "kernels/body/core.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

BOTEC_INLINE std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }

// A test for rare arguments answers in the top bit of a word, so that a chunk is tested by or-ing words: a comparison and
// a selection for each element would cost exp a sixth of its time.
using RareTest = Word (*)(double);
BOTEC_INLINE bool top(Word w) { return (w >> 63) != 0; }
// The top bit of limit - |x|: set for magnitudes above the limit, and for NaN.
BOTEC_INLINE Word beyond(double x, double limit) { return bits(limit) - (bits(x) & ~sign_bit); }

template <RareTest Rare>
BOTEC_INLINE bool any_rare(const double* a, std::size_t n) {
  Word any = 0;
#pragma GCC unroll 4
  for (std::size_t i = 0; i < n; ++i) any |= Rare(a[i]);
  return top(any);
}

// For functions whose full form, special cases and all, is a loop without branches too, and gives the same bits as the fast
// form wherever Rare does not hold: a chunk with a rare argument is computed by the full form.
template <double (*Fast)(double), RareTest Rare, double (*Full)(double)>
void fast_or_full(double* out, const double* a, std::size_t n) {
  for (std::size_t begin = 0; begin < n; begin += block_size) {
    const std::size_t size = smaller(block_size, n - begin);
    if (any_rare<Rare>(a + begin, size))
      unary<Full>(out + begin, a + begin, size);
    else
      unary<Fast>(out + begin, a + begin, size);
  }
}

// Calls Slow for the rare ones of at most 64 arguments.
template <RareTest Rare, double (*Slow)(double)>
void recompute(double* out, const double* a, std::size_t n) {
  std::size_t places[64];  // listed without a branch that nobody could predict
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i) {
    places[count] = i;
    count += Rare(a[i]) >> 63;
  }
  for (std::size_t k = 0; k < count; ++k) out[places[k]] = Slow(a[places[k]]);
}

// For functions whose rare arguments are worth a call each. 64 elements a chunk: long enough to keep the loop full, short
// enough that a few rare ones in a thousand leave most chunks alone (32 and 128 measure the same or worse).
template <double (*Common)(double), RareTest Rare, double (*Slow)(double)>
void common_or_slow(double* out, const double* a, std::size_t n) {
  constexpr std::size_t chunk = 64;
  for (std::size_t begin = 0; begin < n; begin += chunk) {
    const std::size_t size = smaller(chunk, n - begin);
    if (!any_rare<Rare>(a + begin, size)) {
      unary<Common>(out + begin, a + begin, size);
      continue;
    }
    double kept[chunk];  // out may be a
    for (std::size_t i = 0; i < size; ++i) kept[i] = a[begin + i];
    unary<Common>(out + begin, kept, size);
    recompute<Rare, Slow>(out + begin, kept, size);
  }
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
