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
