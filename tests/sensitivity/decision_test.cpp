// What knowing is worth to a decision, against closed forms.
#include <cmath>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

// E[max(0, N(mean, sd²))] - max(0, mean).
double gain(double mean, double sd) {
  const double z = std::abs(mean) / sd;
  return sd * (std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979324) - z * 0.5 * std::erfc(z / std::sqrt(2.0)));
}

botec::Estimate worth(const botec::RankedDecision& decision, const std::string& name) {
  for (const auto& entry : decision.partial) {
    if (entry.name == name) return entry.value;
  }
  FAIL("nothing about " << name);
  return {};
}

const std::string linear = R"(
units: {coin: what is won}
inputs:
  x1: normal(mean=0, sd=1) coin
  x2: normal(mean=1, sd=2) coin
  x3: normal(mean=0, sd=0.2) coin
formulas: {win: x1 + x2 + x3}
)";

}  // namespace

TEST_CASE("a linear Gaussian decision") {
  const auto result = ranking(linear + "groups: {both: [x1, x2]}\ndecision: {options: {play: win, leave: 0}}\n");
  REQUIRE(result.decision.has_value());
  const auto& decision = *result.decision;
  CHECK(decision.unit == "coin");
  CHECK(decision.chosen == "play");
  CHECK(distance(decision.options[0].expected, 1) < far);
  CHECK(distance(decision.perfect, gain(1, std::sqrt(5.04))) < far);
  CHECK(distance(worth(decision, "x1"), gain(1, 1)) < far);
  CHECK(distance(worth(decision, "x2"), gain(1, 2)) < far);
  CHECK(*worth(decision, "x3").value < 1e-6);   // never changes the choice
  CHECK(distance(worth(decision, "both"), gain(1, std::sqrt(5.0))) < far);
  CHECK(decision.partial[0].name == "both");
}

TEST_CASE("costs: the smallest is chosen, by name, in another unit") {
  const auto result = ranking("units: {coin: , grand: 1000 coin}\ninputs: {x: 'normal(mean=0, sd=3) coin'}\nformulas: {a: {formula: '20 [coin] + x', unit: grand}, b: '19 [coin]'}\n"
                              "decision: {options: [a, b], choose: smallest}\n");
  const auto& decision = *result.decision;
  CHECK(decision.chosen == "b");
  CHECK(decision.unit == "grand");
  CHECK(distance(worth(decision, "x"), gain(1, 3) / 1000) < far);
  CHECK(distance(decision.perfect, gain(1, 3) / 1000) < far);
}

TEST_CASE("correlated inputs tell about each other") {
  const double rho = 2 * std::sin(3.14159265358979324 / 12);   // rank correlation 0.5
  const auto result = ranking(linear + "correlations: [{inputs: [x1, x2], rank: 0.5}]\ndecision: {options: {play: win, leave: 0}}\n");
  CHECK(distance(worth(*result.decision, "x1"), gain(1, 1 + 2 * rho)) < far);
  CHECK(distance(worth(*result.decision, "x2"), gain(1, 2 + rho)) < far);
}

// As in coverage_test.cpp.
TEST_CASE("the errors of what knowing is worth") {
  const std::vector<std::pair<std::string, double>> expected = {{"x1", gain(1, 1)}, {"x2", gain(1, 2)}, {"both", gain(1, std::sqrt(5.0))}, {"", gain(1, std::sqrt(5.04))}};
  std::vector<int> covered(expected.size(), 0);
  std::vector<double> squares(expected.size(), 0.0);
  for (int seed = 1; seed <= 200; ++seed) {
    const auto result = ranking(linear + "groups: {both: [x1, x2]}\ndecision: {options: {play: win, leave: 0}}\n", with_seed(static_cast<std::uint64_t>(seed), 8192));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double d = distance(expected[i].first.empty() ? result.decision->perfect : worth(*result.decision, expected[i].first), expected[i].second);
      covered[i] += d <= 2.131449545559323 ? 1 : 0;
      squares[i] += d * d / 200;
    }
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(expected[i].first << " covered " << covered[i] << ", root mean square distance " << std::sqrt(squares[i]));
    CHECK(covered[i] >= 178);
    CHECK(std::sqrt(squares[i]) > 0.7);
  }
}
