// Which means and variances exist: the answers are known from the tails, E|X|^k and densities at zero; no sampling error is involved.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace {

struct Case {
  std::string input, formula;
  bool mean, variance;
};

const std::vector<Case> cases = {
    {"x: 1 to 10", "x ^ 5", true, true},
    {"x: 1 to 10", "1 / x", true, true},                                   // a lognormal has all moments, negative ones too
    {"x: 1 to 10", "exp(x)", false, false},
    {"x: 1 to 10", "exp(-x)", true, true},
    {"x: 1 to 10", "log(x)", true, true},
    {"x: {distribution: normal, mean: 36.6, sd: 5.49}", "1 / x", false, false},   // P(x < 0) = 1.3e-11
    {"x: {distribution: normal, mean: 100, sd: 5}", "1 / x", true, true},         // zero is 20 sd away
    {"x: {distribution: normal, mean: 1, sd: 1, min: 0.1}", "1 / x", true, true},
    {"x: {distribution: normal, mean: 1, sd: 1, min: 0}", "1 / x", false, false},
    {"x: {distribution: normal, mean: 1, sd: 1, min: 0}", "x ^ -0.6", true, false},  // E x^-1.2 diverges
    {"x: normal(mean=0, sd=1)", "exp(x)", true, true},
    {"x: normal(mean=0, sd=1)", "x ^ 2 / (1 + x ^ 2)", true, true},
    {"x: uniform(low=0, high=1)", "1 / x", false, false},
    {"x: uniform(low=0, high=1)", "1 / sqrt(x)", true, false},
    {"x: uniform(low=0, high=1)", "1 / (1 + x)", true, true},
    {"x: uniform(low=-1, high=1)", "1 / (2 + x)", true, true},
    {"x: uniform(low=-1, high=1)", "1 / (0.5 + x)", false, false},
    {"x: beta(alpha=2, beta=5)", "1 / x", true, false},
    {"x: beta(alpha=3, beta=5)", "1 / x", true, true},
    {"x: gamma(shape=0.5, scale=1)", "1 / x", false, false},
    {"x: exponential(mean=1)", "exp(x / 3)", true, true},
    {"x: exponential(mean=1)", "exp(x / 1.5)", true, false},
    {"x: exponential(mean=1)", "exp(x)", false, false},
    {"x: pareto(low=1, shape=1.5)", "x", true, false},
    {"x: pareto(low=1, shape=1.5)", "x ^ 0.7", true, true},
    {"x: pareto(low=1, shape=1.5)", "x * x", false, false},
    {"x: pareto(low=1, shape=1.5)", "x / (1 + x)", true, true},
    {"x: pareto(low=1, shape=1.5)", "min(x, 100)", true, true},
    {"x: pareto(low=1, shape=1.5)", "clamp(x, 0, 1M)", true, true},
    {"x: pareto(low=1, shape=1.5)", "1 / x", true, true},
    {"x: cauchy(location=0, scale=1)", "x", false, false},
    {"x: cauchy(location=0, scale=1)", "atan(x)", true, true},
    {"x: student_t(df=2, location=0, scale=1)", "x", true, false},
    {"x: student_t(df=3, location=0, scale=1)", "x", true, true},
    {"x: inverse_gamma(shape=1.5, scale=1)", "x + 3", true, false},
    {"x: poisson(mean=20)", "1 / (1 + x)", true, true},
    {"x: {range: 5% to 40%, max: 1}", "x / (1 - x)", false, false},
    {"x: uniform(low=0, high=1)", "1 / (1 - x)", false, false},
    {"x: uniform(low=0, high=1)", "1 / log(x)", false, false},
    {"x: uniform(low=0, high=1)", "1 / (x - 0.5) ^ 2", false, false},
    {"x: uniform(low=0, high=1)", "1 / (exp(x) - 1)", false, false},
    {"x: uniform(low=0, high=2)", "1 / (2 - x)", false, false},
    {"x: beta(alpha=2, beta=1)", "x / (1 - x)", false, false},
    {"x: beta(alpha=2, beta=2)", "x / (1 - x)", true, false},
    {"x: beta(alpha=2, beta=3)", "x / (1 - x)", true, true},
    {"x: triangular(low=0, mode=1, high=2)", "1 / (2 - x)", true, false},
    {"x: exponential(mean=1)", "1 / (1 - exp(-x))", false, false},
    {"x: pareto(low=1, shape=0.8)", "x - x", true, true},
    {"x: exponential(mean=1)\n  z: exponential(mean=1)", "x / (x + z)", true, true},
    {"x: gamma(shape=0.5, scale=1)\n  z: gamma(shape=0.5, scale=1)", "x / (x + z)", true, true},
    {"x: exponential(mean=1)\n  z: 1 to 2", "1 / ((x + z) - z)", false, false},
    {"x: 1 to 10", "1 / (1 + x)", true, true},
    {"x: 1 to 1000", "1 / (x ^ 2 + x)", true, true},
};

}  // namespace

TEST_CASE("means and variances exist where the tails say so, and nowhere else") {
  for (const Case& c : cases) {
    const std::string yaml = "inputs:\n  " + c.input + "\nformulas:\n  y: " + c.formula + "\n";
    botec::RunOptions options;
    options.samples = 4096;
    options.method = "plain";
    const auto answer = botec::run(botec_test::model_text(yaml), options);
    INFO(yaml << botec_test::rendered(answer.diagnostics));
    REQUIRE(answer.value.has_value());
    CHECK(answer.value->outputs[0].mean.value.has_value() == c.mean);
    CHECK(answer.value->outputs[0].sd.value.has_value() == c.variance);
    CHECK(botec_test::has_kind(answer.value->warnings, "no-mean") == !c.mean);
    CHECK(botec_test::has_kind(answer.value->warnings, "no-variance") == (c.mean && !c.variance));
  }
}
