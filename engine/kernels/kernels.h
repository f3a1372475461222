// Arithmetic on blocks of doubles: the only face of kernels/ that the rest of the engine sees.
// Place: below everything that computes. Promise: every kernel gives the same bits on every instruction set (a NaN is a NaN;
// its sign and payload are not promised), works for any n, and `out` may be any of the arguments (but not overlap one partly).
// Threads: tables are constant; kernels touch nothing but their arguments.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace botec::kernels {

// Doubles in a block, the unit of arithmetic: eight registers of 4 KiB fit a 48 KiB first-level cache, and block
// interpretation is fastest, and flat, between 256 and 1024.
inline constexpr std::size_t block_size = 512;

using Unary = void (*)(double* out, const double* a, std::size_t n);
using Binary = void (*)(double* out, const double* a, const double* b, std::size_t n);
using Ternary = void (*)(double* out, const double* a, const double* b, const double* c, std::size_t n);
using WithConstant = void (*)(double* out, const double* a, double constant, std::size_t n);
using Linear = void (*)(double* out, const double* a, double scale, double shift, std::size_t n);

// A keyed permutation of 0, 1, …, count-1 with random access (see random/permutation.h, which fills it in).
struct Permutation {
  static constexpr std::size_t rounds = 6;  // even
  std::uint64_t count = 1;   // up to 2^40
  std::uint64_t left = 1;    // numbers are cells of a grid of left × right >= count
  std::uint64_t right = 1;
  std::uint64_t keys[rounds] = {};
};

// A uniform law: low + width·u, up to high where rounding would step over it.
struct UniformLaw {
  double low, high, width;
};

// A triangular law: low + left·√u up to u = below, from there on high + right·√(1-u); right is negative.
struct Triangular {
  double below, low, high, left, right;
};

// A function of a uniform as polynomials over pieces of (0, 1): each half is counted from its own end, p = u or p = 1 - u, and
// cut into cells of equal width within each octave of p (distributions/quantile_table.h fills it in).
struct alignas(64) Segment {
  double last = 0;                   // it serves p up to and including this; the segments of a half stand in order
  double centre = 0, inverse = 0;    // s = (p - centre)·inverse lies in [-1, 1]
  double unused = 0;
  std::array<double, 12> c{};        // powers of s; NaN where the table has no answer
};
struct SegmentTable {
  static constexpr int octaves = 53, cells_per_octave = 64;   // down from 1/2
  static constexpr std::size_t cells = std::size_t{octaves} * cells_per_octave;   // of one half
  const Segment* segments = nullptr;
  const std::uint32_t* guide = nullptr;   // where the first segment of each cell begins, in doubles; the upper half follows the lower one
};

// The same, coarser and faster, of a power of two of cells an octave, each with a polynomial of its own.
struct alignas(64) Cell {
  std::array<double, 8> c{};         // powers of s in [-1/2, 1/2], which runs from end to end; NaN where there is no answer
};
struct CellTable {
  static constexpr int octaves = 16, per_octave = 16;   // down from 1/2
  static constexpr std::size_t half = std::size_t{octaves} * per_octave;   // cells of one half
  const Cell* cells = nullptr;       // one without an answer, for what lies further out; then the lower half from the outside in, and the upper one
};

// Sums of powers of scale·a - centre, and the extremes of a.
struct PowerSums {
  double first = 0, second = 0, third = 0, fourth = 0;
  double minimum = __builtin_inf(), maximum = -__builtin_inf();
};

// A map of finite doubles to classes 0 … last that never falls, even in the value or, roughly, in its logarithm.
struct Classes {
  static constexpr std::int16_t last = 32767;
  bool logarithmic = false;
  double origin = 0, scale = 0;   // class (a - origin)·scale, cut to whole
  std::int32_t base = 0;          // logarithmic: how far the upper half of the bits is above this,
  int shift = 0;                  // in steps of 2^shift
};

// Brackets as the classes of their ends, both included.
struct Sieve {
  static constexpr std::size_t most = 32;
  Classes classes;
  std::size_t count = 0;
  std::int16_t low[most] = {}, high[most] = {};
};

// All kernels of one instruction set. Errors in ULP stand in kernels/accuracy.h.
struct Table {
  std::string_view isa;  // "baseline", "avx2", "avx512"

  // Arithmetic. sqrt, + - * / are correctly rounded; floor, ceil, round (half away from zero), neg, abs are exact.
  // sign is -1, 0 or 1 (a zero keeps its sign, NaN stays NaN). min and max: a NaN wins; min(-0, 0) is -0, max is 0.
  Binary add, sub, mul, div, min, max;
  Unary neg, abs, sign, floor, ceil, round, sqrt;
  WithConstant add_constant, multiply_constant, min_constant, max_constant;   // bit for bit as with a block of the constant
  Linear linear;      // shift + scale·a, rounded once
  void (*add_multiple)(double* out, const double* a, double factor, std::size_t n);   // out += factor·a, rounded once
  void (*fill)(double* out, double value, std::size_t n);

  // Conditions are 1.0 and 0.0. A comparison with NaN is 0, except ne, which is 1.
  Binary eq, ne, lt, le, gt, ge, logical_and, logical_or;
  Unary logical_not;
  Ternary select;     // where a is not 0 take b, elsewhere c
  Ternary clamp;      // min(max(a, b), c): a NaN wins, and the upper bound where the bounds cross

  // Elementary functions, with the special cases of <cmath>.
  Unary exp, exp2, expm1, log, log2, log10, log1p;
  Binary pow;
  WithConstant pow_constant;   // the same to a unit of rounding; squares and reciprocals are rounded correctly
  Linear exp_linear;  // exp(shift + scale·a): bit for bit exp of linear
  Linear exp2_linear; // 2^(shift + scale·a), which must lie between 2^-1020 and 2^1020: bit for bit exp2 of linear, unchecked
  Unary sin, cos, tan, asin, acos, atan;
  Binary atan2;       // (y, x)
  Unary erf, lgamma;  // lgamma is log|Γ|
  Unary normal_cdf, normal_quantile;  // standard normal; the quantile of 0 and 1 is ∓∞, outside [0, 1] NaN

  // Reductions in a fixed order of 32 lanes, so that their bits depend on n alone.
  bool (*all_finite)(const double* a, std::size_t n);
  // Copies the values in [low, high], in order, to `out` (room for n; null: counts only) and returns how many; *below gets
  // how many are under low.
  std::size_t (*take_between)(double* out, const double* a, std::size_t n, double low, double high, std::size_t* below);
  void (*classify)(std::int16_t* out, const double* a, std::size_t n, const Classes& classes);
  // Copies those of n <= block_size finite values whose class is in some bracket, in order, with their classes, to `out` and
  // `out_classes` (room for block_size) and returns how many; adds to below[b] how many have a class under bracket b.
  std::size_t (*sift)(const double* a, std::size_t n, const Sieve& sieve, std::uint64_t* below, double* out, std::int16_t* out_classes);
  void (*add_powers)(const double* a, double scale, double centre, std::size_t n, PowerSums* sums);  // in 8 lanes
  void (*extremes)(const double* a, std::size_t n, double* minimum, double* maximum);  // of n > 0 finite values
  double (*sum)(const double* a, std::size_t n);
  double (*sum_squares)(const double* a, double centre, std::size_t n);  // Σ (a - centre)²
  double (*sum_products)(const double* a, double centre_a, const double* b, double centre_b, std::size_t n);

  // Random words: ARS-7 of the 128-bit counters (counter_low + i, counter_high) under the 128-bit key; words 2i and 2i+1
  // are the low and the high half of counter i. No carry into counter_high.
  void (*random_words)(std::uint64_t* out, std::uint64_t key_low, std::uint64_t key_high, std::uint64_t counter_low,
                       std::uint64_t counter_high, std::size_t n);
  // Uniforms in the open interval (0, 1): (w >> 12 + 1/2)·2^-52.
  void (*words_to_uniforms)(double* out, const std::uint64_t* words, std::size_t n);
  // Standard normals by Box and Muller: words k and k + n/2 give the radius and the angle of normals k and k + n/2. n is even.
  void (*words_to_normals)(double* out, const std::uint64_t* words, std::size_t n);
  // Uniforms of pattern[k] xor high: a digital net, block by block.
  void (*net_to_uniforms)(double* out, const std::uint64_t* pattern, std::uint64_t high, std::size_t n);
  // Latin hypercube: (permutation of (first + k) mod count, plus a jitter from words[k]) / count. count < 2^40.
  void (*strata_to_uniforms)(double* out, const Permutation& permutation, std::uint64_t first,
                             const std::uint64_t* words, std::size_t n);
  void (*uniform)(double* out, const double* u, const UniformLaw& law, std::size_t n);
  void (*triangular)(double* out, const double* u, const Triangular& law, std::size_t n);
  // The polynomials of the cells that uniforms fall into; out may not be u. False where a draw is not finite: NaN where the table
  // has no answer.
  bool (*cell_draws)(double* out, const double* u, const CellTable& table, std::size_t n);
  // The polynomials of the segments that uniforms fall into; out may not be u. False where a draw is not finite: NaN where the
  // table has no answer.
  bool (*segment_draws)(double* out, const double* u, const SegmentTable& table, std::size_t n);
};

// The table in use, chosen once: the best the CPU can run, or the one that the environment variable BOTEC_ISA names
// (baseline, avx2, avx512). A name that is unknown, or that this CPU cannot run, is refused and the best is used.
const Table& active();

// The value of BOTEC_ISA where it was refused, else empty: for the command line to warn about.
std::string_view refused_isa();

// All tables this CPU can run, the slowest first; baseline is always there.
std::span<const Table* const> available();

}  // namespace botec::kernels
