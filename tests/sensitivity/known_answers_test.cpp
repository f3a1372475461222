// Shares of variance against closed forms.
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

constexpr double pi = std::numbers::pi;

const std::string ishigami = R"(
inputs:
  x1: uniform(low=-3.141592653589793, high=3.141592653589793)
  x2: uniform(low=-3.141592653589793, high=3.141592653589793)
  x3: uniform(low=-3.141592653589793, high=3.141592653589793)
formulas:
  y: sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)
)";

// Sobol' G: products of (|4x - 2| + a)/(1 + a), each with variance 1/(3(1 + a)²).
std::string g_model(const std::vector<double>& a) {
  std::string inputs = "inputs:\n", formula;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::string x = "x" + std::to_string(i + 1), c = std::to_string(a[i]);
    inputs += "  " + x + ": uniform(low=0, high=1)\n";
    formula += (i == 0 ? "" : " * ") + ("(abs(4 * " + x + " - 2) + " + c + ") / (1 + " + c + ")");
  }
  return inputs + "formulas:\n  y: " + formula + "\n";
}

struct Truth {
  std::vector<double> first, total;
};

Truth g_truth(const std::vector<double>& a) {
  double all = 1;
  std::vector<double> part;
  for (const double c : a) {
    part.push_back(1 / (3 * (1 + c) * (1 + c)));
    all *= 1 + part.back();
  }
  Truth truth;
  for (const double v : part) {
    truth.first.push_back(v / (all - 1));
    truth.total.push_back(v * all / (1 + v) / (all - 1));
  }
  return truth;
}

void check(const botec::RankedOutput& output, const Truth& truth) {
  for (std::size_t i = 0; i < truth.first.size(); ++i) {
    const auto& f = factor(output, "x" + std::to_string(i + 1));
    INFO(f.name << ": first " << *f.first_order.value << " for " << truth.first[i] << ", total " << *f.total.value << " for " << truth.total[i]);
    CHECK(distance(f.first_order, truth.first[i]) < far);
    CHECK(distance(f.total, truth.total[i]) < far);
    CHECK(std::abs(*f.total.value - truth.total[i]) < 0.01);   // and the errors are no excuse
  }
}

}  // namespace

TEST_CASE("Ishigami's function") {
  const double b = 0.1, v = 49.0 / 8 + b * std::pow(pi, 4) / 5 + b * b * std::pow(pi, 8) / 18 + 0.5;
  const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), v2 = 49.0 / 8, v13 = b * b * std::pow(pi, 8) * 8 / 225;
  const auto result = ranking(ishigami);
  CHECK(result.outputs[0].scale == "linear");
  check(result.outputs[0], {{v1 / v, v2 / v, 0}, {(v1 + v13) / v, v2 / v, v13 / v}});
  // x1 0.558, x2 0.442, x3 0.244: in this order
  CHECK(result.outputs[0].inputs[0].name == "x1");
  CHECK(result.outputs[0].inputs[1].name == "x2");
  CHECK(result.outputs[0].inputs[2].name == "x3");
  CHECK(result.outputs[0].inputs[2].rank == 3);
}

TEST_CASE("Sobol's G function, from one strong input to eight equal ones") {
  for (const std::vector<double>& a : {std::vector<double>{0, 1, 4.5, 9, 99, 99, 99, 99}, {0, 0, 0, 0}, {6.52, 6.52, 6.52, 6.52, 6.52, 6.52}}) {
    botec::RankOptions options;
    options.scale = "linear";
    check(ranking(g_model(a), options).outputs[0], g_truth(a));
  }
}

TEST_CASE("a sum of normals") {
  const auto result = ranking("inputs:\n  x1: normal(mean=1, sd=1)\n  x2: normal(mean=2, sd=2)\n  x3: normal(mean=3, sd=3)\n"
                              "formulas: {y: x1 + x2 - x3}\n");
  check(result.outputs[0], {{1.0 / 14, 4.0 / 14, 9.0 / 14}, {1.0 / 14, 4.0 / 14, 9.0 / 14}});
  const auto& x3 = factor(result.outputs[0], "x3");
  // Interval of width 2·1.645·sd; without x3 the sd is √5, with half of its spread √(5 + 9/4).
  CHECK(distance(x3.known_share, 1 - std::sqrt(5.0 / 14)) < far);
  CHECK(distance(x3.halved_share, 1 - std::sqrt(7.25 / 14)) < far);
  CHECK(distance(x3.known_width, 2 * 1.6448536269514722 * std::sqrt(5.0)) < far);
  CHECK(distance(x3.swing_low, 1.6448536269514722 * 3) < far);
  CHECK(distance(x3.swing_high, -1.6448536269514722 * 3) < far);
  // Spearman's correlation of a bivariate normal: 6/π asin(ρ/2).
  CHECK(distance(x3.spearman, 6 / pi * std::asin(-3 / std::sqrt(14.0) / 2)) < far);
}

TEST_CASE("a product of lognormals has exact shares of the logarithm's variance") {
  const auto result = ranking("inputs:\n  x1: lognormal(mu=1, sigma=0.5)\n  x2: lognormal(mu=-20, sigma=1)\n  x3: lognormal(mu=40, sigma=2)\n"
                              "formulas: {y: x1 * x2^2 / sqrt(x3)}\n");
  const auto& output = result.outputs[0];
  CHECK(output.scale == "log");
  const double v = 0.25 + 4 + 1;
  check(output, {{0.25 / v, 4 / v, 1 / v}, {0.25 / v, 4 / v, 1 / v}});
  CHECK(distance(factor(output, "x2").known_width, std::exp(2 * 1.6448536269514722 * std::sqrt(1.25))) < far);
}

TEST_CASE("nothing alone, everything together") {
  const auto result = ranking("inputs: {x1: 'uniform(low=-1, high=1)', x2: 'uniform(low=-1, high=1)'}\nformulas: {y: x1 * x2}\n");
  check(result.outputs[0], {{0, 0}, {1, 1}});
}

TEST_CASE("an input that does nothing, and two that are alike") {
  const auto result = ranking("inputs: {x1: 1 to 10, x2: 1 to 10, idle: 1 to 2}\nformulas: {y: x1 * x2 + 0 * floor(idle / 1000)}\n");
  const auto& output = result.outputs[0];
  const auto& idle = factor(output, "idle");
  CHECK(*idle.total.value == 0);
  CHECK(std::abs(*idle.known_share.value) < 1e-12);   // rounding of means
  CHECK(idle.rank == 3);
  CHECK(output.inputs[0].rank == 1);
  CHECK(output.inputs[0].rank_last == 2);
  CHECK(output.inputs[1].rank == 1);
  CHECK(output.inputs[1].rank_last == 2);
}

TEST_CASE("a constant output, and one that does not vary") {
  const auto result = ranking("inputs: {x: 1 to 2}\nformulas: {c: 3, d: 0 * floor(x / 1000), y: x}\n");
  REQUIRE(result.outputs.size() == 3);
  CHECK(result.outputs[0].constant == 3);
  CHECK(result.outputs[1].constant == 0);
  CHECK(result.outputs[1].inputs.empty());
  CHECK(*result.outputs[2].inputs[0].total.value == 1);
}

TEST_CASE("trials without a value are left out and counted, and spoil nothing") {
  // 1e-4 of x lies below 1 - sqrt needs the rest
  botec::RankOptions options;
  options.scale = "linear";
  const auto result = ranking("inputs: {x1: 'uniform(low=-0.0005, high=1)', x2: 'uniform(low=0, high=1)'}\nformulas: {y: sqrt(x1) + x2}\n", options);
  const auto& output = result.outputs[0];
  CHECK(output.non_finite > 0);
  CHECK(has_kind(result.warnings, "non-finite"));
  const double v1 = 1.0 / 18, v2 = 1.0 / 12;   // of √u and u
  CHECK(distance(factor(output, "x1").total, v1 / (v1 + v2)) < far);
  CHECK(distance(factor(output, "x2").total, v2 / (v1 + v2)) < far);
  const auto answer = botec::rank(model_text("inputs: {x1: 'uniform(low=-1, high=1)'}\nformulas: {y: sqrt(x1)}\n"), {});
  CHECK(answer.outcome == botec::Outcome::model_at_fault);
  CHECK(has_kind(answer.diagnostics, "non-finite"));
}

TEST_CASE("discrete and categorical inputs") {
  const auto result = ranking("inputs: {x1: 'bernoulli(p=0.3)', x2: {distribution: categorical, values: [0, 1, 5], weights: [0.5, 0.3, 0.2]}, x3: 'poisson(mean=2)'}\n"
                              "formulas: {y: x1 + x2 + x3}\n");
  const double v1 = 0.21, m = 1.3, v2 = 0.3 + 5 - m * m, v = v1 + v2 + 2;
  check(result.outputs[0], {{v1 / v, v2 / v, 2 / v}, {v1 / v, v2 / v, 2 / v}});
}

TEST_CASE("a question and a tail") {
  // P(x1 + x2 > 0) of normals: E[Y|x1] = Φ(x1/s), whose second moment is known by the orthant probability.
  const std::string model = "inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=2)'}\nformulas: {y: x1 + x2}\nquestions: {q: P(y > 0)}\n";
  botec::RankOptions options;
  options.of = {"q"};
  const auto result = ranking(model, options);
  const auto closed = [](double rho) { return 4 * (0.25 + std::asin(rho) / (2 * pi)) - 1; };   // share of p(1-p) = 1/4 known alone
  CHECK(result.outputs[0].scale == "probability");
  check(result.outputs[0], {{closed(1.0 / 5), closed(4.0 / 5)}, {1 - closed(4.0 / 5), 1 - closed(1.0 / 5)}});
  const auto& x2 = factor(result.outputs[0], "x2");
  CHECK(distance(x2.swing_high, 0.5 + std::erf(2 * 1.6448536269514722 / std::sqrt(2.0)) / 2) < far);
  options = {};
  options.tail = "high";
  const auto tail = ranking(model, options);
  CHECK(tail.outputs[0].tail == "high");
  CHECK(*tail.outputs[0].middle.value == doctest::Approx(0.1).epsilon(0.001));
  CHECK(tail.outputs[0].inputs[0].name == "x2");
}
