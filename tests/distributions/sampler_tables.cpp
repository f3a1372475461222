// Quantile tables against the scalar quantile and the cdf: error, order, atoms, cost.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "distributions/quantile_table.h"
#include "distributions/sampler.h"
#include "sampler_laws.h"

using namespace botec;
using namespace sampler_test;

namespace {

struct Place {
  double u, p;
  Tail tail;
};

// Uniforms down to 2^-53 in both tails, and around the ends of octaves.
std::vector<Place> places() {
  std::vector<Place> all;
  const auto add = [&](double p) {
    all.push_back({p, p, Tail::lower});
    if (const double u = 1 - p; u > 0.5) all.push_back({u, 1 - u, Tail::upper});
  };
  for (double p = 0.4999; p > 0x1p-53; p *= 0.983) add(p);
  for (double p = 0.5; p >= 0x1p-53; p /= 2)
    for (const double near : {std::nextafter(p, 0.0), p, std::nextafter(p, 1.0)})
      if (near >= 0x1p-53 && near <= 0.5) add(near);
  for (int i = 1; i < 4000; ++i) add(i / 8000.0);
  return all;
}

double draw_one(const Sampler& sampler, double u) {
  double x;
  sampler.draw(&u, &x, 1);
  return x;
}

// How far apart doubles near x are, in probability: what no table and no quantile can do better than.
double resolution(const Distribution& d, double x, Tail tail) {
  const double inf = std::numeric_limits<double>::infinity();
  return std::abs(cdf(d, std::nextafter(x, inf), tail) - cdf(d, std::nextafter(x, -inf), tail));
}

}  // namespace

TEST_CASE("tables are within 1e-11 of the probability, and in the tails within 1e-7 of it relatively") {
  for (const Named& each : continuous_laws()) {
    CAPTURE(each.name);
    const Sampler sampler(each.distribution, 1);
    REQUIRE(sampler.method() != Sampler::Method::scalar_quantile);
    double worst = 0, worst_relative = 0;
    for (const auto& [u, p, tail] : places()) {
      const double x = draw_one(sampler, u), error = std::abs(cdf(each.distribution, x, tail) - p);
      if (error <= 16 * resolution(each.distribution, x, tail)) continue;
      worst = std::max(worst, error);
      worst_relative = std::max(worst_relative, error / p);
    }
    CHECK(worst < 1e-11);
    CHECK(worst_relative < 1e-7);
  }
}

TEST_CASE("tables keep the digits of x where the scalar quantile has them") {
  for (const Named& each : continuous_laws()) {
    if (each.name == "mixture with a gap" || each.name == "mixture of orders of magnitude") continue;  // steep stretches
    CAPTURE(each.name);
    const Sampler sampler(each.distribution, 1);
    // A value that is 0 by chance, not because it is the bound, need not be near 0 relatively.
    const bool may_cross = support(each.distribution).low < 0;
    const double spread = quantile(each.distribution, 0.75) - quantile(each.distribution, 0.25);
    double worst = 0;
    for (const auto& [u, p, tail] : places()) {
      const double x = quantile(each.distribution, p, tail), size = std::abs(x) + (may_cross ? 1e-3 * spread : 0);
      worst = std::max(worst, size == 0 ? draw_one(sampler, u) : std::abs(draw_one(sampler, u) - x) / size);
    }
    CHECK(worst < 1e-7);
  }
}

TEST_CASE("draws never fall as uniforms rise, to 1e-12 in probability") {
  for (const auto& laws : {continuous_laws(), mixed_laws()})
    for (const Named& each : laws) {
      CAPTURE(each.name);
      const Sampler sampler(each.distribution, 1);
      std::vector<double> u;
      for (const Place& place : places()) u.push_back(place.u);
      std::sort(u.begin(), u.end());
      std::vector<double> x(u.size());
      sampler.draw(u.data(), x.data(), u.size());
      double worst = 0;
      for (std::size_t i = 1; i < x.size(); ++i)
        if (x[i] < x[i - 1]) worst = std::max(worst, cdf(each.distribution, x[i - 1]) - cdf(each.distribution, x[i]));
      CHECK(worst < 1e-12);
    }
}

TEST_CASE("atoms, jumps and flat stretches come out exactly") {
  for (const Named& each : mixed_laws()) {
    CAPTURE(each.name);
    const Distribution& d = each.distribution;
    const Sampler sampler(d, 3);
    std::size_t on_atoms = 0;
    for (const auto& [u, p, tail] : places()) {
      const double x = quantile(d, p, tail), drawn = draw_one(sampler, u);
      const bool atom = std::isnan(density(d, x)) || is_discrete(d);
      on_atoms += atom;
      if (atom) CHECK(drawn == 3 * x);
      else CHECK(std::abs(cdf(d, drawn / 3, tail) - p) < 1e-10);
    }
    CHECK(on_atoms > 100);
  }
}

TEST_CASE("numbers drawn through tables have the law they should") {
  // Kolmogorov and Smirnov with 1e6 draws; a statistic of 2.6 is passed by chance with probability 2 exp(-2 · 2.6²) = 3e-6.
  constexpr std::size_t n = 1000000;
  std::mt19937_64 generator(20);
  std::vector<double> u(n), x(n);
  for (const Named& each : continuous_laws()) {
    CAPTURE(each.name);
    for (double& v : u) v = (static_cast<double>(generator() >> 12) + 0.5) * 0x1p-52;
    Sampler(each.distribution, 1).draw(u.data(), x.data(), n);
    std::sort(x.begin(), x.end());
    double largest = 0;
    for (std::size_t i = 0; i < n; i += 7) {
      const double f = cdf(each.distribution, x[i]);
      largest = std::max({largest, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
    }
    CHECK(largest * std::sqrt(static_cast<double>(n)) < 2.6);
  }
}

TEST_CASE("a table is built with a few thousand calls of the cdf") {
  // The time this takes is printed by bench/distributions; calls are what depends on the method alone.
  for (const Named& each : continuous_laws()) {
    CAPTURE(each.name);
    const auto table = QuantileTable::build(each.distribution, 1);
    REQUIRE(table);
    CHECK(table->cdf_calls() < 4000);
    CHECK(table->segment_count() < 400);
  }
}

TEST_CASE("a law with very many kinks still gets a table, and few draws go past it") {
  std::vector<Distribution> parts;
  for (int i = 0; i < 60; ++i) parts.push_back(law("normal", {100.0 * i, 1 + 0.01 * i}));
  const Distribution comb = mix(std::move(parts));
  const auto table = QuantileTable::build(comb, 1);
  REQUIRE(table);
  CHECK(table->cdf_calls() < 200000);
  std::mt19937_64 generator(3);
  int missing = 0;
  for (int i = 0; i < 100000; ++i) {
    const double u = (static_cast<double>(generator() >> 12) + 0.5) * 0x1p-52;
    double x;
    table->draw(&u, &x, 1);
    missing += std::isnan(x);
  }
  CHECK(missing < 500);
}
