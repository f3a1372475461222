// Whole runs against closed forms. A figure passes within 4.5 of its own reported standard errors: for a normal error the
// false-alarm rate is 7e-6 per plain figure; with replicates (Student t, 15 degrees of freedom) 6 standard errors give 2e-5.
// About 150 figures are checked, so a right program fails here once in some hundred changes of the seed; seeds are fixed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support.h"

namespace {

constexpr double z95 = 1.6448536269514722;

struct Claim {
  std::string output, quantity;
  double value;
};

struct Case {
  std::string name, yaml;
  std::vector<Claim> claims;
};

botec::Estimate find(const botec::Result& result, const Claim& claim) {
  for (const auto& q : result.questions) {
    if (q.name == claim.output) return q.probability;
  }
  for (const auto& output : result.outputs) {
    if (output.name != claim.output) continue;
    if (claim.quantity == "mean") return output.mean;
    if (claim.quantity == "sd") return output.sd;
    for (const auto& q : output.quantiles) {
      if ("p" + std::to_string(static_cast<int>(std::lround(q.probability * 100))) == claim.quantity) return q.at;
    }
  }
  return {};
}

double lognormal(double median, double sigma, double z) { return median * std::exp(sigma * z); }

std::vector<Case> cases() {
  std::vector<Case> all;
  {  // a product of lognormals: logarithms add
    const double s1 = std::log(8.0) / (2 * z95), s2 = std::log(100.0) / (2 * z95);
    const double s = std::sqrt(s1 * s1 + 4 * s2 * s2), median = std::sqrt(10.0 * 80.0) * 100;
    all.push_back({"product and power of lognormals", "inputs: {a: 10 to 80, b: 1 to 100}\nformulas: {y: a * b ^ 2}\n",
                   {{"y", "p5", lognormal(median, s, -z95)}, {"y", "p50", median}, {"y", "p95", lognormal(median, s, z95)}}});
  }
  all.push_back({"sum of normals with units",
                 "inputs:\n  a: normal(mean=2, sd=3) hour\n  b: normal(mean=30, sd=240) minute\nformulas: {y: a + b}\n",
                 {{"y", "mean", 2.5}, {"y", "sd", 5}, {"y", "p5", 2.5 - 5 * z95}, {"y", "p95", 2.5 + 5 * z95}}});
  all.push_back({"maximum of three uniforms",
                 "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)', c: 'uniform(low=0, high=1)'}\n"
                 "formulas: {y: 'max(a, b, c)'}\nquestions: {q: P(y > 0.9)}\n",
                 {{"y", "mean", 0.75}, {"y", "p5", std::cbrt(0.05)}, {"y", "p95", std::cbrt(0.95)}, {"q", "", 1 - 0.9 * 0.9 * 0.9}}});
  {  // a normal cut to the positive half
    const double mean = std::sqrt(2 / M_PI);
    all.push_back({"half normal", "inputs: {a: {distribution: normal, mean: 0, sd: 1, min: 0}}\nformulas: {y: a}\n",
                   {{"y", "mean", mean}, {"y", "sd", std::sqrt(1 - mean * mean)}, {"y", "p50", 0.6744897501960817}}});
  }
  all.push_back({"zero-inflated exponential",
                 "inputs: {a: {distribution: mixture, components: [0, 'exponential(mean=2)'], weights: [0.3, 0.7]}}\nformulas: {y: a}\n"
                 "questions: {none: P(y == 0), much: P(y > 2)}\n",
                 {{"y", "mean", 1.4}, {"y", "sd", std::sqrt(0.7 * 8 - 1.96)}, {"none", "", 0.3}, {"much", "", 0.7 * std::exp(-1.0)}}});
  {  // variance of a sum under a Gaussian copula: Pearson correlation of normals is 2 sin(pi r / 6)
    const double rho = 2 * std::sin(M_PI / 6 * 0.6);
    all.push_back({"correlated normals",
                   "inputs: {a: 'normal(mean=0, sd=1)', b: 'normal(mean=0, sd=1)'}\nformulas: {y: a + b}\n"
                   "correlations: [{inputs: [a, b], rank: 0.6}]\n",
                   {{"y", "mean", 0}, {"y", "sd", std::sqrt(2 + 2 * rho)}, {"y", "p95", z95 * std::sqrt(2 + 2 * rho)}}});
    const double s = std::log(100.0) / (2 * z95);
    all.push_back({"negatively correlated lognormals",
                   "inputs: {a: 1 to 100, b: 1 to 100}\nformulas: {y: a * b}\ncorrelations: [{inputs: [b, a], rank: -0.6}]\n",
                   {{"y", "p50", 100}, {"y", "p95", lognormal(100, s * std::sqrt(2 - 2 * rho), z95)}}});
  }
  all.push_back({"perfect correlation", "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)'}\nformulas: {y: a - b}\n"
                 "correlations: [{inputs: [a, b], rank: 1}]\n", {{"y", "sd", 0}}});
  all.push_back({"one draw however often it is used", "inputs: {a: 'normal(mean=0, sd=1)'}\nformulas: {y: a - a, z: a * a}\n",
                 {{"y", "sd", 0}, {"z", "mean", 1}, {"z", "sd", std::sqrt(2.0)}}});
  all.push_back({"product of independent uniforms", "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)'}\nformulas: {y: a * b}\n"
                 "questions: {q: P(a * b < 0.1)}\n", {{"y", "mean", 0.25}, {"y", "sd", std::sqrt(7.0) / 12}, {"q", "", 0.1 - 0.1 * std::log(0.1)}}});
  all.push_back({"binomial and Poisson", "inputs: {n: 'binomial(n=20, p=0.3)', m: 'poisson(mean=4)'}\nformulas: {y: n + m}\n"
                 "questions: {q: P(n == 6)}\n", {{"y", "mean", 10}, {"y", "sd", std::sqrt(4.2 + 4)},
                                             {"q", "", 0.19163898275344257}}});   // C(20, 6) 0.3^6 0.7^14
  all.push_back({"conditioning on the whole", "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)'}\nformulas: {y: a}\n"
                 "given: ['a + b > 1']\n", {{"y", "mean", 2.0 / 3}, {"y", "p50", std::sqrt(0.5)}}});
  all.push_back({"probability as an output", "inputs: {a: 'normal(mean=0, sd=1)', coin: 'bernoulli(p=0.25)'}\n"
                 "formulas: {y: 'if(coin and a > 0, 8, 0)'}\n", {{"y", "mean", 1}}});
  return all;
}

void check_method(const std::string& method, double errors) {
  for (const Case& c : cases()) {
    botec::RunOptions options;
    options.method = method;
    options.samples = 1u << 18;
    options.seed = 7;
    const auto answer = botec::run(botec_test::model_text(c.yaml), options);
    INFO(method << ": " << c.name << "\n" << botec_test::rendered(answer.diagnostics));
    REQUIRE(answer.value.has_value());
    for (const Claim& claim : c.claims) {
      const auto found = find(*answer.value, claim);
      INFO(claim.output << " " << claim.quantity << " expected " << claim.value);
      REQUIRE(found.value.has_value());
      REQUIRE(found.standard_error.has_value());
      // The errors must be small too, or any value would pass: the sample has 262144 trials.
      CHECK(*found.standard_error <= 0.02 * std::abs(claim.value) + 0.01);
      CHECK(std::abs(*found.value - claim.value) <= errors * *found.standard_error + 1e-12 * (1 + std::abs(claim.value)));
    }
  }
}

}  // namespace

TEST_CASE("plain sampling meets closed forms") { check_method("plain", 4.5); }
TEST_CASE("Latin hypercubes meet closed forms") { check_method("lhs", 6); }
TEST_CASE("scrambled nets meet closed forms") { check_method("sobol", 6); }

TEST_CASE("outputs near the ends of what a double holds keep their moments") {
  botec::RunOptions options;
  options.samples = 1u << 16;
  const auto answer = botec::run(botec_test::model_text("inputs: {x: 'normal(mean=3, sd=1)'}\nformulas: {big: x * 1e250, small: x * 1e-250}\n"), options);
  REQUIRE(answer.value.has_value());
  for (std::size_t i = 0; i < 2; ++i) {
    const double scale = i == 0 ? 1e250 : 1e-250;
    CHECK(*answer.value->outputs[i].sd.value / scale == doctest::Approx(1).epsilon(0.01));
    CHECK(*answer.value->outputs[i].sd.standard_error / scale > 0);
    CHECK(*answer.value->outputs[i].mean.value / scale == doctest::Approx(3).epsilon(0.01));
  }
}

TEST_CASE("components of a mixture may be in any unit of its dimension") {
  botec::RunOptions options;
  options.samples = 1u << 16;
  const auto answer = botec::run(botec_test::model_text(
      "inputs:\n  x: {distribution: mixture, components: [120 minute, 'exponential(rate=0.5) hour', 0], weights: [1, 1, 2]}\nformulas: {y: x}\n"), options);
  INFO(botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  CHECK(answer.value->outputs[0].unit == "minute");
  CHECK(*answer.value->outputs[0].mean.value == doctest::Approx(60).epsilon(0.01));
}
