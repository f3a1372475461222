// The logarithm of the density: the formula for far tails against the density itself where both can be had, and closed forms
// where only the logarithm can.
#include <doctest/doctest.h>

#include "distributions/composite.h"
#include "family_cases.h"

using namespace family_test;

TEST_CASE("the formula for far tails agrees with the density wherever that is an ordinary number") {
  std::size_t compared = 0;
  for (const auto& [label, d] : all_cases()) {
    if (d.family->log_density == nullptr) continue;
    INFO(label);
    const Support range = support(d);
    for (const double p : {1e-200, 1e-30, 1e-6, 0.01, 0.3, 0.5, 0.8, 0.99}) {
      for (const Tail tail : {Tail::lower, Tail::upper}) {
        const double x = quantile(d, p, tail), plain = density(d, x);
        if (!(plain > 1e-290) || std::isinf(plain) || std::isinf(x) || x <= range.low || x >= range.high) continue;
        CAPTURE(x);
        const double log = d.family->log_density(d, x);
        CHECK(std::abs(log - std::log(plain)) <= 1e-9 * (1 + std::abs(log)));
        ++compared;
      }
    }
  }
  CHECK(compared > 300);
}

TEST_CASE("far out the logarithm goes on where the density has ended") {
  const Distribution normal = *make("normal", {{"mean", 3}, {"sd", 2}});
  CHECK(density(normal, 203) == 0);
  CHECK(log_density(normal, 203) == doctest::Approx(-5000 - 0.5 * std::log(2 * 3.141592653589793) - std::log(2)).epsilon(1e-14));
  CHECK(log_density(*make("exponential", {{"mean", 1}}), 1e4) == doctest::Approx(-1e4));
  CHECK(log_density(*make("poisson", {{"mean", 1e4}}), 0) == doctest::Approx(-1e4));
  // C(n, n) p^n
  CHECK(log_density(*make("binomial", {{"n", 1000}, {"p", 0.01}}), 1000) == doctest::Approx(1000 * std::log(0.01)));
  const Distribution mixed = *mixture({normal, *make("normal", {{"mean", 0}, {"sd", 1}})}, {1, 3});
  CHECK(log_density(mixed, 203) == doctest::Approx(log_density(normal, 203) + std::log(0.25)).epsilon(1e-14));
}

TEST_CASE("a piece cut from far out has an ordinary density") {
  // Beyond t a standard normal falls at a rate of nearly t + 1/t from there; at 38 its own density is below 1e-308.
  const auto cut = truncate(*make("normal", {{"mean", 0}, {"sd", 1}}), 37.5, std::numeric_limits<double>::infinity());
  REQUIRE(cut);
  CHECK(density(cut->distribution, 38) == doctest::Approx((37.5 + 1 / 37.5) * std::exp((37.5 * 37.5 - 38 * 38) / 2)).epsilon(1e-4));
}

TEST_CASE("zero is zero") {
  CHECK(log_density(*make("uniform", {{"low", 0}, {"high", 1}}), 2) == -std::numeric_limits<double>::infinity());
  CHECK(log_density(*make("lognormal", {{"mu", 0}, {"sigma", 1}}), -1) == -std::numeric_limits<double>::infinity());
  CHECK(log_density(*make("poisson", {{"mean", 3}}), 2.5) == -std::numeric_limits<double>::infinity());
}
