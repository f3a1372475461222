// Shapley effects: the variance divided among inputs that may be correlated, by what each adds to what is known, in the mean over
// all orders in which they could become known (Song, Nelson and Staum 2016, by the pick-freeze chain of Goda 2021). They add up
// to 1 by construction.
// Place: inside sensitivity. Promise: conditioning under the Gaussian copula is exact; sums are gathered in the order of
// replicates and chunks. Threads: extend() uses several.
#pragma once

#include <cstdint>
#include <vector>

#include "sensitivity/replicates.h"
#include "sensitivity/study.h"

namespace botec {

// One target's game: the players are the inputs that it depends on.
struct ShapleyGame {
  std::size_t target = 0;
  Tape tape;                                 // of this target alone
  Register value = 0;
  std::optional<Register> valid;
  std::vector<std::uint32_t> players;
  std::vector<Replay> replays;               // per player: it, and all players correlated with it
  std::vector<std::vector<std::size_t>> partners;   // per player: those players, without itself
  std::vector<double> correlation;           // of the players' normals, row after row
};

struct Shapley {
  std::vector<ShapleyGame> games;            // of the targets with correlated inputs
  std::uint64_t points = 0;                  // per replicate so far
  // sums[game][replicate]: per player what it adds; behind them the whole
  struct Sums {
    std::vector<double> of;
    Sums& operator+=(const Sums& other);
    Sums& operator-=(const Sums& other);
  };
  std::vector<std::vector<Sums>> sums;
};

Shapley begin_shapley(const Study& study, const std::vector<std::size_t>& targets);

// As extend() of pick-freeze.
void extend(const Study& study, const std::vector<Measure>& measures, std::uint64_t points, std::uint64_t most, Shapley& result);

// Per player of a game.
std::vector<Jackknife> shapley_effects(const Shapley& found, std::size_t game);

}  // namespace botec
