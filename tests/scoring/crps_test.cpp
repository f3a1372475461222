// The integral of every family against closed forms: Gneiting and Raftery 2007 (normal), Jordan, Krüger and Lerch 2019, appendix A
// (the others), Grimit and others 2006 (mixtures of normals), written out here with the functions of Boost and of the library.
#include <doctest/doctest.h>

#include <boost/math/special_functions/bessel.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <functional>
#include <numbers>

#include "distributions/crps.h"
#include "distributions/family.h"

using namespace botec;
namespace bm = boost::math;

namespace {

Distribution make(const char* family, std::map<std::string, double, std::less<>> numbers) {
  auto made = make_distribution(family, {std::move(numbers), {}, {}, {}, false});
  REQUIRE(made);
  return *made;
}

double phi(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }
double Phi(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

using Closed = std::function<double(double y)>;

void check(const Distribution& d, const Closed& closed, std::initializer_list<double> outcomes, double within = 1e-9) {
  CAPTURE(d.family->name);
  for (const double y : outcomes) {
    CAPTURE(y);
    const auto found = crps(d, y);
    REQUIRE(found);
    CHECK(*found == doctest::Approx(closed(y)).epsilon(within));
  }
}

}  // namespace

TEST_CASE("normal, also far outside") {
  check(make("normal", {{"mean", 3}, {"sd", 2}}), [](double y) {
    const double z = (y - 3) / 2;
    return 2 * (z * (2 * Phi(z) - 1) + 2 * phi(z) - 1 / std::sqrt(std::numbers::pi));
  }, {-1000, -5, 2.9, 3, 7, 100, 1e9});
  // A value that is printed everywhere: 2 phi(0) - 1/sqrt(pi).
  CHECK(*crps(make("normal", {{"mean", 0}, {"sd", 1}}), 0) == doctest::Approx(0.23369497725510907).epsilon(1e-12));
}

TEST_CASE("lognormal, narrow and wide") {
  for (const double sigma : {0.1, 1.0, 3.0}) {
    check(make("lognormal", {{"mu", 0.5}, {"sigma", sigma}}), [sigma](double y) {
      const double z = (std::log(y) - 0.5) / sigma;
      return y * (2 * Phi(z) - 1) - 2 * std::exp(0.5 + sigma * sigma / 2) * (Phi(z - sigma) + Phi(sigma / std::numbers::sqrt2) - 1);
    }, {0.01, 1, 1.6, 10, 1000});
  }
}

TEST_CASE("its logarithm is normal, and so is its score") {
  for (const double y : {1e-6, 1.0, 1.6487, 40.0}) {
    CHECK(*crps_of_logarithm(make("lognormal", {{"mu", 0.5}, {"sigma", 2}}), y) ==
          doctest::Approx(*crps(make("normal", {{"mean", 0.5}, {"sd", 2}}), std::log(y))).epsilon(1e-9));
  }
  // loguniform from 1 to e: uniform from 0 to 1.
  CHECK(*crps_of_logarithm(make("loguniform", {{"low", 1}, {"high", std::numbers::e}}), std::exp(0.3)) == doctest::Approx(0.09 - 0.3 + 1.0 / 3).epsilon(1e-9));
  CHECK_FALSE(crps_of_logarithm(make("normal", {{"mean", 5}, {"sd", 1}}), 4));
  CHECK_FALSE(crps_of_logarithm(make("exponential", {{"rate", 1}}), -1));
}

TEST_CASE("uniform, exponential, laplace, logistic") {
  check(make("uniform", {{"low", 0}, {"high", 1}}), [](double y) {
    const double inside = std::clamp(y, 0.0, 1.0);
    return std::abs(y - inside) + inside * inside - inside + 1.0 / 3;
  }, {-3, 0, 0.25, 0.5, 1, 2});
  check(make("exponential", {{"rate", 2}}), [](double y) { return std::abs(y) - (y > 0 ? -std::expm1(-2 * y) : 0) + 0.25; }, {-1, 0, 0.3, 50});
  check(make("laplace", {{"location", 1}, {"scale", 3}}), [](double y) {
    const double z = std::abs(y - 1) / 3;
    return 3 * (z + std::exp(-z) - 0.75);
  }, {-40, 0.5, 1, 9});
  check(make("logistic", {{"location", 1}, {"scale", 3}}), [](double y) {
    const double z = (y - 1) / 3;
    return 3 * (z + 2 * std::log1p(std::exp(-z)) - 1);
  }, {-40, 0.5, 1, 9});
}

TEST_CASE("gamma, beta and Student's t") {
  check(make("gamma", {{"shape", 2.5}, {"scale", 4}}), [](double y) {
    const double a = 2.5, at = std::max(y, 0.0) / 4;
    return y * (2 * bm::gamma_p(a, at) - 1) - a * 4 * (2 * bm::gamma_p(a + 1, at) - 1) - 4 / bm::beta(0.5, a);
  }, {-1, 0.1, 8, 100});
  check(make("beta", {{"alpha", 2}, {"beta", 5}}), [](double y) {
    const double a = 2, b = 5;
    return y * (2 * bm::ibeta(a, b, y) - 1) + a / (a + b) * (1 - 2 * bm::ibeta(a + 1, b, y) - 2 * bm::beta(2 * a, 2 * b) / (a * std::pow(bm::beta(a, b), 2)));
  }, {0.0, 0.1, 0.3, 0.99});
  for (const double df : {1.5, 4.0, 30.0}) {
    check(make("student_t", {{"df", df}, {"location", 0}, {"scale", 1}}), [df](double z) {
      const double F = z < 0 ? bm::ibeta(df / 2, 0.5, df / (df + z * z)) / 2 : 1 - bm::ibeta(df / 2, 0.5, df / (df + z * z)) / 2;
      const double f = std::pow(1 + z * z / df, -(df + 1) / 2) / (std::sqrt(df) * bm::beta(0.5, df / 2));
      return z * (2 * F - 1) + 2 * f * (df + z * z) / (df - 1) - 2 * std::sqrt(df) / (df - 1) * bm::beta(0.5, df - 0.5) / std::pow(bm::beta(0.5, df / 2), 2);
    }, {-3, 0, 0.5, 20}, 1e-8);
  }
}

TEST_CASE("a tail may be as heavy as 1/sqrt(x), and no heavier") {
  // Cauchy at its centre: both halves give the integral of (atan(1/t)/pi)^2, which is log(2)/pi.
  CHECK(*crps(make("cauchy", {{"location", 7}, {"scale", 3}}), 7) == doctest::Approx(3 * 2 * std::numbers::ln2 / std::numbers::pi).epsilon(1e-8));
  // Pareto from 1 with an outcome at 1: the integral of x^(-2a) is 1/(2a - 1).
  for (const double shape : {0.55, 0.8, 1.0, 3.0}) {
    CHECK(*crps(make("pareto", {{"low", 1}, {"shape", shape}}), 1) == doctest::Approx(1 / (2 * shape - 1)).epsilon(1e-7));
  }
  CHECK_FALSE(crps(make("pareto", {{"low", 1}, {"shape", 0.5}}), 1));
  CHECK(crps_of_logarithm(make("pareto", {{"low", 1}, {"shape", 0.1}}), 2));
}

TEST_CASE("laws of steps, exactly") {
  check(make("poisson", {{"mean", 4.5}}), [](double y) {
    const double m = 4.5, k = std::floor(y);
    const double F = k < 0 ? 0 : bm::gamma_q(k + 1, m), f = k < 0 ? 0 : std::exp(k * std::log(m) - m - std::lgamma(k + 1));
    return (y - m) * (2 * F - 1) + 2 * m * f - m * std::exp(-2 * m) * (bm::cyl_bessel_i(0, 2 * m) + bm::cyl_bessel_i(1, 2 * m));
  }, {0, 3, 4, 4.5, 20});
  check(make("bernoulli", {{"p", 0.3}}), [](double y) { return y == 1 ? 0.49 : 0.09; }, {0, 1});   // the Brier score
  const auto observed = make_distribution("empirical", {{}, {}, {1, 2, 2, 7}, {}, false});
  // E|X - 3| - E|X - X'|/2 over the four values.
  CHECK(*crps(*observed, 3) == doctest::Approx((2 + 1 + 1 + 4) / 4.0 - (1 + 1 + 6 + 0 + 5 + 5) * 2 / 32.0));
  CHECK(*crps(constant(5), 3.5) == doctest::Approx(1.5));
}

TEST_CASE("mixtures, with and without jumps, truncations and points") {
  const auto mixed = mixture({make("normal", {{"mean", 0}, {"sd", 1}}), make("normal", {{"mean", 10}, {"sd", 0.01}})}, {0.7, 0.3});
  REQUIRE(mixed);
  const auto A = [](double m, double s) { return 2 * s * phi(m / s) + m * (2 * Phi(m / s) - 1); };
  check(*mixed, [&](double y) {
    const double r2 = std::numbers::sqrt2;
    return 0.7 * A(y, 1) + 0.3 * A(y - 10, 0.01) - 0.5 * (0.49 * A(0, r2) + 0.42 * A(10, std::sqrt(1 + 1e-4)) + 0.09 * A(0, 0.01 * r2));
  }, {-2, 0.1, 5, 10, 10.001, 30}, 1e-8);
  // 40% at 2, else uniform from 0 to 4, by hand: F is 0.15x below 2 and 0.4 + 0.15x above.
  const auto jump = mixture({constant(2), make("uniform", {{"low", 0}, {"high", 4}})}, {0.4, 0.6});
  CHECK(*crps(*jump, 2) == doctest::Approx(2 * 0.0225 * 8 / 3).epsilon(1e-9));
  CHECK(*crps(*jump, 4) == doctest::Approx(0.0225 * 8 / 3 + (1.0 - std::pow(0.7, 3)) / 0.45).epsilon(1e-9));
  // A truncated exponential from 1 on is the same law, moved.
  const auto cut = truncate(make("exponential", {{"rate", 1}}), 1, std::numeric_limits<double>::infinity());
  CHECK(*crps(cut->distribution, 1.7) == doctest::Approx(*crps(make("exponential", {{"rate", 1}}), 0.7)).epsilon(1e-9));
  const auto points = make_distribution("cdf", {{}, {{0, 0}, {0.5, 1}, {1, 3}}, {}, {}, false});
  // F is x/2 to 1 and then (x + 1)/4: at 1, 1/12 below and the integral of ((3 - x)/4)^2 above.
  CHECK(*crps(*points, 1) == doctest::Approx(1.0 / 12 + 8.0 / 48).epsilon(1e-10));
}

TEST_CASE("every family of the catalogue has a score at its median") {
  for (const Family* family : catalogue()) {
    if (family->argument_sets.empty() || family->from_range == false) continue;
    const auto made = make_distribution(family->name, {{}, {{0.05, 0.2}, {0.95, 0.7}}, {}, {}, false});
    if (!made) continue;
    CAPTURE(family->name);
    const double median = quantile(*made, 0.5);
    const auto score = crps(*made, median);
    REQUIRE(score);
    // E|X - m| bounds the score, and both are of the size of the spread.
    CHECK(*score > 0.005);
    CHECK(*score < 0.3);
  }
}
