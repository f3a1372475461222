// The values of options as people write them: 1e6, 1M, 1_000_000, 0.1%, 90%.
// Place: text → cli. Threads: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace botec {

// A whole number from 1 to 2^53, so that it is exact as a double: 1000, 1_000_000, 1e6, 1.5M.
std::optional<std::uint64_t> read_count(std::string_view text);

// Digits alone, for seeds: any 64-bit number.
std::optional<std::uint64_t> read_seed(std::string_view text);

// A number strictly between 0 and 1: 0.9, 90%.
std::optional<double> read_fraction(std::string_view text);

}  // namespace botec
