// How the difference between two states is shared out among the changes that lead from one to the other: Shapley values, a
// change's contribution averaged over all orders in which the changes can be made.
// Place: inside sensitivity. Promise: the parts add up to the whole, for every plan. Threads: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "random/stream.h"

namespace botec {

// Who has changed sides already.
using Coalition = std::vector<bool>;

// The coalitions whose worth must be known, the first of them nobody and the last everybody.
struct GamePlan {
  std::size_t players = 0;
  std::vector<Coalition> coalitions;
  std::vector<std::vector<std::uint32_t>> orders;   // empty: all coalitions, in the order of their bits
};

// Exact: 2^players coalitions.
GamePlan all_coalitions(std::size_t players);

// So many random orders, each with its reverse, which takes the place of a second draw: a player that comes early in one comes
// late in the other (antithetic sampling; Castro, Gómez and Tejada 2009 for orders).
GamePlan random_orders(std::size_t players, std::size_t pairs, Stream& random);

// A part for every player, of worth.back() - worth.front().
std::vector<double> shapley_values(const GamePlan& plan, std::span<const double> worth);

}  // namespace botec
