// The tail indices that decide which moments exist, against the cdf itself far out and close to zero.
#include <doctest/doctest.h>

#include "distributions/fitting.h"
#include "family_cases.h"

using namespace family_test;

namespace {

constexpr double none = TailIndices::none;

double log_upper(const Distribution& d, double x) { return std::log(cdf(d, x, Tail::upper)); }
double log_lower(const Distribution& d, double x) { return std::log(cdf(d, x)); }

}  // namespace

TEST_CASE("power tails: the logarithm of the tail falls with the index per logarithm of x") {
  for (const auto& [label, d] : all_cases()) {
    INFO(label);
    const TailIndices tails = tail_indices(d);
    const double far = 1e15 * (1 + std::abs(quantile(d, 0.5)) + std::abs(quantile(d, 0.75)));
    for (const bool upper : {true, false}) {
      const double index = upper ? tails.upper : tails.lower;
      const auto log_tail = [&](double x) { return upper ? log_upper(d, x) : log_lower(d, -x); };
      const double near = log_tail(far), further = log_tail(far * 1e5);
      if (index == none) {  // gone, or ever steeper, as a lognormal
        CHECK((near == -none || further == -none || further - log_tail(far * 1e10) > 1.02 * (near - further)));
      } else if (further > -none) {
        CHECK((near - further) / std::log(1e5) == doctest::Approx(index).epsilon(1e-3));
      }
    }
  }
}

TEST_CASE("at zero: the probability around it falls with the index per logarithm of the distance") {
  for (const auto& [label, d] : all_cases()) {
    INFO(label);
    const double index = tail_indices(d).at_zero;
    const Support range = support(d);
    if (is_discrete(d)) {
      CHECK(index == (density(d, 0) > 0 ? 0 : none));
    } else if (range.low < 0 && range.high > 0) {
      CHECK(index == 1);
    } else if (range.low == 0 || range.high == 0) {
      const auto within = [&](double distance) { return range.low == 0 ? log_lower(d, distance) : log_upper(d, -distance); };
      const double scale = quantile(d, 0.5) * (range.low == 0 ? 1 : -1), close = within(scale * 1e-12);
      if (index == none) {  // faster than any power: gone, or ever steeper
        CHECK((close == -none || close - within(scale * 1e-24) > 1.2 * (within(1) - within(1e-12)) || within(scale * 1e-250) < -3000));
      } else if (within(scale * 1e-15) > -none) {
        CHECK((close - within(scale * 1e-15)) / std::log(1e3) == doctest::Approx(index).epsilon(1e-3));
      }
    } else {
      CHECK(index == none);
    }
  }
}

TEST_CASE("exponential tails: the rate at which the logarithm of the tail falls, constant, vanishing or growing") {
  for (const auto& [label, d] : all_cases()) {
    if (has_atoms(d) && !is_discrete(d)) continue;
    INFO(label);
    const TailIndices tails = tail_indices(d);
    for (const bool upper : {true, false}) {
      const double rate = upper ? tails.exponential_upper : tails.exponential_lower;
      const Tail tail = upper ? Tail::upper : Tail::lower;
      if (std::isfinite(upper ? support(d).high : support(d).low)) {
        CHECK(rate == none);
        continue;
      }
      const double a = quantile(d, 1e-100, tail), b = quantile(d, 1e-150, tail), c = quantile(d, 1e-290, tail);
      const double first = 50 / std::abs(b - a), second = 140 / std::abs(c - b);  // in powers of ten
      if (rate == none) {
        CHECK((is_discrete(d) || second > 1.01 * first));
      } else if (rate == 0) {
        CHECK(second < 0.9 * first);
      } else if (d.parameters[0] < 100) {  // with a large shape the tail is far from straight where doubles end
        CHECK(second * std::log(10.0) == doctest::Approx(rate).epsilon(0.05));
      }
    }
  }
}

TEST_CASE("tail indices of a few laws, by name") {
  CHECK(tail_indices(*make("pareto", {{"low", 1}, {"shape", 1.5}})).upper == 1.5);
  CHECK(tail_indices(*make("cauchy", {{"location", 0}, {"scale", 1}})).lower == 1);
  CHECK(tail_indices(*make("gamma", {{"shape", 0.4}, {"scale", 5}})).at_zero == 0.4);
  CHECK(tail_indices(*make("gamma", {{"shape", 0.4}, {"scale", 5}})).exponential_upper == 0.2);
  CHECK(tail_indices(*make("beta", {{"alpha", 2}, {"beta", 3}, {"low", -1}, {"high", 0}})).at_zero == 3);
  CHECK(tail_indices(*make("triangular", {{"low", 0}, {"mode", 0}, {"high", 1}})).at_zero == 1);
  CHECK(tail_indices(*make("triangular", {{"low", 0}, {"mode", 0.5}, {"high", 1}})).at_zero == 2);
  CHECK(tail_indices(*make("triangular", {{"low", -1}, {"mode", 0.5}, {"high", 1}})).at_zero == 1);
  CHECK(tail_indices(*make("lognormal", {{"mu", 0}, {"sigma", 1}})).exponential_upper == 0);
  CHECK(tail_indices(*make("weibull", {{"shape", 0.5}, {"scale", 1}})).exponential_upper == 0);
  CHECK(tail_indices(*make("weibull", {{"shape", 1}, {"scale", 4}})).exponential_upper == 0.25);
  CHECK(tail_indices(*make("integer", {{"low", 1}, {"high", 6}})).at_zero == none);
  CHECK(tail_indices(*make("bernoulli", {{"p", 1}})).at_zero == none);
}
