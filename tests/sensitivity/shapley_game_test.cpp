// Shapley values of games whose values are known.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "sensitivity/shapley_game.h"

using namespace botec;

namespace {

using Game = std::function<double(const Coalition&)>;

std::vector<double> play(const GamePlan& plan, const Game& game) {
  std::vector<double> worth;
  for (const Coalition& coalition : plan.coalitions) worth.push_back(game(coalition));
  return shapley_values(plan, worth);
}

// Random but fixed: a worth for every set.
double tangled(const Coalition& c) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  for (std::size_t i = 0; i < c.size(); ++i) hash = (hash ^ (c[i] ? 2 * i + 1 : 2 * i)) * 0xBF58476D1CE4E5B9ULL, hash ^= hash >> 31;
  return static_cast<double>(hash >> 11) * 0x1p-53;
}

}  // namespace

TEST_CASE("the glove game") {
  // One left glove, two right ones; a pair is worth 1. Values 2/3, 1/6, 1/6 (Shapley and Shubik 1969).
  const auto parts = play(all_coalitions(3), [](const Coalition& c) { return c[0] && (c[1] || c[2]) ? 1.0 : 0.0; });
  CHECK(parts[0] == doctest::Approx(2.0 / 3).epsilon(1e-15));
  CHECK(parts[1] == doctest::Approx(1.0 / 6).epsilon(1e-15));
  CHECK(parts[2] == doctest::Approx(1.0 / 6).epsilon(1e-15));
}

TEST_CASE("no players, one player") {
  CHECK(play(all_coalitions(0), [](const Coalition&) { return 3.0; }).empty());
  CHECK(play(all_coalitions(1), [](const Coalition& c) { return c[0] ? 5.0 : 3.0; })[0] == 2);
}

TEST_CASE("all parts add up, whatever the game and the plan") {
  Stream random(7, 1);
  for (const auto& plan : {all_coalitions(9), random_orders(9, 5, random), random_orders(30, 3, random)}) {
    double sum = 0;
    for (const double part : play(plan, tangled)) sum += part;
    const double whole = tangled(Coalition(plan.players, true)) - tangled(Coalition(plan.players, false));
    CHECK(sum == doctest::Approx(whole).epsilon(1e-12));
  }
}

// 64 replicates of orders of 8 players: Student's t with 63 degrees of freedom is beyond 5.5 once in 1.3 million times; eight
// such checks, on a fixed seed. And the errors are no excuse: the worths lie between 0 and 1.
TEST_CASE("drawn orders agree with all combinations") {
  constexpr std::size_t players = 8, replicates = 64;
  const auto exact = play(all_coalitions(players), tangled);
  std::vector<std::vector<double>> found;
  for (std::size_t r = 0; r < replicates; ++r) {
    Stream random(11, 3, lane_of(Purpose::permutation, static_cast<std::uint32_t>(r)));
    found.push_back(play(random_orders(players, 20, random), tangled));
  }
  for (std::size_t p = 0; p < players; ++p) {
    double mean = 0, squares = 0;
    for (const auto& parts : found) mean += parts[p] / replicates;
    for (const auto& parts : found) squares += (parts[p] - mean) * (parts[p] - mean);
    const double error = std::sqrt(squares / (replicates - 1) / replicates);
    INFO("player " << p << ": " << mean << " for " << exact[p] << ", standard error " << error);
    CHECK(std::abs(mean - exact[p]) < 5.5 * error);
    CHECK(error > 0);
    CHECK(error < 0.02);
  }
}
