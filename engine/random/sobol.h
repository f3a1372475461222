// Direction numbers of the Sobol' sequence, and their scrambling.
// Place: inside random. Threads: functions without state.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace botec {

inline constexpr unsigned sobol_bits = 64;

// What one dimension adds to a point for each set bit of its number: bit j of the number adds directions[j], as 64-bit
// binary fractions.
using Directions = std::vector<std::uint64_t>;

std::uint32_t sobol_table_dimensions();

// The directions of Joe and Kuo (2008) for dimensions 0 … dimensions-1 and the first `bits` bits, from Boost.Random's
// generator: dimensions × bits words, a dimension's together. dimensions <= sobol_table_dimensions(), bits <= sobol_bits.
std::vector<std::uint64_t> sobol_directions(std::uint32_t dimensions, unsigned bits);

// Random linear scrambling (Matoušek, "On the L2-discrepancy for anchored boxes", 1998): each direction, as a column of bits
// from the highest down, is multiplied by a lower-triangular matrix with ones on the diagonal and the bits of `rows`
// (64 random words) below it. Nets stay nets.
void scramble(std::span<std::uint64_t> directions, std::span<const std::uint64_t> rows);

}  // namespace botec
