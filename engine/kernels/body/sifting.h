// Which values of a block fall near some brackets, and how many fall below each: in classes of sixteen bits, of which a
// register holds four times as many as of doubles.
#pragma once

#include "kernels/body/rare.h"
#include "kernels/body/reductions.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

using Shorts = std::int16_t __attribute__((vector_size(BOTEC_LANE_BYTES), may_alias));
using UnsignedShorts = std::uint16_t __attribute__((vector_size(BOTEC_LANE_BYTES), may_alias));
using Steps = std::int32_t __attribute__((vector_size(BOTEC_LANE_BYTES / 2), aligned(4), may_alias));
constexpr std::size_t shorts = BOTEC_LANE_BYTES / sizeof(std::int16_t);
static_assert(block_size % shorts == 0);

BOTEC_INLINE std::int32_t larger_of(std::int32_t a, std::int32_t b) { return a > b ? a : b; }
BOTEC_INLINE std::int32_t smaller_of(std::int32_t a, std::int32_t b) { return a < b ? a : b; }

void classify(std::int16_t* out, const double* a, std::size_t n, const Classes& classes) {
  constexpr std::int32_t last = Classes::last;
  if (classes.logarithmic) {
    const std::int32_t base = classes.base;
    const int shift = classes.shift;
    for (std::size_t i = 0; i < n; ++i) {
      // The upper half of the bits, which grows with the value, once negative ones are turned round.
      const auto upper = static_cast<std::int32_t>(bits(a[i]) >> 32);
      const std::int32_t ordered = larger_of(upper ^ ((upper >> 31) & 0x7FFFFFFF), base);
      const auto steps = (static_cast<std::uint32_t>(ordered) - static_cast<std::uint32_t>(base)) >> shift;
      out[i] = static_cast<std::int16_t>(smaller_of(static_cast<std::int32_t>(steps), last));
    }
    return;
  }
  // In two steps, because g++ makes a tangle of conditions of a loop that bounds, converts and narrows at once.
  std::int32_t steps[block_size];
  for (std::size_t begin = 0; begin < n; begin += block_size) {
    const std::size_t size = smaller(block_size, n - begin);
    std::size_t i = 0;
    for (; i + width <= size; i += width) {
      const Lanes x = *reinterpret_cast<const LanesInMemory*>(a + begin + i);
      const Lanes even = (x - classes.origin) * classes.scale;
      const Lanes above = even > 0.0 ? even : Lanes{};
      const Lanes bounded_by_last = above < double{last} ? above : Lanes{} + double{last};
      *reinterpret_cast<Steps*>(steps + i) = __builtin_convertvector(bounded_by_last, Steps);
    }
    for (; i < size; ++i) {
      const double even = (a[begin + i] - classes.origin) * classes.scale;
      const double above = even > 0.0 ? even : 0.0;
      steps[i] = static_cast<std::int32_t>(above < last ? above : last);
    }
    for (i = 0; i < size; ++i) out[begin + i] = static_cast<std::int16_t>(steps[i]);
  }
}

// The sum of the counts in all lanes, which may be up to `block_size / shorts` each.
BOTEC_INLINE std::uint64_t total(const std::uint16_t* counts) {
  Word sum = 0;
#pragma GCC unroll 8
  for (std::size_t k = 0; k < shorts; k += 4) {
    Word four;
    __builtin_memcpy(&four, counts + k, sizeof four);
    sum += four;
  }
  return (sum * 0x0001000100010001) >> 48;
}

// Sets the sign of `outside` where no bracket is near and counts what is under each. Four registers of classes at a time
// stay in registers while the brackets go by.
BOTEC_INLINE void compare(const std::int16_t* place, std::size_t whole, const Sieve& sieve, std::uint64_t* below, std::int16_t* outside) {
  constexpr std::size_t together = 4;
  alignas(64) std::uint16_t under[Sieve::most][shorts];
  const std::size_t count = sieve.count;
  for (std::size_t b = 0; b < count; ++b) *reinterpret_cast<UnsignedShorts*>(under[b]) = UnsignedShorts{};
  for (std::size_t i = 0; i < whole; i += together * shorts) {
    Shorts x[together], flags[together];
#pragma GCC unroll 4
    for (std::size_t k = 0; k < together; ++k) {
      x[k] = *reinterpret_cast<const Shorts*>(place + i + k * shorts);
      flags[k] = Shorts{} - 1;
    }
    for (std::size_t b = 0; b < count; ++b) {
      const Shorts low = Shorts{} + sieve.low[b], high = Shorts{} + sieve.high[b];
      UnsignedShorts sum = *reinterpret_cast<const UnsignedShorts*>(under[b]);
#pragma GCC unroll 4
      for (std::size_t k = 0; k < together; ++k) {
        const Shorts from_low = x[k] - low;
        sum += reinterpret_cast<UnsignedShorts>(from_low) >> 15;
        flags[k] &= from_low | (high - x[k]);
      }
      *reinterpret_cast<UnsignedShorts*>(under[b]) = sum;
    }
#pragma GCC unroll 4
    for (std::size_t k = 0; k < together; ++k) *reinterpret_cast<Shorts*>(outside + i + k * shorts) = flags[k];
  }
  for (std::size_t b = 0; b < count; ++b) below[b] += total(under[b]);
}

// Bits 15, 31, 47 and 63 of four next to each other: a product that moves each of them to its place from bit 48 on.
BOTEC_INLINE Word four_bits(Word fifteenths) { return ((fifteenths >> 15) * 0x0001000200040008) >> 48 & 15; }

std::size_t sift(const double* a, std::size_t n, const Sieve& sieve, std::uint64_t* below, double* out, std::int16_t* out_classes) {
  constexpr std::size_t group = 4 * shorts;
  alignas(64) std::int16_t place[block_size];
  alignas(64) std::int16_t outside[block_size];
  static_assert(block_size % group == 0);
  classify(place, a, n, sieve.classes);
  const std::size_t whole = (n + group - 1) / group * group;
  for (std::size_t i = n; i < whole; ++i) place[i] = Classes::last;   // is below no bracket, and never looked at
  compare(place, whole, sieve, below, outside);
  std::size_t taken = 0;
  constexpr std::size_t look = 32;   // most groups of as many hold nothing
  constexpr Word signs = 0x8000800080008000;
  const auto four_at = [&](std::size_t i) __attribute__((always_inline)) {
    Word four;
    __builtin_memcpy(&four, outside + i, sizeof four);
    return four;
  };
  for (std::size_t begin = 0; begin < n; begin += look) {
    Word all = signs;
#pragma GCC unroll 8
    for (std::size_t i = begin; i < begin + look; i += 4) all &= four_at(i);
    if (all == signs) continue;
    Word near = 0;   // a bit for each of them
#pragma GCC unroll 8
    for (std::size_t k = 0; k < look; k += 4) near |= four_bits(~four_at(begin + k) & signs) << k;
    if (begin + look > n) near &= (Word{1} << (n - begin)) - 1;
    for (; near != 0; near &= near - 1) {
      const std::size_t k = begin + static_cast<std::size_t>(__builtin_ctzll(near));
      out[taken] = a[k];
      out_classes[taken++] = place[k];
    }
  }
  return taken;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
