// Truncation against mpmath (tests/reference/truncated.py), and what must hold of any truncated law.
#include <doctest/doctest.h>

#include <cmath>

#include "composite_laws.h"
#include "reference/truncated_values.h"

using namespace botec;
using namespace composite_test;

namespace {
constexpr double inf = std::numeric_limits<double>::infinity();
double relative(double got, double want) { return std::abs(got - want) / std::abs(want); }
}  // namespace

TEST_CASE("truncated laws keep the mass and have the moments that mpmath finds") {
  for (const auto& c : reference::truncated_cases) {
    const Distribution base = law(c.family, c.parameters);
    if (!base.family->cdf) continue;
    CAPTURE(c.family);
    CAPTURE(c.parameters[0]);
    CAPTURE(c.low);
    CAPTURE(c.high);
    const auto t = truncate(base, c.low, c.high);
    REQUIRE(t);
    CHECK(relative(t->kept, c.kept) < 1e-12);
    const Moments m = moments(t->distribution);
    REQUIRE(m.mean);
    REQUIRE(m.sd);
    CHECK(relative(*m.mean, c.mean) < 1e-10);
    CHECK(relative(*m.sd, c.sd) < 1e-10);
  }
}

TEST_CASE("cdf and quantile of truncated laws agree in both tails, relative to the tail probability") {
  for (const auto& c : reference::truncated_cases) {
    const Distribution base = law(c.family, c.parameters);
    if (!base.family->cdf) continue;
    CAPTURE(c.family);
    CAPTURE(c.low);
    CAPTURE(c.high);
    const Distribution d = cut(base, c.low, c.high);
    CHECK(round_trip_error(d) < 1e-12);
    CHECK(quantile(d, 0.0) == support(d).low);
    CHECK(quantile(d, 1.0) == support(d).high);
    CHECK(cdf(d, c.low) == 0.0);
    CHECK(cdf(d, c.high) == 1.0);
    double previous = -inf;
    for (double p = 0.001; p < 1; p += 0.001) {
      const double x = quantile(d, p);
      CHECK(x >= previous);
      previous = x;
    }
  }
}

TEST_CASE("near an end of the interval quantiles keep relative accuracy") {
  // x = low + p kept / density(low) to first order, where low is 0 and every digit of x counts.
  const Distribution base = law("normal", {2e7, 1.5e7});
  const auto t = *truncate(base, 0, inf);
  for (const double p : {1e-8, 1e-9, 1e-13, 1e-16, 1e-30}) {
    const double first = p * t.kept / density(base, 0);
    const double second = first * (1 - first * (2e7 / 1.5e7) / 1.5e7 / 2);  // density'/density = mean/sd^2 at 0
    CAPTURE(p);
    CHECK(relative(quantile(t.distribution, p), second) < 1e-11);
    CHECK(relative(cdf(t.distribution, second), p) < 1e-11);
  }
}

TEST_CASE("means of wide lognormals cut above are exact") {
  // z(0.95) from its definition, so that the reference and the law have the same 90% interval.
  const double z = 1.6448536269514722, sigma = (std::log(1000.0) - std::log(0.001)) / (2 * z);
  for (const auto& c : reference::wide_lognormals)
    CHECK(relative(*moments(cut(law("lognormal", {0, sigma}), -inf, c.top)).mean, c.mean) < 1e-12);
}

TEST_CASE("a cut that removes nothing changes nothing, and a cut of a cut is one cut") {
  const Distribution base = law("beta", {2, 5, 0, 1});
  const auto whole = *truncate(base, 0, 7);
  CHECK(whole.kept == 1.0);
  CHECK(whole.distribution.family == base.family);
  const auto once = *truncate(base, 0.2, 0.6);
  const auto twice = *truncate(once.distribution, 0.1, 0.4);
  const auto direct = *truncate(base, 0.2, 0.4);
  CHECK(twice.distribution.parts.front().family == base.family);
  CHECK(relative(twice.kept, direct.kept / once.kept) < 1e-14);
  for (const double p : {1e-12, 0.1, 0.5, 0.9}) CHECK(quantile(twice.distribution, p) == quantile(direct.distribution, p));
}

TEST_CASE("truncation without mass, with bounds in the wrong order or not numbers is a complaint") {
  const Distribution n = law("normal", {0, 1});
  CHECK_FALSE(truncate(n, 2, 1));
  CHECK(truncate(n, 2, 1).complaint().argument == "min");
  CHECK_FALSE(truncate(n, std::nan(""), 1));
  CHECK_FALSE(truncate(n, 40, inf));   // below the smallest double
  CHECK_FALSE(truncate(n, 1, 1));
  CHECK_FALSE(truncate(law("uniform", {0, 1}), 2, 3));
  CHECK_FALSE(truncate(constant(3), 4, 5));
  CHECK(truncate(constant(3), 3, 5)->kept == 1.0);
  CHECK_FALSE(truncate(mix({law("uniform", {0, 1}), law("uniform", {2, 3})}), 1.2, 1.8));
}

TEST_CASE("tails of truncated laws follow from the bounds") {
  const Distribution wide = law("lognormal", {0, 2});
  CHECK(tail_indices(cut(wide, -inf, 100)).exponential_upper == TailIndices::none);
  CHECK(tail_indices(cut(wide, 1, inf)).exponential_upper == 0);
  const Distribution n = law("normal", {0, 1});
  CHECK(tail_indices(cut(n, -1, 1)).at_zero == 1);
  CHECK(tail_indices(cut(n, 0, 1)).at_zero == 1);
  CHECK(tail_indices(cut(n, 0.1, 1)).at_zero == TailIndices::none);
  CHECK(tail_indices(cut(n, -3, -1)).at_zero == TailIndices::none);
}

TEST_CASE("a mixture with an atom keeps the atom at the bound") {
  const Distribution inflated = mix({constant(0), law("lognormal", {0, 1})}, {0.3, 0.7});
  const auto kept = *truncate(inflated, 0, 1);
  CHECK(relative(kept.kept, 0.3 + 0.7 * 0.5) < 1e-14);
  CHECK(relative(cdf(kept.distribution, 0), 0.3 / 0.65) < 1e-14);
  const auto positive = *truncate(inflated, 1e-300, inf);
  CHECK(relative(positive.kept, 0.7) < 1e-14);
  CHECK(support(positive.distribution).low == 1e-300);
}

TEST_CASE("whole numbers keep both bounds, and the sums over them") {
  const Distribution base = law("poisson", {4});
  const auto t = *truncate(base, 2, 6);
  double kept = 0, mean = 0, square = 0;
  for (int k = 2; k <= 6; ++k) kept += density(base, k), mean += k * density(base, k), square += k * k * density(base, k);
  mean /= kept, square /= kept;
  CHECK(relative(t.kept, kept) < 1e-14);
  CHECK(relative(*moments(t.distribution).mean, mean) < 1e-13);
  CHECK(relative(*moments(t.distribution).sd, std::sqrt(square - mean * mean)) < 1e-12);
  CHECK(is_discrete(t.distribution));
  CHECK(relative(density(t.distribution, 2), density(base, 2) / kept) < 1e-14);
  REQUIRE(atoms(t.distribution));
  CHECK(atoms(t.distribution)->size() == 5);
  CHECK(truncate(base, 1.5, 6.5)->kept == t.kept);
  CHECK(support(truncate(base, 1.5, 6.5)->distribution).low == 2);
  CHECK(tail_indices(t.distribution).at_zero == TailIndices::none);
  CHECK(tail_indices(cut(base, 0, 3)).at_zero == 0);
  CHECK(constant_value(truncate(base, 3, 3.5)->distribution) == 3.0);
  CHECK_FALSE(truncate(base, 3.2, 3.8));
}

TEST_CASE("whole numbers far out in a tail: quantile of cdf is the number, in both tails") {
  for (const auto& [low, high] : {std::pair{30.0, inf}, {-inf, 1.0}, {2.0, 9.0}, {60.0, 61.0}}) {
    const Distribution d = cut(law("poisson", {4}), low, high);
    CAPTURE(low);
    std::size_t wrong = 0;
    for (double k = support(d).low; k <= std::min(support(d).high, 80.0); ++k) {
      if (cdf(d, k) < 1) wrong += quantile(d, cdf(d, k)) != k;
      if (cdf(d, k, Tail::upper) > 0) wrong += quantile(d, cdf(d, k, Tail::upper), Tail::upper) != k;
    }
    CHECK(wrong == 0);
  }
  // P(30 | >= 30) from the series 1 + 4/31 + 4²/(31·32) + …
  double series = 0, term = 1;
  for (int k = 31; k < 60; ++k) series += term, term *= 4.0 / k;
  CHECK(relative(density(cut(law("poisson", {4}), 30, inf), 30), 1 / series) < 1e-12);
}

TEST_CASE("laws of many kinds, cut at their own quantiles, keep what they should and stay invertible") {
  const auto from = [](std::string_view name, std::map<std::string, double, std::less<>> numbers) {
    Arguments arguments;
    arguments.numbers = std::move(numbers);
    return *make_distribution(name, arguments);
  };
  const std::vector<Distribution> laws = {
      from("student_t", {{"df", 2.5}, {"location", 1}, {"scale", 2}}), from("pareto", {{"low", 1}, {"shape", 1.2}}),
      from("triangular", {{"low", 0}, {"mode", 1}, {"high", 5}}),      from("weibull", {{"shape", 0.7}, {"scale", 2}}),
      from("laplace", {{"location", 0}, {"scale", 1}}),                from("uniform", {{"low", 1}, {"high", 9}}),
      from("cauchy", {{"location", 0}, {"scale", 1}}),                 from("gumbel", {{"location", 0}, {"scale", 1}})};
  for (const Distribution& base : laws) {
    CAPTURE(base.family->name);
    for (const auto& [a, b] : {std::pair{0.1, 0.8}, {0.4, 0.401}, {0.0, 0.3}, {0.7, 1.0}, {1e-9, 1e-6}}) {
      CAPTURE(a);
      const double low = quantile(base, a), high = quantile(base, b);
      const auto t = truncate(base, low, high);
      REQUIRE(t);
      CHECK(relative(t->kept, b - a) < 1e-11);
      // The ends are rounded to doubles, which in a narrow cut is a share of it.
      const double rounding = 4 * 2.2e-16 * (std::abs(low) + std::abs(high)) / std::abs(high - low);
      CHECK(round_trip_error(t->distribution) < 1e-12 + (std::isfinite(rounding) ? rounding : 0));
      const Moments m = moments(t->distribution);
      if (!(std::isfinite(low) && std::isfinite(high))) continue;
      REQUIRE(m.sd);
      CHECK(*m.mean > low);
      CHECK(*m.mean < high);
      // Against the quantile function summed at 20000 midpoints, whose error is of second order in their distance.
      double mean = 0;
      for (int i = 0; i < 20000; ++i) mean += quantile(t->distribution, (i + 0.5) / 20000) / 20000;
      CHECK(std::abs(*m.mean - mean) < 1e-6 * (high - low));
    }
  }
}
