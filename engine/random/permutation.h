// A keyed pseudo-random permutation of 0 … count-1 with random access.
// Place: inside random; kernels::Table::strata_to_uniforms walks it. Threads: constant once made.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/kernels.h"

namespace botec {

// count from 1 to 2^40 - 1 (more is an error of ours, asserted); keys: kernels::Permutation::rounds random words.
// The numbers are laid out on a grid just large enough, left × right with right = ⌈√count⌉, and shuffled by adding hashes
// of one coordinate to the other (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002); cells beyond the
// last number are left by walking on. A grid instead of a power of two keeps those below one in √count.
kernels::Permutation make_permutation(std::uint64_t count, std::span<const std::uint64_t> keys);

}  // namespace botec
