// Groups, pairs and conditions on the whole.
#include <cmath>
#include <string>

#include "sensitivity/helpers.h"

using namespace botec_test;

TEST_CASE("groups: shares of a product, declared and by import") {
  const auto result = ranking("inputs: {x1: 'lognormal(mu=0, sigma=1)', x2: 'lognormal(mu=0, sigma=2)', x3: 'lognormal(mu=0, sigma=3)'}\n"
                              "formulas: {y: x1 * x2 * x3}\ngroups: {inner: [x1, x2], outer: [x1, x3]}\n");
  const auto& output = result.outputs[0];
  REQUIRE(output.groups.size() == 2);
  CHECK(output.groups[0].name == "outer");   // the stronger one first
  CHECK(distance(factor(output, "inner").total, 5.0 / 14) < far);
  CHECK(distance(factor(output, "inner").first_order, 5.0 / 14) < far);
  CHECK(distance(factor(output, "outer").known_share, 1 - std::sqrt(4.0 / 14)) < far);
  CHECK(distance(factor(output, "outer").halved_share, 1 - std::sqrt((4 + 2.5) / 14)) < far);

  const auto imported = ranking("import: {hardware: models/hardware.yaml}\ninputs: {n: 10 to 100}\nformulas: {y: 'n * 2'}\n");
  CHECK(imported.outputs[0].groups.empty());   // nothing of it is used
}

TEST_CASE("groups of correlated inputs: closed shares, and sums of Shapley effects") {
  const auto result = ranking("inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=1)', x3: 'normal(mean=0, sd=1)'}\n"
                              "formulas: {y: x1 + x2 + x3}\ncorrelations: [{inputs: [x1, x2], rank: 0.5}]\ngroups: {pair: [x1, x2], cut: [x2, x3]}\n");
  const double rho = 2 * std::sin(3.14159265358979324 / 12), v = 3 + 2 * rho;
  CHECK(distance(factor(result.outputs[0], "pair").first_order, (2 + 2 * rho) / v) < far);
  CHECK(distance(factor(result.outputs[0], "pair").shapley, (2 + 2 * rho) / v) < far);
  CHECK(distance(factor(result.outputs[0], "cut").first_order, (1 + (1 + rho) * (1 + rho)) / v) < far);
}

TEST_CASE("pairs, against the closed form of a product") {
  // A product of independent factors with mean 1 and variances v: both of a pair take part in v₁v₂(1 + v₃) of the variance.
  const auto result = ranking("inputs: {x1: 'normal(mean=1, sd=1)', x2: 'normal(mean=1, sd=2)', x3: 'normal(mean=1, sd=0.5)'}\nformulas: {y: x1 * x2 * x3}\n");
  const auto& output = result.outputs[0];
  const double v1 = 1, v2 = 4, v3 = 0.25, all = (1 + v1) * (1 + v2) * (1 + v3) - 1;
  CHECK(distance(output.sum_first_order, (v1 + v2 + v3) / all) < far);
  REQUIRE(output.pairs.size() == 3);
  CHECK(output.pairs[0].first == "x1");
  CHECK(output.pairs[0].second == "x2");
  CHECK(distance(output.pairs[0].share, v1 * v2 * (1 + v3) / all) < far);
  CHECK(output.pairs[2].first == "x1");
  CHECK(distance(output.pairs[2].share, v1 * v3 * (1 + v2) / all) < far);
  CHECK(ranking("inputs: {x1: 1 to 10, x2: 1 to 10}\nformulas: {y: x1 * x2}\n").outputs[0].pairs.empty());   // additive on its scale
}

TEST_CASE("conditions on the whole: what inputs explain alone, by bins") {
  const auto result = ranking("inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=2)'}\nformulas: {y: 10 + x1 + x2}\ngiven: [x1 + x2 > 0]\n");
  const auto& output = result.outputs[0];
  CHECK_FALSE(output.no_shares.empty());
  CHECK_FALSE(output.inputs[0].total.value.has_value());
  CHECK(output.inputs[0].name == "x2");
  // y - 10 is a half normal of scale √5; E[y | x1] = x1 + 2λ(x1/2) with λ = φ/Φ, x1 weighted by 2φ(x1)Φ(x1/2): by the midpoint rule.
  const auto share = [](double own, double other) {
    double mean = 0, square = 0;
    const double h = 1e-3;
    for (double z = -8 + h / 2; z < 8; z += h) {
      const double density = std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979324);
      const double r = own * z / other, below = 0.5 * std::erfc(-r / std::sqrt(2.0));
      const double expected = own * z + other * std::exp(-r * r / 2) / std::sqrt(2 * 3.14159265358979324) / below;
      mean += 2 * density * below * expected * h;
      square += 2 * density * below * expected * expected * h;
    }
    return (square - mean * mean) / (5 * (1 - 2 / 3.14159265358979324));
  };
  // Bins flatten the curve within them: what that hides is under a hundredth.
  CHECK(std::abs(*factor(output, "x1").first_order.value - share(1, 2)) < 0.01 + far * *factor(output, "x1").first_order.standard_error);
  CHECK(std::abs(*factor(output, "x2").first_order.value - share(2, 1)) < 0.01 + far * *factor(output, "x2").first_order.standard_error);
}
