// Scrambled Sobol' points: the directions, the nets, the scrambles. False-alarm rates are per check; seeds are fixed.
#include "random/sobol.h"

#include <doctest/doctest.h>

#include <boost/random/sobol.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "random/design.h"
#include "random/statistics.h"

using namespace botec;
using Values = std::vector<double>;

namespace {

constexpr double rate = 1e-6;
constexpr std::size_t block = kernels::block_size;

std::vector<Coordinate> dimensions(std::uint32_t n) {
  std::vector<Coordinate> inputs;
  for (std::uint32_t d = 0; d < n; ++d) inputs.push_back({stream_key(std::to_string(d)), d});
  return inputs;
}

Values column(const PointSet& set, std::size_t input, std::size_t n) {
  Values values((n + block - 1) / block * block);
  for (std::size_t first = 0; first < values.size(); first += block) set.uniforms(input, first, values.data() + first);
  values.resize(n);
  return values;
}

// Every box of 2^bits_a × 2^bits_b equal ones holds the same number of the first 2^m points.
bool balanced(const Values& a, unsigned bits_a, const Values& b, unsigned bits_b) {
  std::vector<std::size_t> counts(std::size_t{1} << (bits_a + bits_b));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = static_cast<std::size_t>(std::ldexp(a[i], static_cast<int>(bits_a)));
    const auto y = static_cast<std::size_t>(std::ldexp(b[i], static_cast<int>(bits_b)));
    ++counts[x << bits_b | y];
  }
  for (const std::size_t c : counts)
    if (c != a.size() / counts.size()) return false;
  return true;
}

}  // namespace

TEST_CASE("the directions reproduce Boost's sequence") {
  constexpr std::uint32_t d = 20;
  const auto directions = sobol_directions(d, 64);
  boost::random::sobol generator(d);
  for (std::uint64_t n = 1; n < 3000; ++n) {  // Boost leaves out point 0
    const std::uint64_t gray = n ^ (n >> 1);
    for (std::uint32_t i = 0; i < d; ++i) {
      std::uint64_t point = 0;
      for (unsigned j = 0; j < 64; ++j)
        if ((gray >> j & 1) != 0) point ^= directions[i * 64 + j];
      REQUIRE(generator() == point);
    }
  }
}

TEST_CASE("the directions are those of Joe and Kuo") {
  const auto directions = sobol_directions(3, 5);
  for (unsigned j = 0; j < 5; ++j) CHECK(directions[j] == std::uint64_t{1} << (63 - j));  // van der Corput
  // Dimension 1 has the polynomial x + 1, so that m = 1, 3, 5, 15, 17; dimension 2 begins with m = 1, 3.
  const std::uint64_t second[] = {1, 3, 5, 15, 17};
  for (unsigned j = 0; j < 5; ++j) CHECK(directions[5 + j] == second[j] << (63 - j));
  CHECK(directions[10] == std::uint64_t{1} << 63);
  CHECK(directions[11] == std::uint64_t{3} << 62);
  const auto fewer = sobol_directions(3, 2);
  CHECK(fewer == std::vector<std::uint64_t>{directions[0], directions[1], directions[5], directions[6], directions[10], directions[11]});
}

TEST_CASE("scrambling keeps the leading bit of every direction and undoes nothing else") {
  std::vector<std::uint64_t> directions = sobol_directions(2, 64);
  std::vector<std::uint64_t> identity(64, 0);
  auto copy = directions;
  scramble(copy, identity);
  CHECK(copy == directions);
  Stream stream(1, 2);
  std::vector<std::uint64_t> rows(64);
  for (auto& row : rows) row = stream();
  scramble(copy, rows);
  for (std::size_t j = 0; j < 64; ++j) {
    CHECK(copy[j] == (copy[j] & (~std::uint64_t{0} >> j)));  // dimension 0: nothing above the diagonal
    CHECK((copy[j] >> (63 - j)) == 1);
  }
}

TEST_CASE("every dimension alone is a net, over any aligned run of points") {
  const auto inputs = dimensions(50);
  const PointSet set({Method::sobol, 3, 1 << 14}, 0, inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Values all = column(set, i, 1 << 14);
    CHECK(balanced(all, 14, all, 0));
    for (const std::size_t start : {std::size_t{0}, std::size_t{1024}, std::size_t{5 * 1024}}) {
      const Values run(all.begin() + static_cast<std::ptrdiff_t>(start), all.begin() + static_cast<std::ptrdiff_t>(start + 1024));
      CHECK(balanced(run, 10, run, 0));
    }
  }
}

TEST_CASE("the first dimensions are nets two by two") {
  // Dimensions 0 and 1 make a (0, m, 2)-net: every elementary box of area 2^-m holds one point.
  const PointSet set({Method::sobol, 99, 1 << 12}, 4, dimensions(6));
  std::vector<Values> x;
  for (std::size_t i = 0; i < 6; ++i) x.push_back(column(set, i, 1 << 12));
  for (unsigned bits = 0; bits <= 12; ++bits) CHECK(balanced(x[0], bits, x[1], 12 - bits));
  // Others have t > 0: with t at most 4 all boxes of area 2^-(m-t) are even.
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < i; ++j)
      for (unsigned bits = 0; bits <= 8; ++bits) CHECK(balanced(x[i], bits, x[j], 8 - bits));
}

TEST_CASE("a scrambled point is uniform, and replicates are independent") {
  // Point 5 of dimension 2 over 4000 replicates: the scramble alone makes it random.
  Values point, neighbour;
  for (std::uint32_t replicate = 0; replicate < 4000; ++replicate) {
    const PointSet set({Method::sobol, 1, 8}, replicate, std::vector<Coordinate>{{0, 2}});
    const Values v = column(set, 0, 8);
    point.push_back(v[5]);
    neighbour.push_back(v[0]);
  }
  CHECK(statistics::kolmogorov_uniform(point) < statistics::kolmogorov_bound(rate));
  CHECK(statistics::kolmogorov_uniform(neighbour) < statistics::kolmogorov_bound(rate));
}

TEST_CASE("dimensions are scrambled independently") {
  // Σ over replicates of the product of two coordinates' centred first points: sd of the mean is (1/12)/√R.
  const std::uint32_t replicates = 4000;
  double sum = 0;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    const PointSet set({Method::sobol, 2, 8}, replicate, dimensions(2));
    sum += (column(set, 0, 1)[0] - 0.5) * (column(set, 1, 1)[0] - 0.5);
  }
  CHECK(std::abs(sum / replicates) < statistics::two_sided_bound(rate) / 12 / std::sqrt(replicates));
}

TEST_CASE("the net integrates far better than plain points") {
  // E[Π (u + ½)] = 1. The ratio of the two errors is about 1/300 here; a tenth leaves nothing to chance.
  const auto error = [](Method method) {
    double squares = 0;
    for (std::uint32_t replicate = 0; replicate < 16; ++replicate) {
      const PointSet set({method, 6, 4096}, replicate, dimensions(5));
      Values product(4096, 1.0);
      for (std::size_t i = 0; i < 5; ++i) {
        const Values u = column(set, i, 4096);
        for (std::size_t k = 0; k < u.size(); ++k) product[k] *= 0.5 + u[k];
      }
      double mean = 0;
      for (const double p : product) mean += p / 4096;
      squares += (mean - 1) * (mean - 1);
    }
    return std::sqrt(squares / 16);
  };
  CHECK(error(Method::sobol) < 0.1 * error(Method::plain));
}

TEST_CASE("an input beyond the last dimension is drawn plainly") {
  const Coordinate beyond{stream_key("late"), sobol_dimensions()};
  const Coordinate inside{stream_key("early"), 0};
  const std::vector<Coordinate> inputs{inside, beyond};
  const PointSet net({Method::sobol, 8, 1024}, 2, inputs);
  const PointSet plain({Method::plain, 8, 1024}, 2, inputs);
  CHECK(column(net, 1, 1024) == column(plain, 1, 1024));
  CHECK(column(net, 0, 1024) != column(plain, 0, 1024));
  const PointSet alone({Method::sobol, 8, 1024}, 2, std::vector<Coordinate>{beyond});
  CHECK(column(alone, 0, 1024) == column(plain, 1, 1024));
}
