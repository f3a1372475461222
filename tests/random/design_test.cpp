// The three designs: what each promises, and what all of them do. False-alarm rates are per check; seeds are fixed.
#include "random/design.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "random/statistics.h"

using namespace botec;
using Values = std::vector<double>;

namespace {

constexpr double rate = 1e-6;
constexpr std::size_t block = kernels::block_size;

std::vector<Coordinate> inputs_named(std::initializer_list<const char*> names) {
  std::vector<Coordinate> inputs;
  for (const char* name : names) inputs.push_back({stream_key(name), static_cast<std::uint32_t>(inputs.size())});
  return inputs;
}

Values column(const PointSet& set, std::size_t input, std::size_t n, bool normals = false) {
  Values values((n + block - 1) / block * block);
  for (std::size_t first = 0; first < values.size(); first += block)
    normals ? set.normals(input, first, values.data() + first) : set.uniforms(input, first, values.data() + first);
  values.resize(n);
  return values;
}

constexpr Method methods[] = {Method::plain, Method::latin_hypercube, Method::sobol};

}  // namespace

TEST_CASE("a coordinate depends on its own input alone") {
  const auto few = inputs_named({"a", "b"});
  auto many = inputs_named({"a", "b", "c", "d"});
  std::reverse(many.begin(), many.end());  // the place in the list does not matter, the coordinate does
  for (const Method method : methods) {
    const Design design{method, 12, 5000};
    const PointSet one(design, 3, few);
    const PointSet other(design, 3, many);
    CHECK(other.inputs() == 4);
    for (const bool normals : {false, true}) {
      CHECK(column(one, 0, 2000, normals) == column(other, 3, 2000, normals));
      CHECK(column(one, 1, 2000, normals) == column(other, 2, 2000, normals));
      CHECK(column(one, 0, 2000, normals) != column(one, 1, 2000, normals));
    }
  }
}

TEST_CASE("blocks come in any order, and more points keep the first ones") {
  const auto inputs = inputs_named({"a", "b", "c"});
  for (const Method method : methods) {
    const PointSet set({method, 5, 4096}, 0, inputs);
    const Values straight = column(set, 2, 4096);
    Values late(block);
    set.uniforms(2, 7 * block, late.data());
    CHECK(std::equal(late.begin(), late.end(), straight.begin() + 7 * block));
    if (method == Method::latin_hypercube) continue;  // its strata depend on how many there are
    const PointSet longer({method, 5, 1 << 20}, 0, inputs);
    CHECK(column(longer, 2, 4096) == straight);
    const PointSet shorter({method, 5, 100}, 0, inputs);
    CHECK(column(shorter, 2, 100) == Values(straight.begin(), straight.begin() + 100));
  }
}

TEST_CASE("seeds and replicates differ") {
  const auto inputs = inputs_named({"a"});
  for (const Method method : methods) {
    const Values one = column(PointSet({method, 5, 1024}, 0, inputs), 0, 1024);
    for (const auto& [seed, replicate] : {std::pair{5u, 1u}, {6u, 0u}, {5u, 2u}}) {
      const Values other = column(PointSet({method, seed, 1024}, replicate, inputs), 0, 1024);
      CHECK(one != other);
      // Scrambles of one net share its order up to exchanges of halves, so that point k of two of them is correlated, with
      // a random sign: only the scrambles themselves are independent (see sobol_test.cpp).
      if (method != Method::sobol)
        CHECK(std::abs(statistics::correlation(one, other)) < statistics::two_sided_bound(rate) / std::sqrt(1024));
    }
  }
}

TEST_CASE("plain uniforms and normals have their laws") {
  const std::size_t n = 200000;
  const PointSet set({Method::plain, 1, n}, 0, inputs_named({"x"}));
  Values u = column(set, 0, n);
  Values z = column(set, 0, n, true);
  const double bound = statistics::two_sided_bound(rate) / std::sqrt(n);
  double moments[5] = {};
  for (const double x : z)
    for (int k = 1; k <= 4; ++k) moments[k] += std::pow(x, k) / n;
  // Standard deviations of the powers of a standard normal: 1, √2, √15, √96.
  CHECK(std::abs(moments[1]) < bound);
  CHECK(std::abs(moments[2] - 1) < bound * std::sqrt(2));
  CHECK(std::abs(moments[3]) < bound * std::sqrt(15));
  CHECK(std::abs(moments[4] - 3) < bound * std::sqrt(96));
  const Values lagged(z.begin() + 1, z.end());
  const Values paired(z.begin() + block / 2, z.end());  // the partner of the same radius and angle
  CHECK(std::abs(statistics::correlation(Values(z.begin(), z.end() - 1), lagged)) < bound * 1.01);
  CHECK(std::abs(statistics::correlation(Values(z.begin(), z.end() - block / 2), paired)) < bound * 1.01);
  for (double& x : z) x = boost::math::cdf(boost::math::normal(), x);
  CHECK(statistics::kolmogorov_uniform(u) < statistics::kolmogorov_bound(rate));
  CHECK(statistics::kolmogorov_uniform(z) < statistics::kolmogorov_bound(rate));
}

TEST_CASE("inputs with neighbouring keys are uncorrelated") {
  const std::size_t n = 1 << 16;
  std::vector<Coordinate> inputs;
  for (std::uint64_t key = 0; key < 8; ++key) inputs.push_back({key, 0});
  const PointSet set({Method::plain, 0, n}, 0, inputs);
  const Values first = column(set, 0, n);
  for (std::size_t i = 1; i < inputs.size(); ++i)
    CHECK(std::abs(statistics::correlation(first, column(set, i, n))) < statistics::two_sided_bound(rate) / std::sqrt(n));
}

TEST_CASE("a Latin hypercube has one point in every stratum of every input") {
  for (const std::uint64_t n : {1, 2, 7, 512, 513, 1000, 4096, 10007}) {
    const PointSet set({Method::latin_hypercube, 77, n}, 1, inputs_named({"a", "b", "c"}));
    for (std::size_t input = 0; input < 3; ++input) {
      std::vector<int> hits(n);
      for (const double u : column(set, input, n)) {
        REQUIRE((u > 0 && u < 1));
        ++hits[static_cast<std::size_t>(u * static_cast<double>(n))];
      }
      CHECK(std::all_of(hits.begin(), hits.end(), [](int h) { return h == 1; }));
    }
  }
}

TEST_CASE("the strata of a Latin hypercube are in random order, and the places within them uniform") {
  const std::size_t n = 10000;
  const PointSet set({Method::latin_hypercube, 4, n}, 0, inputs_named({"a", "b"}));
  const Values a = column(set, 0, n);
  const Values b = column(set, 1, n);
  const double bound = statistics::two_sided_bound(rate) / std::sqrt(n);
  CHECK(std::abs(statistics::correlation(a, b)) < bound);
  CHECK(std::abs(statistics::correlation(Values(a.begin(), a.end() - 1), Values(a.begin() + 1, a.end()))) < bound);
  Values order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = static_cast<double>(i);
  CHECK(std::abs(statistics::correlation(a, order)) < bound);
  Values places;
  for (const double u : a) places.push_back(u * n - std::floor(u * n));
  CHECK(statistics::kolmogorov_uniform(places) < statistics::kolmogorov_bound(rate));
}

TEST_CASE("all permutations of a few strata come up equally often") {
  // 3! orders over 6000 seeds, and the first of 7 strata over the same.
  std::vector<long> orders(27);
  std::vector<long> first(7);
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    const Values three = column(PointSet({Method::latin_hypercube, seed, 3}, 0, inputs_named({"a"})), 0, 3);
    std::size_t code = 0;
    for (const double u : three) code = 3 * code + static_cast<std::size_t>(3 * u);
    ++orders[code];
    const Values seven = column(PointSet({Method::latin_hypercube, seed, 7}, 0, inputs_named({"a"})), 0, 7);
    ++first[static_cast<std::size_t>(7 * seven[0])];
  }
  std::erase(orders, 0);
  REQUIRE(orders.size() == 6);
  CHECK(statistics::chi_square(orders) < statistics::chi_square_bound(6, rate));
  CHECK(statistics::chi_square(first) < statistics::chi_square_bound(7, rate));
}
