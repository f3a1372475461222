#include "sensitivity/shapley_game.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>

namespace botec {
namespace {

// |S|! (n - |S| - 1)! / n! for every size of S.
std::vector<double> weights_by_size(std::size_t players) {
  std::vector<double> weights{1.0 / static_cast<double>(players)};
  for (std::size_t size = 1; size < players; ++size) {
    weights.push_back(weights.back() * static_cast<double>(size) / static_cast<double>(players - size));
  }
  return weights;
}

std::vector<double> from_all(std::size_t players, std::span<const double> worth) {
  std::vector<double> parts(players, 0.0);
  const auto weights = weights_by_size(players);
  for (std::size_t set = 0; set < worth.size(); ++set) {
    for (std::size_t p = 0; p < players; ++p) {
      if ((set >> p & 1) != 0) continue;
      const double weight = weights[static_cast<std::size_t>(std::popcount(set))];
      parts[p] += weight * (worth[set | std::size_t{1} << p] - worth[set]);
    }
  }
  return parts;
}

// Fisher and Yates; the bias of a remainder of 64 random bits is of no account.
std::vector<std::uint32_t> shuffled(std::size_t players, Stream& random) {
  std::vector<std::uint32_t> order(players);
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = players; i-- > 1;) std::swap(order[i], order[random() % (i + 1)]);
  return order;
}

}  // namespace

GamePlan all_coalitions(std::size_t players) {
  assert(players < 24);
  GamePlan plan;
  plan.players = players;
  for (std::size_t set = 0; set < std::size_t{1} << players; ++set) {
    Coalition coalition(players);
    for (std::size_t p = 0; p < players; ++p) coalition[p] = (set >> p & 1) != 0;
    plan.coalitions.push_back(std::move(coalition));
  }
  return plan;
}

GamePlan random_orders(std::size_t players, std::size_t pairs, Stream& random) {
  GamePlan plan;
  plan.players = players;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    plan.orders.push_back(shuffled(players, random));
    plan.orders.emplace_back(plan.orders.back().rbegin(), plan.orders.back().rend());
  }
  plan.coalitions.emplace_back(players, false);
  for (const auto& order : plan.orders) {
    Coalition coalition(players, false);
    for (std::size_t step = 0; step + 1 < players; ++step) {
      coalition[order[step]] = true;
      plan.coalitions.push_back(coalition);
    }
  }
  plan.coalitions.emplace_back(players, true);
  return plan;
}

std::vector<double> shapley_values(const GamePlan& plan, std::span<const double> worth) {
  assert(worth.size() == plan.coalitions.size());
  if (plan.orders.empty()) return from_all(plan.players, worth);
  std::vector<double> parts(plan.players, 0.0);
  std::size_t next = 1;
  for (const auto& order : plan.orders) {
    double before = worth.front();
    for (std::size_t step = 0; step < plan.players; ++step) {
      const double after = step + 1 < plan.players ? worth[next++] : worth.back();
      parts[order[step]] += (after - before) / static_cast<double>(plan.orders.size());
      before = after;
    }
  }
  return parts;
}

}  // namespace botec
