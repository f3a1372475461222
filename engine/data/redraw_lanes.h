// Redrawn rows of 64 trials side by side, one lane a trial, once for each instruction set.
// Place: under resampler*.cpp. Promise: a lane is worked out from its own counts alone, to the same bits on every instruction set.
// Threads: pure.
#pragma once

#include <cstddef>
#include <cstdint>

namespace botec::redraw {

inline constexpr std::size_t lanes = 64;
// More rows are redrawn one trial at a time: their counts would not stay near the processor. That a row is taken more than 255 times,
// as a byte can tell, has a probability below 1/256!, or 1e-506.
inline constexpr std::size_t most_rows = 4096;

inline constexpr std::size_t stretches = 8, marks = 2 * stretches + 1;   // on either side of the middle

// How often each row was taken, `lanes` bytes a row, and what to weigh with it.
struct PairWeights {
  const std::uint8_t* counts;
  std::size_t rows;
  const std::uint16_t* partners;   // of row i those in [begin[i], begin[i + 1])
  const std::uint32_t* begin;
  const std::uint32_t* group;      // number of each row's x among the different ones, rising
  const std::uint16_t* around;     // two rows of each pair around the middle, 2 · stretches · pairs of them
  std::size_t pairs;               // of a stretch; 0 of more than 255 rows
  std::uint32_t* weight;           // out, lanes of each mark: Σ count · count of the pairs before it; marks are stretches apart, and the
                                   // rows and their partners make the pairs before the middle one
  std::uint32_t* same;             // out: Σ (count of a group)²
};

// Rows of different x in the order of x, those of one x together: of group g they are [begin[g], begin[g + 1]).
struct Regimes {
  const std::uint8_t* counts;
  std::size_t groups;
  const std::uint32_t* begin;
  const double* x;                 // of each group, from the centre
  const double* y;                 // of each row, from the fitted line
  double fewest;                   // different x on each side
  double* work;                    // room for regimes_work(groups)
  // Out, a lane each; change is NaN where there is none.
  double *change, *level, *slope, *level_before, *slope_before;
  double* squares;                 // null: not wanted
};

// Sums of redrawn rows about the centre and the fitted line → lines as differences from that; spread is 0 where there is none.
struct Sums {
  const double *x, *y, *xx, *xy;
  const double* yy;                // null: squares are not wanted
  double rows, least_spread;
  double *level, *slope, *squares, *spread;
};

// The sums of 8 trials at a time, from their words. Rows are looked up in registers, which only the widest vectors have room for.
struct RowSums {
  const std::uint64_t* words;      // of trial t from words + t · stride on; stride is a multiple of 8
  std::size_t stride, rows;
  const double *x, *y;             // of each row about the centre and the fitted line, with room for a multiple of 16
  bool noisy;                      // a word is a row and its noise, shift + scale · its lower half; else two rows
  double shift, scale;
  double *x_sum, *y_sum, *xx_sum, *xy_sum, *yy_sum;
};
inline constexpr std::size_t most_summed = 96;

constexpr std::size_t regimes_work(std::size_t groups) { return groups * 3 * 8; }

struct Table {
  void (*weigh_pairs)(const PairWeights& pairs);
  void (*split)(const Regimes& regimes);
  void (*lines)(const Sums& sums);
  void (*sum_rows)(const RowSums& rows);   // null where there is nothing to gain; of up to most_summed rows
};

namespace baseline { extern const Table table; }
namespace avx2 { extern const Table table; }
namespace avx512 { extern const Table table; }

// As wide as the kernels in use.
const Table& active();

}  // namespace botec::redraw
