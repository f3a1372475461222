// Which pairs of inputs matter together: the share of the variance in which both take part, of all orders (the superset
// importance of Liu and Owen 2006), by the mean square of the mixed difference.
// Place: inside sensitivity. Threads: uses several; the same bytes for any number.
#pragma once

#include <cstdint>
#include <vector>

#include "sensitivity/replicates.h"
#include "sensitivity/study.h"

namespace botec {

struct PairShare {
  std::size_t first = 0, second = 0;   // inputs
  Jackknife share;
};

// All pairs among `inputs` for one target of independent inputs, the strongest first.
std::vector<PairShare> pair_shares(const Study& study, std::size_t target, const Measure& how, const std::vector<std::size_t>& inputs,
                                   std::uint64_t points);

}  // namespace botec
