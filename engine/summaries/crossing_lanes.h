// What CrossingSample works out trial by trial, once for each instruction set.
// Place: under crossing_sample.cpp. Promise: a trial is worked out from its own numbers alone, to the same bits on every instruction
// set. Threads: pure functions on the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/kernels.h"

namespace botec::crossing {

// Sums of independent normals at each step: beside[k][t] = Σ load[k · count + i] · drawn[i · stride + t]. The stride is no power of two,
// or the same trial of all normals would go to the same few places of a cache.
inline constexpr std::size_t stride = kernels::block_size + 32;
struct Normals {
  const double* drawn;
  const double* load;
  std::size_t count, steps;
};

// Three steps in a row of a block of trials, the crossing at or before a part of the way from one of them to the next. Heights are
// logarithms times the sign, above the bound of the second of the two: height[i] + load[i]·c at the place c along the direction.
struct Between {
  std::size_t first = 0;         // of the two, among the three
  double load[3], bound[3];
  double plain[3];               // exp(bound)
  bool shared = false;           // all parts are the same
  alignas(64) double height[3][kernels::block_size];
  alignas(64) double part[kernels::block_size];
  alignas(64) double before[kernels::block_size];   // from where on the crossing is at or before the first of the two
};

struct Table {
  void (*add_normals)(const Normals& normals, double* const* beside, std::size_t n);
  // Where step k begins to hold, (level - beside) / load. Where that is before `earliest`, it is put there, and k into `first`.
  void (*begins)(double* own, double* earliest, std::uint16_t* first, const double* beside, double level, double load, std::uint16_t k, std::size_t n);
  // The crossing is at or before its place from `low` on, but for the places from `stretch` to `high`; false where those are never apart.
  bool (*between)(const Between& at, double* low, double* stretch, double* high, std::size_t n);
};

namespace baseline { extern const Table table; }
namespace avx2 { extern const Table table; }
namespace avx512 { extern const Table table; }

// As wide as the kernels in use.
const Table& active();

}  // namespace botec::crossing
