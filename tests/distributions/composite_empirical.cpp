// Observed values, plain and smoothed, and laws given by points of their cdf.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

#include "composite_laws.h"

using namespace botec;
using namespace composite_test;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
double relative(double got, double want) { return std::abs(got - want) / std::abs(want); }

Expected<Distribution> empirical(std::vector<double> values, bool smooth = false) {
  Arguments arguments;
  arguments.values = std::move(values);
  arguments.smooth = smooth;
  return make_distribution("empirical", arguments);
}

Expected<Distribution> points(std::vector<std::pair<double, double>> quantiles) {
  Arguments arguments;
  arguments.quantiles = std::move(quantiles);
  return make_distribution("cdf", arguments);
}

std::vector<double> random_values(std::size_t n, double sigma) {
  std::mt19937_64 generator(7);
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = (static_cast<double>(generator() >> 11) + 0.5) * 0x1p-53;
    values.push_back(std::exp(sigma * quantile(law("normal", {0, 1}), u)));
  }
  return values;
}

// The kernel density as it is defined, value by value.
struct Plain {
  std::vector<double> values;
  double h;
  double cdf(double x, Tail tail) const {
    double sum = 0;
    for (const double v : values) sum += std::erfc((tail == Tail::lower ? v - x : x - v) / h / std::sqrt(2.0)) / 2;
    return sum / static_cast<double>(values.size());
  }
  double density(double x) const {
    double sum = 0;
    for (const double v : values) sum += std::exp(-(x - v) * (x - v) / h / h / 2);
    return sum / static_cast<double>(values.size()) / h / std::sqrt(2 * 3.14159265358979324);
  }
};

}  // namespace

TEST_CASE("empirical: the quantile is the smallest value whose share of values at or below reaches p") {
  const Distribution d = *empirical({5, 3, 8, 5});
  CHECK(is_discrete(d));
  CHECK(cdf(d, 2.9) == 0.0);
  CHECK(cdf(d, 3) == 0.25);
  CHECK(cdf(d, 5) == 0.75);
  CHECK(cdf(d, 5, Tail::upper) == 0.25);
  CHECK(density(d, 5) == 0.5);
  CHECK(density(d, 4) == 0.0);
  CHECK(quantile(d, 0.25) == 3.0);
  CHECK(quantile(d, std::nextafter(0.25, 1)) == 5.0);
  CHECK(quantile(d, 0.75) == 5.0);
  CHECK(quantile(d, 0.25, Tail::upper) == 5.0);
  CHECK(quantile(d, std::nextafter(0.25, 0), Tail::upper) == 8.0);
  CHECK(quantile(d, 0) == 3.0);
  CHECK(quantile(d, 1) == 8.0);
  CHECK(*moments(d).mean == 5.25);
  CHECK(relative(*moments(d).sd, std::sqrt((5.0625 + 2 * 0.0625 + 7.5625) / 4)) < 1e-15);
  REQUIRE(atoms(d));
  CHECK(atoms(d)->size() == 3);
}

TEST_CASE("empirical: quantile of cdf is the value for every value, whatever n is") {
  for (const std::size_t n : {1u, 2u, 3u, 7u, 10u, 49u, 100u, 1000u, 12345u}) {
    const auto values = random_values(n, 1);
    const Distribution d = *empirical(values);
    std::size_t wrong = 0;
    for (const double v : values)
      wrong += quantile(d, cdf(d, v)) != v || quantile(d, cdf(d, v, Tail::upper), Tail::upper) != v;
    CHECK(wrong == 0);
  }
}

TEST_CASE("empirical: a cut keeps the values inside, bounds included") {
  const Distribution d = *empirical({1, 2, 2, 3, 4});
  const auto t = *truncate(d, 2, 3.5);
  CHECK(t.kept == 0.6);
  CHECK(cdf(t.distribution, 2) == doctest::Approx(2.0 / 3).epsilon(1e-15));
  CHECK(support(t.distribution).high == 3);
  CHECK(constant_value(truncate(d, 2, 2)->distribution) == 2.0);
  CHECK_FALSE(truncate(d, 2.1, 2.9));
  CHECK(constant_value(*empirical({4, 4, 4})) == 4.0);
  CHECK(tail_indices(*empirical({0, 1})).at_zero == 0);
}

TEST_CASE("smoothed: bandwidth by Silverman's rule") {
  // sd 3.5355 and IQR 2: 0.9 · 2/1.34 · 5^-0.2
  CHECK(relative(empirical({1, 2, 3, 4, 10}, true)->parameters[0], 0.9 * 2 / 1.34 * std::pow(5, -0.2)) < 1e-14);
  // Quartiles that agree leave the sd, here 9/√6.
  CHECK(relative(empirical({1, 1, 1, 1, 1, 10}, true)->parameters[0], 0.9 * 9 / std::sqrt(6.0) * std::pow(6, -0.2)) < 1e-14);
  const auto same = empirical({2, 2, 2}, true);
  REQUIRE_FALSE(same);
  CHECK(same.complaint().argument == "values");
  CHECK_FALSE(empirical({2}, true));
  CHECK_FALSE(empirical({}, true));
  CHECK_FALSE(empirical({1, inf}));
}

TEST_CASE("smoothed: cells give what the plain sum gives, in both tails") {
  for (const std::size_t n : {5u, 33u, 200u, 3000u})
    for (const double sigma : {0.3, 1.5}) {
      const Distribution d = *empirical(random_values(n, sigma), true);
      const Plain plain{random_values(n, sigma), d.parameters[0]};
      CAPTURE(n);
      CAPTURE(sigma);
      double worst = 0, worst_density = 0;
      for (const double p : tail_probabilities())
        for (const Tail tail : {Tail::lower, Tail::upper}) {
          const double x = quantile(d, p, tail);
          worst = std::max(worst, relative(cdf(d, x, tail), plain.cdf(x, tail)));
          worst_density = std::max(worst_density, std::abs(density(d, x) - plain.density(x)) * plain.h);
        }
      CHECK(worst < 1e-12);
      CHECK(worst_density < 1e-14);
      CHECK(round_trip_error(d) < 1e-12);
      CHECK(relative(*moments(d).mean, *moments(*empirical(random_values(n, sigma))).mean) < 1e-13);
      CHECK(relative(*moments(d).sd, std::hypot(*moments(*empirical(random_values(n, sigma))).sd, plain.h)) < 1e-13);
    }
}

TEST_CASE("cdf: straight lines between the points, both ways") {
  const Distribution d = *points({{0, 0}, {0.5, 10}, {0.9, 30}, {1, 50}});
  CHECK(quantile(d, 0.25) == 5.0);
  CHECK(quantile(d, 0.5) == 10.0);
  CHECK(quantile(d, 0.9) == 30.0);
  CHECK(relative(quantile(d, 0.05, Tail::upper), 40) < 1e-15);
  CHECK(relative(cdf(d, 20), 0.7) < 1e-15);
  CHECK(relative(cdf(d, 40, Tail::upper), 0.05) < 1e-14);
  CHECK(relative(density(d, 20), 0.02) < 1e-14);
  CHECK(round_trip_error(d) < 1e-14);
  CHECK(relative(*moments(d).mean, 0.5 * 5 + 0.4 * 20 + 0.1 * 40) < 1e-15);
  const double square = 0.5 * 100 / 3 + 0.4 * (100 + 300 + 900) / 3.0 + 0.1 * (900 + 1500 + 2500) / 3.0;
  CHECK(relative(*moments(d).sd, std::sqrt(square - 14.5 * 14.5)) < 1e-13);
  CHECK(tail_indices(d).at_zero == 1);
}

TEST_CASE("cdf: points one above the other are an atom") {
  const Distribution d = *points({{0, 0}, {0.2, 1}, {0.6, 1}, {1, 3}});
  CHECK(has_atoms(d));
  CHECK_FALSE(is_discrete(d));
  REQUIRE(atoms(d));
  REQUIRE(atoms(d)->size() == 1);
  CHECK(relative(atoms(d)->front().probability, 0.4) < 1e-15);
  for (const double p : {0.2, 0.2 + 1e-15, 0.4, 0.6}) CHECK(quantile(d, p) == 1.0);
  CHECK(quantile(d, 0.6 + 1e-9) > 1.0);
  CHECK(quantile(d, 0.2 - 1e-9) < 1.0);
  CHECK(relative(cdf(d, 1), 0.6) < 1e-15);
  CHECK(relative(cdf(d, std::nextafter(1, 0)), 0.2) < 1e-14);
  CHECK(std::isnan(density(d, 1)));
  CHECK(constant_value(*points({{0, 2}, {1, 2}})) == 2.0);
  CHECK(tail_indices(*points({{0, -1}, {0.2, 0}, {0.6, 0}, {1, 3}})).at_zero == 0);
}

TEST_CASE("cdf: a cut stays straight and keeps its atoms") {
  const Distribution d = *points({{0, 0}, {0.2, 1}, {0.6, 1}, {1, 3}});
  const auto t = *truncate(d, 1, 2);
  CHECK(relative(t.kept, 0.4 + 0.2) < 1e-14);
  CHECK(relative(cdf(t.distribution, 1), 0.4 / 0.6) < 1e-14);
  CHECK(relative(quantile(t.distribution, 1 - 1e-13), 2) < 1e-12);
  CHECK(quantile(t.distribution, 0.5) == 1.0);
}

TEST_CASE("cdf: what is missing or falls is named") {
  CHECK(points({{0.1, 0}, {1, 2}}).complaint().argument == "p0");
  CHECK(points({{0, 0}, {0.9, 2}}).complaint().argument == "p100");
  const auto falls = points({{0, 0}, {0.4, 5}, {0.7, 4}, {1, 9}});
  REQUIRE_FALSE(falls);
  CHECK(falls.complaint().argument == "p70");
}
