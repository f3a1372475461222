// From the sums of pick-freeze to variance shares with errors, and from those to ranks with ties.
// Place: inside sensitivity. Threads: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sensitivity/pair_sums.h"
#include "sensitivity/replicates.h"

namespace botec {

// Per factor; empty where the factor does not reach the target.
struct Shares {
  std::vector<std::optional<Jackknife>> first_order, total;
  std::string_view first_order_method, total_method;
};

// sums[factor][replicate]. For each of the two the method whose errors are smallest over all factors.
Shares shares_of(const std::vector<std::vector<PairSums>>& sums);

// The place of a factor among others: from 1; `last` > `first` where it is tied.
struct RankRange {
  std::size_t first = 1, last = 1;
};

// Two factors are told apart where their difference exceeds its half-width at 99%, jointly over all comparisons of one.
std::vector<RankRange> rank_ranges(const std::vector<Jackknife>& keys);

// Every value known to within `tolerance`, and neighbours told apart or within `tolerance` of each other. `alike`: per key a number that
// it shares with those from which it need not be told apart.
bool is_settled(const std::vector<Jackknife>& keys, double tolerance, const std::vector<std::size_t>& alike);

}  // namespace botec
