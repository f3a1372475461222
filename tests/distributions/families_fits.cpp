// Distributions from quantiles and from moments: exact to rounding, or refused.
#include <doctest/doctest.h>

#include <random>

#include "family_cases.h"

using namespace family_test;

namespace {

constexpr std::pair<double, double> levels[] = {{0.05, 0.95}, {0.01, 0.02}, {0.5, 0.501}, {0.001, 0.999}, {0.975, 0.99}, {1e-9, 0.3}};

bool goes_through(const Distribution& d, double p, double x) {
  if (std::abs(cdf(d, x) - p) <= 1e-13) return true;
  return std::abs(quantile(d, p) - x) <= 1e-12 * std::abs(x);
}

// Pairs from one part in 1e12 to a factor of 1e12 apart.
std::pair<double, double> hostile_pair(std::mt19937_64& engine, std::string_view family) {
  std::uniform_real_distribution<double> unit(0, 1);
  if (family == "beta") {  // anywhere in (0, 1), both ends included to 1e-12
    const auto inside = [&] { return unit(engine) < 0.5 ? unit(engine) : std::pow(10, -12 * unit(engine)); };
    double a = inside(), b = unit(engine) < 0.3 ? a * (1 + std::pow(10, -10 * unit(engine))) : inside();
    if (a > b) std::swap(a, b);
    return {a, b};
  }
  const double low = std::pow(10, 24 * unit(engine) - 12);
  const double apart = unit(engine) < 0.5 ? std::pow(10, -12 * unit(engine)) : std::pow(10, 12 * unit(engine));
  return {low, low * (1 + apart)};
}

}  // namespace

TEST_CASE("two quantiles fix a distribution to rounding, or are refused in one sentence") {
  std::mt19937_64 engine(11);
  for (const Family* family : catalogue()) {
    if (!family->from_range || family->fit == nullptr || family->name == "metalog") continue;
    INFO(family->name);
    int refused = 0, all = 0;
    for (int i = 0; i < 40; ++i) {
      for (const auto& [p1, p2] : levels) {
        const auto [x1, x2] = hostile_pair(engine, family->name);
        if (!(x1 < x2) || x2 >= 1 - 1e-13 * (family->name == "beta")) {
          if (family->name == "beta" || !(x1 < x2)) continue;
        }
        INFO(p1, ": ", x1, ", ", p2, ": ", x2);
        const auto made = make_through(family->name, {{p1, x1}, {p2, x2}});
        ++all;
        if (!made) {
          ++refused;
          CHECK(made.complaint().kind == "bad-input");
          continue;
        }
        CHECK(goes_through(*made, p1, x1));
        CHECK(goes_through(*made, p2, x2));
      }
    }
    // What is refused would have quantiles beyond the doubles: 1% at 1 and 2% at 1e12 is a lognormal with a median of 1e80.
    CHECK(refused * 4 < all);
  }
}

TEST_CASE("ordinary ranges always fit") {
  for (const Family* family : catalogue()) {
    if (!family->from_range || family->name == "metalog") continue;
    for (const auto& [low, high] : {std::pair{0.05, 0.4}, {0.2, 0.3}, {0.001, 0.9}, {0.9, 0.99}}) {
      const auto made = make_through(family->name, {{0.05, low}, {0.95, high}});
      REQUIRE_MESSAGE(made, family->name);
      CHECK(cdf(*made, low) == doctest::Approx(0.05).epsilon(1e-13));
      CHECK(cdf(*made, high) == doctest::Approx(0.95).epsilon(1e-13));
    }
  }
  const auto stretched = make_through("beta", {{0.1, -3}, {0.9, 40}}, {{"low", -10}, {"high", 50}});
  REQUIRE(stretched);
  CHECK(std::abs(cdf(*stretched, -3) - 0.1) <= 1e-13);
  CHECK(std::abs(cdf(*stretched, 40) - 0.9) <= 1e-13);
  for (const char* family : {"normal", "uniform", "logistic", "gumbel", "laplace", "cauchy"}) {
    const auto below_zero = make_through(family, {{0.05, -30}, {0.95, -2}});
    REQUIRE(below_zero);
    CHECK(goes_through(*below_zero, 0.05, -30));
    CHECK(goes_through(*below_zero, 0.95, -2));
  }
}

TEST_CASE("mean and sd come back as given") {
  for (const auto& [mean, sd] : {std::pair{0.2, 0.1}, {0.3, 0.45}, {0.999, 0.001}, {1e-6, 1e-7}, {0.5, 1e-9}}) {
    for (const char* family : {"normal", "lognormal", "beta", "gamma"}) {
      INFO(family, " ", mean, " ", sd);
      const auto made = make(family, {{"mean", mean}, {"sd", sd}});
      REQUIRE_MESSAGE(made, made.complaint().message);
      CHECK(*moments(*made).mean == doctest::Approx(mean).epsilon(1e-13));
      CHECK(*moments(*made).sd == doctest::Approx(sd).epsilon(1e-9 * mean / sd > 1e-12 ? 1e-7 : 1e-12));
    }
    const auto t = make("student_t", {{"df", 3.5}, {"mean", mean}, {"sd", sd}});
    REQUIRE(t);
    CHECK(*moments(*t).sd == doctest::Approx(sd).epsilon(1e-14));
  }
  // The extremes of a lognormal's ratio of sd to mean.
  for (const double ratio : {1e-9, 1e-3, 1e3, 1e7}) {
    const auto made = make("lognormal", {{"mean", 2}, {"sd", 2 * ratio}});
    REQUIRE(made);
    CHECK(*moments(*made).mean == doctest::Approx(2).epsilon(1e-12));
    CHECK(*moments(*made).sd == doctest::Approx(2 * ratio).epsilon(1e-11));
  }
}

TEST_CASE("one quantile fixes an exponential") {
  const auto made = make_through("exponential", {{0.9, 20}});
  REQUIRE(made);
  CHECK(cdf(*made, 20) == doctest::Approx(0.9).epsilon(1e-15));
}

TEST_CASE("location and scale of student_t are not its mean and sd") {
  const auto by_scale = make("student_t", {{"df", 4}, {"location", 1}, {"scale", 2}});
  const auto by_sd = make("student_t", {{"df", 4}, {"mean", 1}, {"sd", 2}});
  CHECK(*moments(*by_scale).sd == doctest::Approx(2 * std::sqrt(2.0)));
  CHECK(*moments(*by_sd).sd == doctest::Approx(2));
}
