// Metalog against mpmath (tests/reference/metalog.py), what must hold of any metalog, and what is said when there is none.
#include <doctest/doctest.h>

#include <cmath>

#include "composite_laws.h"
#include "distributions/metalog_curve.h"
#include "reference/metalog_values.h"

using namespace botec;
using namespace composite_test;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using Quantiles = std::vector<std::pair<double, double>>;

double relative(double got, double want) { return std::abs(got - want) / std::abs(want); }

Expected<Distribution> metalog(const Quantiles& quantiles, double low = -inf, double high = inf) {
  Arguments arguments;
  arguments.quantiles = quantiles;
  if (std::isfinite(low)) arguments.numbers["low"] = low;
  if (std::isfinite(high)) arguments.numbers["high"] = high;
  return make_distribution("metalog", arguments);
}

// The slope of the quantile function in log-odds, at many places: what feasibility is about, the slow way.
bool rises_everywhere(const Distribution& d) {
  double before = -inf;
  for (double t = -36; t <= 36; t += 0.003) {
    const double p = 1 / (1 + std::exp(std::abs(t)));
    const double x = quantile(d, p, t < 0 ? Tail::lower : Tail::upper);
    if (!(x >= before)) return false;
    before = x;
  }
  return true;
}

}  // namespace

TEST_CASE("metalogs are those of Keelin's paper") {
  for (const auto& c : reference::metalog_cases()) {
    CAPTURE(c.quantiles[0].second);
    CAPTURE(c.quantiles.size());
    const auto d = metalog(c.quantiles, c.low, c.high);
    REQUIRE(d);
    for (const auto& [p, x] : c.quantiles) CHECK(relative(quantile(*d, p), x) < 1e-14);
    for (const auto& [p, x] : c.points) CHECK(relative(quantile(*d, p), x) < 1e-12);
    const Moments m = moments(*d);
    REQUIRE(m.mean);
    REQUIRE(m.sd);
    CHECK(relative(*m.mean, c.mean) < 1e-10);
    CHECK(relative(*m.sd, c.sd) < 1e-10);
    CHECK(rises_everywhere(*d));
    CHECK(round_trip_error(*d) < 1e-12);
  }
}

TEST_CASE("the quantiles 10, 20, 68 of a cost above 0 are hit") {
  const auto d = metalog({{0.05, 10}, {0.5, 20}, {0.95, 68}}, 0);
  REQUIRE(d);
  CHECK(relative(quantile(*d, 0.05), 10) < 1e-15);
  CHECK(relative(quantile(*d, 0.5), 20) < 1e-15);
  CHECK(relative(quantile(*d, 0.95), 68) < 1e-15);
  CHECK(support(*d).low == 0);
  CHECK(support(*d).high == inf);
  CHECK(quantile(*d, 0) == 0);
}

TEST_CASE("density is the derivative of the cdf") {
  for (const auto& c : reference::metalog_cases()) {
    const Distribution d = *metalog(c.quantiles, c.low, c.high);
    for (const double p : {0.01, 0.2, 0.5, 0.9}) {
      const double x = quantile(d, p), h = 1e-4 / density(d, x) * std::min(p, 1 - p);
      CHECK(relative((cdf(d, x + h) - cdf(d, x - h)) / (2 * h), density(d, x)) < 1e-6);
    }
  }
}

TEST_CASE("up to sixteen quantiles of other laws are hit") {
  const Distribution normal = law("normal", {100, 15}), lognormal = law("lognormal", {1, 0.8});
  for (std::size_t n = 2; n <= 16; ++n) {
    Quantiles evenly, towards_the_ends;
    for (std::size_t i = 1; i <= n; ++i) {
      const double p = static_cast<double>(i) / static_cast<double>(n + 1);
      const double q = 1 / (1 + std::exp(-6 + 12 * static_cast<double>(i - 1) / static_cast<double>(n - 1)));
      evenly.insert(evenly.end(), {p, quantile(normal, p)});
      towards_the_ends.insert(towards_the_ends.begin(), {q, quantile(lognormal, q)});
    }
    CAPTURE(n);
    const auto a = metalog(evenly), b = metalog(towards_the_ends, 0);
    REQUIRE(a);
    REQUIRE(b);
    for (const auto& [p, x] : evenly) CHECK(relative(quantile(*a, p), x) < 1e-12);
    for (const auto& [p, x] : towards_the_ends) CHECK(relative(quantile(*b, p), x) < 1e-11);
    CHECK(round_trip_error(*a) < 1e-12);
    CHECK(round_trip_error(*b) < 1e-12);
  }
}

TEST_CASE("tails: exponential without bounds, powers with one, none with two") {
  const Distribution unbounded = *metalog({{0.05, 10}, {0.95, 68}});
  const double scale = 29 / std::log(19.0);
  CHECK(relative(tail_indices(unbounded).exponential_upper, 1 / scale) < 1e-12);
  CHECK(relative(tail_indices(unbounded).exponential_lower, 1 / scale) < 1e-12);
  CHECK(tail_indices(unbounded).at_zero == 1);
  CHECK(tail_indices(unbounded).upper == TailIndices::none);
  // Two terms above 0 are the log-logistic law: sd exists for a shape above 2, the mean for one above 1.
  for (const double shape : {0.8, 1.5, 3.0}) {
    const double at = std::pow(19.0, 1 / shape);
    const Distribution d = *metalog({{0.05, 1 / at}, {0.95, at}}, 0);
    const TailIndices tails = tail_indices(d);
    CHECK(relative(tails.upper, shape) < 1e-12);
    CHECK(relative(tails.at_zero, shape) < 1e-12);
    CHECK(tails.exponential_upper == 0);
    CHECK(moments(d).mean.has_value() == (shape > 1));
    CHECK(moments(d).sd.has_value() == (shape > 2));
    const double b = 3.14159265358979324 / shape;
    if (shape > 1) CHECK(relative(*moments(d).mean, b / std::sin(b)) < 1e-9);
  }
  const Distribution bounded = *metalog({{0.1, 10}, {0.5, 40}, {0.9, 90}}, 5, 100);
  CHECK(tail_indices(bounded).upper == TailIndices::none);
  CHECK(tail_indices(bounded).exponential_upper == TailIndices::none);
  CHECK(tail_indices(bounded).at_zero == TailIndices::none);
}

TEST_CASE("the quantiles of a uniform law give that law") {
  const auto d = metalog({{0.25, 10}, {0.5, 20}, {0.75, 30}, {0.9, 36}});
  REQUIRE(d);
  CHECK(support(*d).low == doctest::Approx(0).epsilon(1e-13));
  CHECK(support(*d).high == doctest::Approx(40).epsilon(1e-13));
}

TEST_CASE("an infeasible set names the quantile to move, and moving it there helps") {
  const struct {
    Quantiles quantiles;
    double low;
  } cases[] = {
      {{{0.05, 10}, {0.5, 67}, {0.95, 68}}, -inf},
      {{{0.1, 10}, {0.5, 10.1}, {0.9, 100}}, 0},
      {{{0.1, 10}, {0.25, 12}, {0.5, 60}, {0.75, 61}, {0.9, 100}}, -inf},
      {{{0.1, 1}, {0.3, 2}, {0.5, 3}, {0.7, 30}, {0.9, 31}}, 0},
  };
  for (const auto& c : cases) {
    const auto d = metalog(c.quantiles, c.low);
    REQUIRE_FALSE(d);
    const Complaint complaint = d.complaint();
    CAPTURE(complaint.help);
    CHECK(complaint.kind == "bad-input");
    const auto about = complaint.help.find("about ");
    REQUIRE(about != std::string::npos);
    REQUIRE_FALSE(complaint.argument.empty());
    const double p = std::atof(complaint.argument.c_str() + 1) / 100, x = std::atof(complaint.help.c_str() + about + 6);
    Quantiles moved = c.quantiles;
    for (auto& point : moved)
      if (std::abs(point.first - p) < 1e-12) point.second = x;
    const auto repaired = metalog(moved, c.low);
    REQUIRE(repaired);
    CHECK(rises_everywhere(*repaired));
  }
}

TEST_CASE("feasibility is decided at the edge") {
  // Three terms about the median m with p5 = m - 1 and p95 = m + r: feasible exactly while both tails rise, r in (1/R, R)
  // for the R at which the derivative at one end, B(1) or B(-1), is 0 (Keelin 2016, section 3.3).
  const auto feasible = [](double r) { return static_cast<bool>(metalog({{0.05, -1}, {0.5, 0}, {0.95, r}})); };
  double low = 1, high = 100;
  while (high - low > 1e-9) (feasible((low + high) / 2) ? low : high) = (low + high) / 2;
  // B(±1) = b0 ± b1 with b0 = (r + 1)/(2 log 19) and b1 = (r - 1)/(2 · 0.9 log 19), s = ±0.9 at the quantiles; the tail falls
  // before: the smallest slope lies inside, so that R is below 19 and above it the search finds a falling stretch.
  CHECK(low > 5);
  CHECK(low < 19 + 1e-6);
  CHECK(rises_everywhere(*metalog({{0.05, -1}, {0.5, 0}, {0.95, low - 1e-6}})));
  CHECK_FALSE(feasible(low + 1e-6));
}

TEST_CASE("arguments that no metalog can have") {
  CHECK(metalog({{0.5, 1}}).complaint().kind == "missing-argument");
  CHECK(metalog({{0.0, 1}, {0.5, 2}}).complaint().argument == "p0");
  CHECK(metalog({{0.1, 1}, {1.0, 2}}).complaint().argument == "p100");
  CHECK(metalog({{0.1, 2}, {0.5, 1}}).complaint().kind == "reversed-range");
  CHECK(metalog({{0.1, 2}, {0.5, 2}}).complaint().kind == "zero-width-range");
  CHECK(metalog({{0.1, -1}, {0.5, 2}}, 0).complaint().argument == "p10");
  CHECK(metalog({{0.1, 1}, {0.5, 2}}, 0, 2).complaint().argument == "p50");
  CHECK_FALSE(metalog({{0.1, 1}, {0.5, 2}}, 3, 0));
  Quantiles many;
  for (int i = 1; i <= 17; ++i) many.emplace_back(i / 18.0, i);
  CHECK(metalog(many).complaint().kind == "conflicting-arguments");
}
