// Variance shares by pick-freeze: two independent samples A and B, and for each factor A with the factor from B and B with it
// from A. Only what the factor changes is computed again.
// Place: inside sensitivity. Promise: sums are gathered in the order of replicates and chunks, the same bytes for any number
// of threads. Threads: extend() uses several.
#pragma once

#include <cstdint>
#include <vector>

#include "sensitivity/pair_sums.h"
#include "sensitivity/study.h"

namespace botec {

struct PickFreeze {
  std::uint64_t points = 0;                      // per replicate so far
  // sums[target][factor][replicate]; empty where the factor does not reach the target
  std::vector<std::vector<std::vector<PairSums>>> sums;
  std::vector<bool> not_positive;                // per target: a value without a logarithm turned up
  bool interrupted = false;
};

PickFreeze begin_pick_freeze(const Study& study);

// From result.points to `points` per replicate, a multiple of the block size and at most `most`, which fixes the design.
void extend(const Study& study, const std::vector<Measure>& measures, std::uint64_t points, std::uint64_t most, PickFreeze& result);


}  // namespace botec
