#include "staged.h"

#include <cmath>

#include "distributions/family.h"
#include "distributions/sampler.h"
#include "kernels/kernels.h"

namespace botec::bench {
namespace {

using kernels::block_size;
using kernels::Table;

constexpr double z95 = 1.6448536269514722;

struct Block {
  alignas(64) double v[block_size];
  operator double*() { return v; }
};

// Of the logarithm to base 2, which is cheaper to raise.
struct Range {
  double low, high;
  double mu() const { return std::log2(low * high) / 2; }
  double sigma() const { return std::log2(high / low) / (2 * z95); }
};

// Draws of one block: words, then what they become.
struct Draws {
  const Table& k;
  std::uint64_t seed;
  alignas(64) std::uint64_t words[block_size];

  void fetch(std::uint64_t input, std::uint64_t trial) { k.random_words(words, seed, input, trial / 2, 0, block_size); }
  void uniform(double* out, std::uint64_t input, std::uint64_t trial) {
    fetch(input, trial);
    k.words_to_uniforms(out, words, block_size);
  }
  void lognormal(double* out, std::uint64_t input, std::uint64_t trial, double sigma, double mu) {
    fetch(input, trial);
    k.words_to_normals(out, words, block_size);
    k.exp2_linear(out, out, sigma, mu, block_size);
  }
};

void add(Sums& sums, const Table& k, const double* values) {
  sums.sum += k.sum(values, block_size);
  sums.squares += k.sum_squares(values, 0, block_size);
}

}  // namespace

Sums staged_goat(std::uint64_t seed, std::uint64_t trials) {
  const Table& k = kernels::active();
  Draws draws{k, seed, {}};
  Block a, b, c;
  const Range utilization{0.05, 0.2}, population{10, 80}, duration{60, 120};
  const double constants = std::log2(8 * 4.2e14 * 86400);
  const double mu[] = {utilization.mu() + constants, population.mu(), duration.mu()};
  const double sigma[] = {utilization.sigma(), population.sigma(), duration.sigma()};
  Sums sums;
  for (std::uint64_t trial = 0; trial < trials; trial += block_size) {
    draws.lognormal(a, 1, trial, sigma[0], mu[0]);
    draws.lognormal(b, 2, trial, sigma[1], mu[1]);
    draws.lognormal(c, 3, trial, sigma[2], mu[2]);
    k.mul(a, a, b, block_size);
    k.mul(a, a, c, block_size);
    add(sums, k, a);
  }
  return sums;
}

Sums staged_deploy(std::uint64_t seed, std::uint64_t trials) {
  const Table& k = kernels::active();
  constexpr std::size_t n = block_size;
  Draws draws{k, seed, {}};
  Block x, y, load, overhead, price;
  const Range words{1e11, 1e13}, speed{1e5, 2e6}, training{1e6, 2e7};
  const double mu[] = {words.mu(), speed.mu(), training.mu()}, sigma[] = {words.sigma(), speed.sigma(), training.sigma()};
  // The one law without a quantile in a few passes comes from the engine's table.
  Arguments shapes;
  shapes.numbers = {{"alpha", 2}, {"beta", 5}};
  const Sampler beta(*make_distribution("beta", shapes), 1);
  const double below = std::erfc(2 / 1.5 / std::sqrt(2.0)) / 2;   // what the truncation takes
  Block third, left;
  k.fill(third, 1.0 / 3, n);
  Sums sums;
  for (std::uint64_t trial = 0; trial < trials; trial += n) {
    draws.uniform(price, 1, trial);
    k.linear(price, price, 1.7, 0.8, n);
    draws.uniform(load, 2, trial);
    beta.draw(load, load, n);
    draws.uniform(overhead, 3, trial);
    k.lt(left, overhead, third, n);                  // triangular(1, 2, 4): 1 + √3u, or 4 - √6(1-u)
    k.multiply_constant(x, overhead, 3, n);
    k.linear(overhead, overhead, -6, 6, n);
    k.sqrt(x, x, n);
    k.sqrt(overhead, overhead, n);
    k.add_constant(x, x, 1, n);
    k.linear(overhead, overhead, -1, 4, n);
    k.select(overhead, left, x, overhead, n);
    draws.uniform(y, 4, trial);
    k.linear(y, y, 1 - below, below, n);
    k.normal_quantile(y, y, n);
    k.linear(y, y, 1.5e7, 2e7, n);
    draws.lognormal(x, 5, trial, sigma[2], mu[2]);
    k.mul(x, x, overhead, n);
    k.add(y, y, x, n);                       // training · overhead + staff
    draws.lognormal(x, 6, trial, sigma[1], mu[1]);
    k.mul(y, y, x, n);
    k.max_constant(x, load, 0.05, n);
    k.mul(y, y, x, n);                       // the whole divisor
    draws.lognormal(x, 7, trial, sigma[0], mu[0]);
    k.mul(x, x, price, n);
    k.div(x, x, y, n);
    k.min_constant(x, x, 100, n);
    k.add_constant(load, load, 1, n);
    k.pow_constant(load, load, 0.3, n);
    k.mul(x, x, load, n);
    k.exp_linear(overhead, overhead, -0.2, 0, n);
    k.mul(x, x, overhead, n);
    k.log1p(price, price, n);
    k.linear(price, price, 0.01, 0, n);
    k.add(x, x, price, n);
    add(sums, k, x);
  }
  return sums;
}

}  // namespace botec::bench
