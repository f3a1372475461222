// Polynomials over cells of (0, 1), one cache line each: found from the bits of a draw alone, loaded whole and transposed.
#pragma once

#include "kernels/body/segments.h"

namespace botec::kernels::BOTEC_KERNEL_ISA {
namespace {

constexpr int place_bits = __builtin_ctz(CellTable::per_octave);
constexpr std::size_t cell_doubles = sizeof(Cell) / sizeof(double);
constexpr Word first_place = (__builtin_bit_cast(Word, 0.5) >> (52 - place_bits)) - CellTable::octaves * CellTable::per_octave;
constexpr double lowest_cell = __builtin_bit_cast(double, first_place << (52 - place_bits));
constexpr Word fraction_bits = 0xFFFFFFFFFFFFF;   // of a mantissa

BOTEC_INLINE void find_cells(Word* place, const double* u) {
  for (std::size_t i = 0; i < segment_chunk; i += width) {
    const Lanes base = group_at(u + i), p = nearer(base);
    // One less, so that an octave's end belongs to it. Cell 0 has no answer, for what is too far out.
    Integers cell = ((Integers(p) - 1) >> (52 - place_bits)) - first_place + 1;
    cell = (cell + (Integers(base > all(0.5)) & CellTable::half)) & Integers(p > all(lowest_cell));
    cell <<= __builtin_ctz(cell_doubles);
    __builtin_memcpy(place + i, &cell, sizeof cell);
  }
}

// Where in its cell p lies, from -1/2 up to 1/2.
BOTEC_INLINE Lanes within_cell(Lanes p) {
  const Integers rest = ((Integers(p) - 1) << place_bits) & fraction_bits;
  return Lanes(rest | one_bits) - all(1.5);
}

BOTEC_INLINE Lanes draws_of_cells(Lanes u, const double* cells, const Word* place) {
  Lanes c[cell_doubles];
  load_columns(c, cells, place);
  const Lanes s = within_cell(nearer(u)), s2 = s * s;
  const Lanes even = (c[6] * s2 + c[4]) * s2 + c[2], odd = (c[7] * s2 + c[5]) * s2 + c[3];
  return c[0] + (s * c[1] + s2 * (even + s * odd));
}

bool cell_draws(double* out, const double* u, const CellTable& table, std::size_t n) {
  const double* const cells = table.cells->c.data();
  Word place[segment_chunk];
  Lanes doubt = {};   // becomes NaN with the first draw that is not finite
  for (std::size_t i = 0; i < n; i += segment_chunk) {
    double rest[segment_chunk], drawn[segment_chunk];   // where fewer are left
    const bool whole = i + segment_chunk <= n;
    for (std::size_t k = 0; !whole && k < segment_chunk; ++k) rest[k] = u[i + k < n ? i + k : i];
    const double* const from = whole ? u + i : rest;
    double* const to = whole ? out + i : drawn;
    find_cells(place, from);
    for (std::size_t k = 0; k < segment_chunk; k += width) {
      const Lanes x = draws_of_cells(group_at(from + k), cells, place + k);
      doubt += x - x;
      *reinterpret_cast<LanesInMemory*>(to + k) = x;
    }
    for (std::size_t k = 0; !whole && i + k < n; ++k) out[i + k] = drawn[k];
  }
  double any = 0;
  for (std::size_t k = 0; k < width; ++k) any += doubt[k];
  return any == 0;
}

}  // namespace
}  // namespace botec::kernels::BOTEC_KERNEL_ISA
