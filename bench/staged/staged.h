// GOAT and deploy written by hand as passes of the kernels over blocks that stay in the first-level cache: what an engine
// without a single needless instruction would do. The sums of the output and of its square are the whole sink.
// Threads: functions without state.
#pragma once

#include <cstdint>

namespace botec::bench {

struct Sums {
  double sum = 0, squares = 0;
  double mean(std::uint64_t trials) const { return sum / static_cast<double>(trials); }
};

// trials: a multiple of the block size.
Sums staged_goat(std::uint64_t seed, std::uint64_t trials);
Sums staged_deploy(std::uint64_t seed, std::uint64_t trials);

}  // namespace botec::bench
