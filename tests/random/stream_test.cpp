// The stream of words: concepts, position, agreement with the block generator, and Boost.Random drawing from it.
// False-alarm rates are per check, with fixed seeds: a check that passes once passes always.
#include "random/stream.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/math/distributions/normal.hpp>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "kernels/kernels.h"
#include "random/statistics.h"

using namespace botec;

static_assert(std::uniform_random_bit_generator<Stream>);
static_assert(std::is_same_v<Stream::result_type, std::uint64_t>);
static_assert(std::is_copy_constructible_v<Stream> && std::is_copy_assignable_v<Stream>);

namespace {
constexpr double rate = 1e-6;  // chance that a right generator fails one check below
}

TEST_CASE("word k of a stream is word k of the block generator, on every instruction set") {
  for (const kernels::Table* table : kernels::available()) {
    std::vector<std::uint64_t> block(3000);
    table->random_words(block.data(), 42, 4711, 0, 5, block.size());
    Stream stream(42, 4711, 5);
    for (const std::uint64_t word : block) REQUIRE(stream() == word);
  }
}

TEST_CASE("a stream can be moved to any word") {
  std::vector<std::uint64_t> words(1000);
  Stream straight(1, 2);
  std::generate(words.begin(), words.end(), std::ref(straight));
  CHECK(straight.position() == 1000);
  for (const std::uint64_t place : {0, 1, 2, 63, 64, 65, 127, 500, 999}) {
    Stream jumped(1, 2);
    jumped.jump(place);
    CHECK(jumped.position() == place);
    CHECK(jumped() == words[place]);
    Stream discarding(1, 2);
    discarding();
    if (place > 0) {
      discarding.discard(place - 1);
      CHECK(discarding.position() == place);
      CHECK(discarding() == words[place]);
      CHECK(discarding == jumped);
    }
  }
  Stream far(1, 2);
  far.jump(std::uint64_t{1} << 60);
  const std::uint64_t there = far();
  Stream near(1, 2);
  near.jump((std::uint64_t{1} << 60) - 1);
  near();
  CHECK(near() == there);
}

TEST_CASE("seeding goes back to the start") {
  Stream stream(9, 8, 7);
  const std::uint64_t first = stream();
  stream();
  stream.seed(9);
  CHECK(stream() == first);
  stream.seed(10);
  CHECK(stream() != first);
  stream.seed(9, 8, 7);
  CHECK(stream() == first);
  CHECK(Stream(9, 8) != Stream(9, 9));
  CHECK(Stream(9, 8, 0) != Stream(9, 8, 1));
}

TEST_CASE("the hash of a name is fixed for ever") {
  CHECK(stream_key("") == 0xF52A15E9A9B5E89B);
  CHECK(stream_key("a") == 0x02C0BDBF481420F8);
  CHECK(stream_key("population") == 0xEE6361E6DE670B96);
  std::set<std::uint64_t> keys;
  for (int i = 0; i < 10000; ++i) keys.insert(stream_key(std::to_string(i)));
  CHECK(keys.size() == 10000);
}

TEST_CASE("Boost's distributions draw from a stream") {
  Stream stream(2024, stream_key("boost"));
  boost::random::normal_distribution<> normal(3, 2);
  boost::random::gamma_distribution<> gamma(2.5, 1.5);
  boost::random::uniform_01<> uniform;
  const boost::math::normal normal_law(3, 2);
  const boost::math::gamma_distribution<> gamma_law(2.5, 1.5);
  std::vector<double> n, g, u;
  for (int i = 0; i < 20000; ++i) {
    n.push_back(boost::math::cdf(normal_law, normal(stream)));
    g.push_back(boost::math::cdf(gamma_law, gamma(stream)));
    u.push_back(uniform(stream));
  }
  CHECK(statistics::kolmogorov_uniform(n) < statistics::kolmogorov_bound(rate));
  CHECK(statistics::kolmogorov_uniform(g) < statistics::kolmogorov_bound(rate));
  CHECK(statistics::kolmogorov_uniform(u) < statistics::kolmogorov_bound(rate));
}

TEST_CASE("the standard library draws from a stream") {
  Stream stream(2025);
  std::uniform_int_distribution<int> die(1, 6);
  std::vector<long> counts(6);
  for (int i = 0; i < 60000; ++i) ++counts[static_cast<std::size_t>(die(stream) - 1)];
  CHECK(statistics::chi_square(counts) < statistics::chi_square_bound(6, rate));
}

TEST_CASE("every bit of a word is fair, and neighbouring streams do not know each other") {
  constexpr std::size_t n = 1 << 16;
  const double bound = statistics::two_sided_bound(rate) * std::sqrt(n) / 2;
  for (const std::uint64_t key : {std::uint64_t{0}, std::uint64_t{1}, stream_key("x")}) {
    Stream a(0, key);
    Stream others[] = {Stream(0, key + 1), Stream(1, key), Stream(0, key, 1)};
    std::vector<long> ones(64);
    std::vector<std::vector<long>> agreements(3, std::vector<long>(64));
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t w = a();
      for (unsigned bit = 0; bit < 64; ++bit) ones[bit] += w >> bit & 1;
      for (std::size_t s = 0; s < 3; ++s) {
        const std::uint64_t same = ~(w ^ others[s]());
        for (unsigned bit = 0; bit < 64; ++bit) agreements[s][bit] += same >> bit & 1;
      }
    }
    for (unsigned bit = 0; bit < 64; ++bit) {
      CHECK(std::abs(static_cast<double>(ones[bit]) - n / 2.0) < bound);
      for (const auto& with : agreements) CHECK(std::abs(static_cast<double>(with[bit]) - n / 2.0) < bound);
    }
  }
}
