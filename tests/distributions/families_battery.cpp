// What every family must do, whatever its formulas: the examples of the catalogue and the cases of the reference values.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <random>

#include "family_cases.h"

using namespace family_test;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

std::vector<double> probabilities() {
  std::vector<double> p;
  for (double x = 0.5; x > 1e-12; x *= 0.31) p.push_back(x);
  p.push_back(1e-12);
  for (const double x : {0.6, 0.75, 0.9, 0.999, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12}) p.push_back(x);
  return p;
}

}  // namespace

TEST_CASE("every row is complete and its example makes a distribution of its family") {
  CHECK(catalogue().size() == 31);
  for (const Family* family : catalogue()) {
    INFO(family->name);
    CHECK(find_family(family->name) == family);
    CHECK(!family->summary.empty());
    CHECK((family->summary.back() == '.' || family->summary.back() == '?'));
    CHECK(!family->argument_sets.empty());
    for (const Parameter& parameter : family->parameters) CHECK((!parameter.meaning.empty() && !parameter.condition.empty()));
    CHECK(family->example.substr(0, family->name.size() + 1) == std::string(family->name) + "(");
    if (!family->fit) continue;
    const Call call = parse_call(family->example);
    const auto made = make_distribution(call.family, call.arguments);
    REQUIRE_MESSAGE(made, made.complaint().message);
    CHECK((family->cdf && family->quantile && family->density && family->moments && family->support && family->tail_indices));
  }
  CHECK(find_family("gaussian") == nullptr);
}

TEST_CASE("quantile inverts cdf in both tails") {
  for (const auto& [label, d] : all_cases()) {
    INFO(label);
    for (const double p : probabilities()) {
      for (const Tail tail : {Tail::lower, Tail::upper}) {
        const double x = quantile(d, p, tail);
        INFO("p ", p, tail == Tail::lower ? " lower" : " upper", " x ", x);
        REQUIRE(!std::isnan(x));
        if (!has_atoms(d)) {
          CHECK(probability_miss(d, x, p, tail) <= 1e-12);
          continue;
        }
        const double before = std::nextafter(x, -inf);
        CHECK((tail == Tail::lower ? cdf(d, x) >= p : cdf(d, x, Tail::upper) <= p));
        if (x > support(d).low) CHECK((tail == Tail::lower ? cdf(d, before) < p : cdf(d, before, Tail::upper) > p));
      }
    }
  }
}

TEST_CASE("the two tails are complements, cdf rises, and nothing lies outside the support") {
  for (const auto& [label, d] : all_cases()) {
    INFO(label);
    const Support range = support(d);
    double before = -1;
    for (const double p : {1e-9, 1e-3, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 1e-9}) {
      const double x = quantile(d, p), at = cdf(d, x);
      CHECK((x >= range.low && x <= range.high));
      CHECK(std::abs(at + cdf(d, x, Tail::upper) - 1) <= 1e-15);
      CHECK(at >= before);
      before = at;
    }
    CHECK(quantile(d, 0) == range.low);
    CHECK(quantile(d, 1) == range.high);
    CHECK(quantile(d, 0, Tail::upper) == range.high);
    CHECK(cdf(d, -inf) == 0);
    CHECK(cdf(d, inf) == 1);
    CHECK(cdf(d, inf, Tail::upper) == 0);
    if (std::isfinite(range.low)) CHECK((cdf(d, std::nextafter(range.low, -inf)) == 0 && density(d, range.low - 1) == 0));
    if (std::isfinite(range.high)) CHECK((cdf(d, range.high) == 1 && density(d, range.high + 1) == 0));
    for (const double p : {-0.1, 1.1, std::nan("")}) CHECK(std::isnan(quantile(d, p)));
    CHECK((std::isnan(cdf(d, std::nan(""))) && std::isnan(density(d, std::nan("")))));
  }
}

TEST_CASE("density is the derivative of cdf: integrals between quantiles, sums for discrete families") {
  using Rule = boost::math::quadrature::gauss_kronrod<double, 31>;
  constexpr double steps[] = {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99};
  for (const auto& [label, d] : all_cases()) {
    if (has_atoms(d) && !is_discrete(d)) continue;
    INFO(label);
    for (std::size_t i = 1; i < std::size(steps); ++i) {
      const double a = quantile(d, steps[i - 1]), b = quantile(d, steps[i]);
      const double want = steps[i] < 0.5 ? cdf(d, b) - cdf(d, a) : cdf(d, a, Tail::upper) - cdf(d, b, Tail::upper);
      double got = 0;
      if (!is_discrete(d)) {
        if (b - a < 1e-6 * std::abs(a)) continue;  // the quadrature points would round
        // In the logarithm where the law spans orders of magnitude.
        got = a > 0 && b > 10 * a ? Rule::integrate([&](double t) { return std::exp(t) * density(d, std::exp(t)); }, std::log(a), std::log(b), 14, 1e-12)
                                  : Rule::integrate([&](double x) { return density(d, x); }, a, b, 14, 1e-12);
      } else if (d.family->atoms) {
        const auto all = *atoms(d);
        for (const auto& [value, probability] : all)
          if (value > a && value <= b) got += density(d, value);
      } else {
        if (b - a > 1e5) continue;
        for (double x = a + 1; x <= b; ++x) got += density(d, x);
      }
      CHECK(std::abs(got - want) <= 1e-9);
    }
  }
}

TEST_CASE("mean and sd are those of the quantile function") {
  boost::math::quadrature::tanh_sinh<double> rule(12);
  for (const auto& [label, d] : all_cases()) {
    const TailIndices tails = tail_indices(d);
    const double heaviest = std::min(tails.upper, tails.lower);
    const Moments m = moments(d);
    INFO(label);
    if (!d.family->atoms && !has_atoms(d)) CHECK((m.mean.has_value() == (heaviest > 1) && m.sd.has_value() == (heaviest > 2)));
    if (heaviest <= 3 || (has_atoms(d) && !is_discrete(d))) continue;
    const double spread = quantile(d, 0.9) - quantile(d, 0.1) + *m.sd;
    double mean = 0, variance = 0;
    if (is_discrete(d)) {
      const double low = quantile(d, 1e-18), high = quantile(d, 1e-18, Tail::upper);
      if (high - low > 1e6) continue;
      for (double x = low; x <= high; ++x) mean += x * density(d, x);
      for (double x = low; x <= high; ++x) variance += (x - *m.mean) * (x - *m.mean) * density(d, x);
    } else {
      const auto both = [&](auto f) {
        return rule.integrate([&](double p) { return f(quantile(d, p)) + f(quantile(d, p, Tail::upper)); }, 0.0, 0.5, 1e-11);
      };
      mean = both([](double x) { return x; });
      variance = both([&](double x) { return (x - *m.mean) * (x - *m.mean); });
    }
    CHECK(std::abs(mean - *m.mean) <= 1e-8 * spread);
    CHECK(std::sqrt(variance) == doctest::Approx(*m.sd).epsilon(1e-7));
  }
}

TEST_CASE("block quantiles agree with single ones, also in place") {
  std::mt19937_64 engine(7);
  std::vector<double> u = {0x1p-53, 1e-12, 1e-6, 0.25, 0.5, 0.75, 1 - 1e-6, 1 - 0x1p-53};
  while (u.size() < 3000) u.push_back((static_cast<double>(engine() >> 12) + 0.5) * 0x1p-52);
  for (const auto& [label, d] : all_cases()) {
    if (!d.family->quantile_block) continue;
    INFO(label);
    std::vector<double> base = u, out(u.size());
    if (d.family->driven_by_normal)
      for (double& value : base) value = quantile(*make("normal", {{"mean", 0}, {"sd", 1}}), value);
    d.family->quantile_block(d, base.data(), out.data(), base.size());
    for (std::size_t i = 0; i < u.size(); ++i) {
      const double p = std::min(u[i], 1 - u[i]);
      const Tail tail = u[i] < 0.5 ? Tail::lower : Tail::upper;
      INFO("u ", u[i], " got ", out[i], " want ", quantile(d, p, tail));
      REQUIRE((out[i] >= support(d).low && out[i] <= support(d).high));
      if (is_discrete(d)) {
        REQUIRE(out[i] == quantile(d, u[i]));
      } else {
        REQUIRE(probability_miss(d, out[i], p, tail, 16) <= 1e-12 + 4e-16 / p);  // 1 - u has the resolution of a double near 1
      }
    }
    std::vector<double> in_place = base;
    d.family->quantile_block(d, in_place.data(), in_place.data(), in_place.size());
    CHECK(in_place == out);
    d.family->quantile_block(d, base.data(), out.data(), 0);
  }
}

// Kolmogorov and Smirnov: sqrt(n) D exceeds 3.2 with probability 2 exp(-2·3.2²) = 3e-9, less for discrete laws; for the about
// hundred laws here a false alarm has probability 3e-7 over all seeds, and the seed is fixed.
TEST_CASE("numbers drawn by inversion have the cdf they should") {
  constexpr std::size_t n = 20000;
  for (const auto& [label, d] : all_cases()) {
    INFO(label);
    std::mt19937_64 engine(2024);
    std::vector<double> x(n);
    for (double& value : x) value = (static_cast<double>(engine() >> 12) + 0.5) * 0x1p-52;
    if (d.family->quantile_block && !d.family->driven_by_normal) {
      d.family->quantile_block(d, x.data(), x.data(), n);
    } else {
      for (double& value : x) value = quantile(d, value);
    }
    std::sort(x.begin(), x.end());
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (i + 1 < n && x[i + 1] == x[i]) continue;  // the last of equal ones counts them all
      worst = std::max(worst, std::abs(cdf(d, x[i]) - static_cast<double>(i + 1) / n));
    }
    CHECK(worst * std::sqrt(static_cast<double>(n)) < 3.2);
  }
}
