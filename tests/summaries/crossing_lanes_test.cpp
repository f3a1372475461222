// Crossings between steps, trial by trial: against bisection on their definition, and bit for bit on every instruction set that the
// processor has. Nothing is random: fixed words make the numbers, and what differs by more than rounding is wrong.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "summaries/crossing_lanes.h"

using namespace botec;
using crossing::Between;

namespace {

constexpr std::size_t block = kernels::block_size;

struct Words {
  std::uint64_t state;
  double operator()(double low, double high) {   // Knuth's MMIX generator
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * static_cast<double>(state >> 11) * 0x1p-53;
  }
};

// Steps that grow by a tenth or so, with bounds that stay or move.
Between steps(std::uint64_t seed, std::size_t first, bool moving, bool shared) {
  Words next{seed};
  Between at;
  at.first = first;
  at.shared = shared;
  for (std::size_t i = 0; i < 3; ++i) {
    at.load[i] = 0.2 + 0.03 * static_cast<double>(i) + next(0, 0.01);
    at.bound[i] = moving ? 0.05 * (static_cast<double>(i) - static_cast<double>(first) - 1) : 0;
    at.plain[i] = std::exp(at.bound[i]);
  }
  const double part = next(0.01, 0.99);
  for (std::size_t t = 0; t < block; ++t) {
    at.height[0][t] = next(-1, 1);
    for (std::size_t i = 1; i < 3; ++i) at.height[i][t] = at.height[i - 1][t] + next(0.01, 0.3);
    at.part[t] = shared ? part : next(0.01, 0.99);
    at.before[t] = 100;
  }
  return at;
}

struct Places {
  std::vector<double> low = std::vector<double>(block, 7.0), stretch = low, high = low;
  bool changes = false;
};

Places places(const crossing::Table& table, const Between& at, std::size_t n) {
  Places result;
  result.changes = table.between(at, result.low.data(), result.stretch.data(), result.high.data(), n);
  return result;
}

// How far on the way from the first of the two the crossing is at the place c, by the scale in which the three are straighter.
long double way(const Between& at, std::size_t t, long double c) {
  long double logarithm[3], value[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const long double height = at.height[i][t] + at.load[i] * c;
    logarithm[i] = height - at.bound[i];
    value[i] = std::exp(height) - std::exp(static_cast<long double>(at.bound[i]));
  }
  const auto bend = [](const long double* d) { return std::abs(d[0] + d[2] - 2 * d[1]); };
  const auto slope = [&](const long double* d) { return d[at.first + 1] - d[at.first]; };
  const bool by_logarithm = bend(logarithm) * std::abs(slope(value)) < bend(value) * std::abs(slope(logarithm));
  const long double* d = by_logarithm ? logarithm : value;
  return -d[at.first] / slope(d);
}

bool holds_earlier_at_second(const Between& at, std::size_t t) {
  const auto begins = [&](std::size_t i) { return (at.bound[i] - at.height[i][t]) / at.load[i]; };
  return begins(at.first + 1) < begins(at.first);
}

std::vector<const crossing::Table*> tables() {
  std::vector<const crossing::Table*> all{&crossing::baseline::table};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) all.push_back(&crossing::avx2::table);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
    all.push_back(&crossing::avx512::table);
  }
#endif
  return all;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) { return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0; }

}  // namespace

TEST_CASE("a crossing between two steps is where its definition puts it") {
  std::size_t changing = 0, asked = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    const Between at = steps(seed, seed % 2, seed % 4 >= 2, seed % 3 == 0);
    const Places found = places(crossing::baseline::table, at, block);
    for (std::size_t t = 0; t < block; ++t) {
      if (!holds_earlier_at_second(at, t)) continue;   // it is then not asked for
      ++asked;
      if (found.changes && found.stretch[t] != found.high[t]) {
        ++changing;
        continue;
      }
      // A little further along the direction the crossing is before its place, and a little less far behind it.
      constexpr long double little = 1e-9L;
      const long double c = found.low[t], part = at.part[t];
      CHECK(way(at, t, c + little) < part);
      CHECK(way(at, t, c - little) > part);
    }
  }
  CHECK(asked > 16 * block);
  CHECK(changing < block / 8);   // of 24 blocks: the scales change places in few trials
}

TEST_CASE("crossings: the same bits on every instruction set, in whole blocks and in parts") {
  for (const crossing::Table* table : tables()) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      const Between at = steps(seed, seed % 2, seed % 4 >= 2, seed % 3 == 0);
      for (const std::size_t n : {block, std::size_t{1}, std::size_t{37}}) {
        const Places expected = places(crossing::baseline::table, at, n), found = places(*table, at, n);
        CHECK(found.changes == expected.changes);
        CHECK(same(found.low, expected.low));
        if (found.changes) CHECK((same(found.stretch, expected.stretch) && same(found.high, expected.high)));
      }
    }
    Words next{99};
    constexpr std::size_t count = 5, all_steps = 3;
    std::vector<double> drawn(count * crossing::stride), load(count * all_steps);
    for (double& value : drawn) value = next(-2, 2);
    for (double& value : load) value = next(-1, 1);
    for (const std::size_t n : {block, std::size_t{50}}) {
      std::vector<std::vector<double>> columns(all_steps, std::vector<double>(block, 0.0));
      double* const beside[] = {columns[0].data(), columns[1].data(), columns[2].data()};
      table->add_normals({drawn.data(), load.data(), count, all_steps}, beside, n);
      std::vector<double> own(block, 0.0), earliest(block, 0.5);
      std::vector<std::uint16_t> first(block, 3);
      table->begins(own.data(), earliest.data(), first.data(), columns[1].data(), 0.3, 0.7, 4, n);
      for (std::size_t t = 0; t < n; ++t) {
        for (std::size_t k = 0; k < all_steps; ++k) {
          double sum = 0;
          for (std::size_t i = 0; i < count; ++i) sum += load[k * count + i] * drawn[i * crossing::stride + t];
          CHECK(columns[k][t] == sum);
        }
        const double expected = (0.3 - columns[1][t]) / 0.7;
        CHECK(own[t] == expected);
        CHECK(earliest[t] == (expected < 0.5 ? expected : 0.5));
        CHECK(first[t] == (expected < 0.5 ? 4 : 3));
      }
      for (std::size_t t = n; t < block; ++t) CHECK(columns[2][t] == 0);   // no further than asked
    }
  }
}
