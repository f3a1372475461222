// Polynomials over pieces of (0, 1): the pieces of a group of draws are loaded whole and transposed, because a piece is two
// cache lines, and sixteen gathers cost more than sixteen loads and their shuffles.
#pragma once

#include <utility>

#include "kernels/body/reductions.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

using Integers = Word __attribute__((vector_size(BOTEC_LANE_BYTES)));
using Places = std::make_index_sequence<width>;

BOTEC_INLINE Lanes all(double x) { return x - Lanes{}; }

// A step of transposing: between row a and row b, which stands Step below, what lies beside the diagonal changes places.
template <std::size_t Step, std::size_t... K>
BOTEC_INLINE void exchange(Lanes& a, Lanes& b, std::index_sequence<K...>) {
  const Lanes upper = __builtin_shufflevector(a, b, ((K & Step) == 0 ? K : width + K - Step)...);
  b = __builtin_shufflevector(a, b, ((K & Step) == 0 ? K + Step : width + K)...);
  a = upper;
}

template <std::size_t Step = 1>
BOTEC_INLINE void transpose(Lanes (&row)[width]) {
  if constexpr (Step < width) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < width; ++i)
      if ((i & Step) == 0) exchange<Step>(row[i], row[i + Step], Places{});
    transpose<2 * Step>(row);
  }
}

constexpr std::size_t segment_doubles = sizeof(Segment) / sizeof(double);
constexpr int cell_shift = 52 - __builtin_ctz(SegmentTable::cells_per_octave);
constexpr Word first_cell = (__builtin_bit_cast(Word, 0.5) >> cell_shift) - SegmentTable::cells;   // of the lower half
constexpr double lowest = __builtin_bit_cast(double, first_cell << cell_shift);

// Even and odd powers apart: half of the chain of dependent steps. The constant comes last, so that where x is large beside
// its changes the sum is rounded once and draws do not fall. T: one draw, or a register of them.
template <class T, class At>
BOTEC_INLINE T segment_value(T p, At at) {
  const T s = (p - at(1)) * at(2), s2 = s * s;
  const T even = (((at(14) * s2 + at(12)) * s2 + at(10)) * s2 + at(8)) * s2 + at(6);
  const T odd = (((at(15) * s2 + at(13)) * s2 + at(11)) * s2 + at(9)) * s2 + at(7);
  return at(4) + (s * at(5) + s2 * (even + s * odd));
}

// One draw, stepping on from the cell's first segment.
double segment_draw(double u, const SegmentTable& table) {
  const double p = u < 1 - u ? u : 1 - u;   // 1 - u is exact where it is the smaller one
  if (!(p > lowest)) return nan;
  const double* segment = &table.segments->last + table.guide[((bits(p) - 1) >> cell_shift) - first_cell + (u > 0.5 ? SegmentTable::cells : 0)];
  while (p > segment[0]) segment += segment_doubles;
  return segment_value(p, [segment](std::size_t k) __attribute__((always_inline)) { return segment[k]; });
}

BOTEC_INLINE Lanes group_at(const double* p) { return *reinterpret_cast<const LanesInMemory*>(p); }
BOTEC_INLINE Lanes nearer(Lanes u) {
  const Lanes other = all(1) - u;
  return u < other ? u : other;
}

// Where the first segments of the cells of so many draws begin. In passes of their own, so that waiting for one draw's guide
// does not hold up another's arithmetic.
constexpr std::size_t segment_chunk = 64;
BOTEC_INLINE void find_segments(Word* place, const double* u, const std::uint32_t* guide) {
  for (std::size_t i = 0; i < segment_chunk; i += width) {
    const Lanes base = group_at(u + i), p = nearer(base);
    Integers cell = ((Integers(p) - 1) >> cell_shift) - first_cell;
    cell = (cell + (Integers(base > all(0.5)) & SegmentTable::cells)) & Integers(p > all(lowest));   // outside: the first cell
    __builtin_memcpy(place + i, &cell, sizeof cell);
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < segment_chunk; ++i) place[i] = guide[place[i]];
}

// Rows of doubles from `width` places, as columns.
template <std::size_t Count>
BOTEC_INLINE void load_columns(Lanes (&column)[Count], const double* rows_at, const Word* place) {
#pragma GCC unroll 8
  for (std::size_t group = 0; group < Count; group += width) {
    Lanes rows[width];
#pragma GCC unroll 8
    for (std::size_t k = 0; k < width; ++k) rows[k] = group_at(rows_at + place[k] + group);
    transpose(rows);
#pragma GCC unroll 8
    for (std::size_t k = 0; k < width; ++k) column[group + k] = rows[k];
  }
}

// A group of draws from those segments; NaN where that is not the right one.
BOTEC_INLINE Lanes first_segment_draws(Lanes u, const double* segments, const Word* place) {
  const Lanes p = nearer(u);
  Lanes column[segment_doubles];
  load_columns(column, segments, place);
  const Lanes x = segment_value(p, [&column](std::size_t k) __attribute__((always_inline)) { return column[k]; });
  return (Integers(p > all(lowest)) & Integers(p <= column[0])) != 0 ? x : all(nan);
}

bool segment_draws(double* out, const double* u, const SegmentTable& table, std::size_t n) {
  const double* const segments = &table.segments->last;
  Word place[segment_chunk];
  Lanes doubt = {};   // becomes NaN with the first draw that is not finite
  std::size_t i = 0;
  for (; i + segment_chunk <= n; i += segment_chunk) {
    find_segments(place, u + i, table.guide);
    for (std::size_t k = 0; k < segment_chunk; k += width) {
      const Lanes x = first_segment_draws(group_at(u + i + k), segments, place + k);
      doubt += x - x;
      *reinterpret_cast<LanesInMemory*>(out + i + k) = x;
    }
  }
  double any = 0;
  for (std::size_t k = 0; k < width; ++k) any += doubt[k];
  const std::size_t settled = any == 0 ? i : 0;
  for (; i < n; ++i) out[i] = nan;
  any = 0;
  for (std::size_t k = settled; k < n; ++k) {
    if (out[k] != out[k]) out[k] = segment_draw(u[k], table);
    any += out[k] - out[k];
  }
  return any == 0;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
