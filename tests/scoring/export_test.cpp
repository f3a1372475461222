// What platforms are given keeps their rules, and is the model's answer.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "distributions/family.h"
#include "export.h"
#include "scoring/platform_cdf.h"
#include "support.h"

using namespace botec;

namespace {

const std::string lognormal_model = "inputs: {a: 'lognormal(mu=1, sigma=0.6) day', b: 'lognormal(mu=0, sigma=0.8)'}\nformulas: {c: a * b}\nquestions: {q: 'P(c > 1000 [day])'}\n";

double product_cdf(double x) { return 0.5 * std::erfc(-(std::log(x) - 1) / std::numbers::sqrt2); }

ExportOptions between(const char* lower, const char* upper) {
  ExportOptions options;
  options.of = "c";
  options.lower = lower;
  options.upper = upper;
  return options;
}

}  // namespace

TEST_CASE("points of the scale") {
  const auto straight = points_of({10, 30, {}, 4});
  CHECK(straight == std::vector<double>{10, 15, 20, 25, 30});
  // min + (max - min)(r^u - 1)/(r - 1) with r = (max - zero)/(min - zero): from 1 to 10,000 with its zero at 0 each step is a factor of 10.
  const auto decades = points_of({1, 10000, 0.0, 4});
  for (int i = 0; i <= 4; ++i) CHECK(decades[static_cast<std::size_t>(i)] == doctest::Approx(std::pow(10, i)).epsilon(1e-12));
  const auto shifted = points_of({0, 99, -1.0, 2});
  CHECK(shifted[1] == doctest::Approx(9));
  CHECK(shifted[2] == 99);
}

TEST_CASE("the rules are kept whatever the distribution is") {
  // Narrow and wide laws, atoms, laws that lie beyond the bounds; every kind of bounds, and few bins.
  std::mt19937_64 words(5);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int trial = 0; trial < 2000; ++trial) {
    PlatformScale scale{0, 1, {}, trial % 5 == 0 ? 1 + words() % 50 : 200, (words() & 1) != 0, (words() & 1) != 0};
    const double middle = uniform(words) * 3 - 1, sd = std::pow(10, uniform(words) * 8 - 6), atom = trial % 3 == 0 ? uniform(words) : 0;
    std::vector<double> own;
    for (const double x : points_of(scale)) {
      const double smooth = 0.5 * std::erfc((middle - x) / sd / std::numbers::sqrt2);
      own.push_back((1 - atom) * smooth + (x >= 0.4321 ? atom : 0));
    }
    const auto fitted = fit_to_platform(own, scale);
    CAPTURE(trial);
    if (!fitted) {
      CHECK(own.back() - (scale.open_lower ? 0 : own.front()) <= 0);
      continue;
    }
    CHECK_MESSAGE(std::string(broken_rule(fitted->values, scale)).empty(), broken_rule(fitted->values, scale));
  }
}

TEST_CASE("what keeps the rules is hardly moved") {
  PlatformScale scale{0, 1, {}, 200, false, false};
  std::vector<double> own;
  for (const double x : points_of(scale)) own.push_back(x);
  CHECK(fit_to_platform(own, scale)->largest_move < 1e-9);
  // All in one bin: the most a step may have, and its neighbours the rest, symmetrically.
  std::vector<double> narrow;
  for (const double x : points_of(scale)) narrow.push_back(x > 0.5 ? 1 : 0);
  const auto spread = fit_to_platform(narrow, scale);
  CHECK(broken_rule(spread->values, scale) == std::string());
  CHECK(spread->values[101] - spread->values[100] == doctest::Approx(0.2).epsilon(0.02));
  CHECK(spread->values[100] == doctest::Approx(0.4).epsilon(0.02));
}

TEST_CASE("the rules are checked") {
  const PlatformScale scale{0, 1, {}, 4, false, true};
  CHECK(std::string(broken_rule({0, 0.25, 0.5, 0.75, 0.99}, scale)).empty());
  CHECK(std::string(broken_rule({0, 0.25, 0.5, 0.75, 1}, scale)) == "the last value");
  CHECK(std::string(broken_rule({0.1, 0.25, 0.5, 0.75, 0.99}, scale)) == "the first value");
  CHECK(std::string(broken_rule({0, 0.25, 0.25, 0.75, 0.99}, scale)) == "a step is too small");
  CHECK(std::string(broken_rule({0, 0.25, 0.5, 0.99}, scale)) == "the number of values");
  CHECK(std::string(broken_rule(std::vector<double>(201, 0), {0, 1, {}, 200, false, false})) == "a step is too small");
}

TEST_CASE("the model's distribution function, in any unit") {
  ExportOptions options = between("2.4 hour", "30");
  options.open_lower = options.open_upper = true;
  options.zero_point = "0";
  const auto answer = export_metaculus(botec_test::model_text(lognormal_model), options);
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics));
  const MetaculusExport& result = *answer.value;
  CHECK(result.unit == "day");
  CHECK(result.scale.lower == doctest::Approx(0.1));
  CHECK(result.cdf.values.size() == 201);
  CHECK(result.cdf.largest_move < 0.004);
  const auto points = points_of(result.scale);
  // The law of the product is known: what is exported differs from it by no more than it says.
  for (std::size_t i = 0; i < points.size(); ++i) CHECK(std::abs(result.cdf.values[i] - product_cdf(points[i])) <= result.cdf.largest_move + 1e-9);
  CHECK(result.above == doctest::Approx(1 - product_cdf(30)).epsilon(1e-6));
}

TEST_CASE("draws serve where nothing can be integrated out") {
  ExportOptions options = between("0", "30");
  options.open_upper = true;
  options.run.method = "plain";
  const auto answer = export_metaculus(botec_test::model_text(lognormal_model), options);
  REQUIRE(answer.value);
  CHECK(answer.value->run.samples == 262144);
  // Five standard errors of a share of 262,144 draws are 0.005.
  const auto points = points_of(answer.value->scale);
  for (std::size_t i = 1; i < points.size(); ++i) CHECK(std::abs(answer.value->cdf.values[i] - product_cdf(points[i])) < 0.005 + answer.value->cdf.largest_move);
}

TEST_CASE("questions, and what is wrong with the wishes") {
  ExportOptions options;
  options.of = "q";
  const auto question = export_metaculus(botec_test::model_text(lognormal_model), options);
  REQUIRE(question.value);
  CHECK(*question.value->probability->value < 1e-6);
  CHECK(platform_probability(*question.value->probability->value) == 0.001);
  const auto kind = [](const ExportOptions& wishes) {
    const auto answer = export_metaculus(botec_test::model_text(lognormal_model), wishes);
    return answer.value ? std::string() : answer.diagnostics.front().kind;
  };
  CHECK(kind(between("3", "1")) == "reversed-range");
  CHECK(kind(between("3 USD", "10 USD")) == "unit-mismatch");
  CHECK(kind(between("x", "10")) == "bad-quantity");
  CHECK(kind(between("1e30", "2e30")) == "bad-range");
  ExportOptions log = between("1", "10");
  log.zero_point = "5";
  CHECK(kind(log) == "bad-setting");
  ExportOptions unnamed = between("1", "10");
  unnamed.of = "nothing";
  CHECK(kind(unnamed) == "unknown-name");
  ExportOptions no_bounds;
  CHECK(kind(no_bounds) == "missing-argument");
}

TEST_CASE("a library holds the draws of inputs and outputs, trial by trial") {
  ExportOptions options;
  options.run.samples = 100;
  const auto answer = export_sips(botec_test::model_text(lognormal_model), options);
  REQUIRE(answer.value);
  const auto& sips = answer.value->sips;
  REQUIRE(sips.size() == 3);
  CHECK(sips[0].unit == "day");
  for (std::size_t t = 0; t < sips[0].values.size(); ++t) CHECK(sips[2].values[t] == doctest::Approx(sips[0].values[t] * sips[1].values[t]).epsilon(1e-14));
  CHECK(sips[0].values.size() == 100);
}
