// Pools of formulas, and what the result says about the sources of a pool.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.h"

namespace {

botec::Result run(const std::string& yaml, std::uint64_t samples = 65536) {
  botec::RunOptions options;
  options.samples = samples;
  const auto answer = botec::run(botec_test::model_text(yaml), options);
  INFO(botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return *answer.value;
}

std::string complaint(const std::string& yaml) {
  const auto answer = botec::run(botec_test::model_text(yaml), {});
  return answer.diagnostics.empty() ? "" : answer.diagnostics[0].message;
}

const std::string two = "inputs:\n  a: normal(mean=10, sd=1)\n  b: normal(mean=13, sd=2)\n";

// Five standard errors: one in a million.
void near(const botec::Estimate& estimate, double truth) {
  REQUIRE(estimate.value.has_value());
  CHECK(std::abs(*estimate.value - truth) <= 5 * estimate.standard_error.value_or(0) + 1e-9 * std::abs(truth));
}

}  // namespace

TEST_CASE("a mixture of formulas: one source a trial, with the moments of the linear pool") {
  const auto result = run(two + "formulas:\n  c: {pool: {one: a, two: b}, weights: [3, 1]}\n");
  near(result.outputs[0].mean, 10.75);
  const double between = 0.75 * 0.75 * 0.75 + 0.25 * 2.25 * 2.25, within = 0.75 * 1 + 0.25 * 4;
  near(result.outputs[0].sd, std::sqrt(between + within));
  CHECK(*result.outputs[0].point == 10);   // the source with the largest weight
  REQUIRE(result.outputs.size() == 1);     // sources are not outputs of their own
  REQUIRE(result.outputs[0].pool.has_value());
  const auto& pool = *result.outputs[0].pool;
  REQUIRE(pool.sources.size() == 2);
  CHECK(pool.sources[1].name == "two");
  CHECK(pool.sources[1].weight == 0.25);
  CHECK(*pool.sources[1].median == doctest::Approx(13).epsilon(1e-3));
  CHECK(*pool.ratio == doctest::Approx(1.3).epsilon(1e-3));
  CHECK(*pool.between == doctest::Approx(between / (between + within)).epsilon(0.01));
}

TEST_CASE("means of formulas work trial by trial") {
  const auto result = run(two + "formulas:\n  m: {pool: [a, b], method: mean, weights: [3, 1]}\n  g: {pool: [a, 2 * a], method: geometric_mean}\n");
  near(result.outputs[0].mean, 10.75);
  near(result.outputs[0].sd, std::sqrt(9.0 / 16 + 4.0 / 16));
  near(result.outputs[1].mean, 10 * std::sqrt(2.0));
}

TEST_CASE("precision of formulas: weights from a first sample, on either scale") {
  const auto linear = run(two + "formulas:\n  c: {pool: [a, b], method: precision, scale: linear}\n");
  // Weights 0.8 and 0.2; a first sample of 16,384 points of a net knows variances to a part in a thousand.
  CHECK(linear.outputs[0].pool->sources[0].weight == doctest::Approx(0.8).epsilon(0.002));
  CHECK(*linear.outputs[0].mean.value == doctest::Approx(10.6).epsilon(0.001));
  CHECK(*linear.outputs[0].sd.value == doctest::Approx(1 / std::sqrt(1.25)).epsilon(0.002));
  const auto logs = run("inputs:\n  a: lognormal(mu=1, sigma=1) day\n  b: lognormal(mu=2, sigma=0.5) day\nformulas:\n  c: {pool: [a, b], method: precision, unit: hour}\n");
  const double mu = (1 + 4 * 2) / 5.0;
  for (const auto& q : logs.outputs[0].quantiles) {
    if (q.probability == 0.5) CHECK(*q.at.value == doctest::Approx(24 * std::exp(mu)).epsilon(0.005));
  }
}

TEST_CASE("sources that share an input see the same draws: what they share does not average out") {
  const std::string shared = "inputs:\n  common: normal(mean=0, sd=3)\n  a: normal(mean=10, sd=1)\n  b: normal(mean=10, sd=1)\n";
  const auto result = run(shared + "formulas:\n  c: {pool: {one: a + common, two: b + common}, method: precision, scale: linear}\n");
  CHECK(*result.outputs[0].sd.value == doctest::Approx(std::sqrt(9.5)).epsilon(0.002));
}

TEST_CASE("pools of inputs: units of the sources are converted, and the sources are reported") {
  const auto result = run("inputs:\n  t:\n    pool: {rate: 85 to 96 days, benchmark: {range: 1800 to 2112 hours}}\n    method: geometric\nformulas: {T: t}\n");
  REQUIRE(result.inputs[0].pool.has_value());
  const auto& pool = *result.inputs[0].pool;
  CHECK(pool.sources[0].name == "rate");
  CHECK(*pool.sources[1].low == doctest::Approx(75));
  CHECK(*pool.sources[1].high == doctest::Approx(88));
  CHECK(result.inputs[0].unit == "day");
  CHECK(*pool.ratio == doctest::Approx(std::sqrt(85 * 96.0) / std::sqrt(75 * 88.0)));
  // On the logarithm precisions add, and they go with the widths to the power of -2.
  const double first = std::pow(std::log(96.0 / 85), -2), second = std::pow(std::log(88.0 / 75), -2);
  const double median = std::exp((first * std::log(85 * 96.0) + second * std::log(75 * 88.0)) / (first + second) / 2);
  for (const auto& [p, value] : result.inputs[0].quantiles) {
    if (p == 0.5) CHECK(value == doctest::Approx(median).epsilon(1e-9));
  }
}

TEST_CASE("what cannot be pooled is refused") {
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, b], method: quantile}\n").find("works on distributions") != std::string::npos);
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, 3], method: precision}\n").find("does not vary") != std::string::npos);
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, b - 13], method: precision}\n").find("not above 0") != std::string::npos);
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, b], method: median}\n").find("no method `median`") != std::string::npos);
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, b], weights: [1]}\n").find("1 weights for 2 sources") != std::string::npos);
  CHECK(complaint(two + "formulas:\n  c: {pool: [a, b], formula: a}\n").find("cannot stand together") != std::string::npos);
  CHECK(complaint("inputs:\n  t: {pool: [1 to 2 days, 3 to 4 kg]}\nformulas: {T: t}\n").find("and the pool `t`") != std::string::npos);
}
