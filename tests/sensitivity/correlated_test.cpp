// Shapley effects and closed first-order shares of correlated inputs, against the closed forms of the linear Gaussian model.
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

// Var(E[Σ b·x | x_J]) for normals with covariance matrix C and a set J of inputs, as bits.
double explained(const std::vector<double>& b, const std::vector<std::vector<double>>& c, unsigned set) {
  std::vector<std::size_t> in;
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (set >> i & 1) in.push_back(i);
  }
  // Cov(y, x_J) · C_JJ⁻¹ · Cov(x_J, y), by Gauss and Jordan.
  const std::size_t m = in.size();
  std::vector<std::vector<double>> a(m, std::vector<double>(m + 1));
  std::vector<double> with(m, 0.0);
  for (std::size_t r = 0; r < m; ++r) {
    for (std::size_t j = 0; j < b.size(); ++j) with[r] += b[j] * c[in[r]][j];
    for (std::size_t s = 0; s < m; ++s) a[r][s] = c[in[r]][in[s]];
    a[r][m] = with[r];
  }
  for (std::size_t k = 0; k < m; ++k) {
    for (std::size_t r = 0; r < m; ++r) {
      if (r == k) continue;
      const double factor = a[r][k] / a[k][k];
      for (std::size_t s = k; s <= m; ++s) a[r][s] -= factor * a[k][s];
    }
  }
  double result = 0;
  for (std::size_t r = 0; r < m; ++r) result += with[r] * a[r][m] / a[r][r];
  return result;
}

double factorial(std::size_t n) { return n < 2 ? 1 : static_cast<double>(n) * factorial(n - 1); }

struct Gaussian {
  std::vector<double> b;
  std::vector<std::vector<double>> c;

  double variance() const { return explained(b, c, (1u << b.size()) - 1); }
  double first(std::size_t i) const { return explained(b, c, 1u << i) / variance(); }
  double shapley(std::size_t i) const {
    const std::size_t d = b.size();
    double sum = 0;
    for (unsigned set = 0; set < 1u << d; ++set) {
      if (set >> i & 1) continue;
      const auto size = static_cast<std::size_t>(std::popcount(set));
      const double weight = factorial(size) * factorial(d - size - 1) / factorial(d);
      sum += weight * (explained(b, c, set | 1u << i) - explained(b, c, set));
    }
    return sum / variance();
  }
};

double rank_of(double rho) { return 6 / std::numbers::pi * std::asin(rho / 2); }

std::string correlations(const std::vector<std::vector<double>>& rho) {
  std::string text = "correlations:\n";
  for (std::size_t i = 0; i < rho.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rho[i][j] == 0) continue;
      char number[32];
      std::snprintf(number, sizeof number, "%.17g", rank_of(rho[i][j]));
      text += "  - {inputs: [x" + std::to_string(j + 1) + ", x" + std::to_string(i + 1) + "], rank: " + number + "}\n";
    }
  }
  return text;
}

const std::vector<std::vector<double>> rho = {{1, 0.5, 0, 0}, {0.5, 1, 0.3, 0}, {0, 0.3, 1, 0}, {0, 0, 0, 1}};
const std::vector<double> sd = {1, 2, 1.5, 0.5};

std::string four_inputs(const std::string& formula, const std::string& family) {
  std::string text = "inputs:\n";
  for (std::size_t i = 0; i < sd.size(); ++i) {
    const std::string s = std::to_string(sd[i]);
    text += "  x" + std::to_string(i + 1) + (family == "normal" ? ": normal(mean=0, sd=" : ": lognormal(mu=0, sigma=") + s + ")\n";
  }
  return text + "formulas: {y: '" + formula + "'}\n" + correlations(rho);
}

Gaussian truth(std::vector<double> b) {
  Gaussian result{std::move(b), rho};
  for (std::size_t i = 0; i < sd.size(); ++i) {
    for (std::size_t j = 0; j < sd.size(); ++j) result.c[i][j] *= sd[i] * sd[j];
  }
  return result;
}

void check(const botec::RankedOutput& output, const Gaussian& expected) {
  CHECK(output.correlated);
  double sum = 0;
  for (std::size_t i = 0; i < sd.size(); ++i) {
    const auto& f = factor(output, "x" + std::to_string(i + 1));
    INFO(f.name << ": Shapley " << *f.shapley.value << " for " << expected.shapley(i) << ", alone " << *f.first_order.value << " for " << expected.first(i));
    CHECK(distance(f.shapley, expected.shapley(i)) < far);
    CHECK(std::abs(*f.shapley.value - expected.shapley(i)) < 0.01);
    CHECK(distance(f.first_order, expected.first(i)) < far);
    CHECK_FALSE(f.total.value.has_value());   // means nothing here
    sum += *f.shapley.value;
  }
  CHECK(sum == doctest::Approx(1).epsilon(1e-12));
}

}  // namespace

TEST_CASE("a sum of four normals, three of them correlated") {
  check(ranking(four_inputs("x1 + x2 + x3 + x4", "normal")).outputs[0], truth({1, 1, 1, 1}));
  check(ranking(four_inputs("2 * x1 - x2 + x3 + 3 * x4", "normal")).outputs[0], truth({2, -1, 1, 3}));
}

TEST_CASE("a product of lognormals") { check(ranking(four_inputs("x1 * x2 / x3 * x4^2", "lognormal")).outputs[0], truth({1, 1, -1, 2})); }

TEST_CASE("knowing a correlated input also narrows those that go with it") {
  const auto result = ranking(four_inputs("x1 + x2 + x3 + x4", "normal"));
  const Gaussian expected = truth({1, 1, 1, 1});
  for (std::size_t i = 0; i < sd.size(); ++i) {
    const auto& f = factor(result.outputs[0], "x" + std::to_string(i + 1));
    CHECK(distance(f.known_share, 1 - std::sqrt(1 - expected.first(i))) < far);
    CHECK(distance(f.halved_share, 1 - std::sqrt(1 - 0.75 * expected.first(i))) < far);
    CHECK(distance(f.swing_high, 1.6448536269514722 * std::sqrt(expected.first(i) * expected.variance())) < far);
  }
}

TEST_CASE("an input that is only correlated is no player, and alone no correlation is left") {
  const std::string model = "inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=1)'}\n"
                            "formulas: {y: 2 * x1, z: x1 + x2}\ncorrelations: [{inputs: [x1, x2], rank: 0.9}]\n";
  const auto result = ranking(model);
  CHECK_FALSE(result.outputs[0].correlated);
  REQUIRE(result.outputs[0].inputs.size() == 1);
  CHECK(*result.outputs[0].inputs[0].total.value == doctest::Approx(1).epsilon(1e-9));
  CHECK(result.outputs[1].correlated);
}

TEST_CASE("inputs that determine each other share evenly") {
  const auto result = ranking("inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=3)'}\nformulas: {y: x1 + x2}\n"
                              "correlations: [{inputs: [x1, x2], rank: 1}]\n");
  for (const char* name : {"x1", "x2"}) {
    const auto& f = factor(result.outputs[0], name);
    CHECK(std::abs(*f.shapley.value - 0.5) < 0.01);
    CHECK(*f.first_order.value == doctest::Approx(1).epsilon(1e-6));
  }
}

// As in coverage_test.cpp: fewer than 178 of 200 with probability 0.0002.
TEST_CASE("the errors of Shapley effects") {
  const Gaussian expected = truth({1, 1, 1, 1});
  std::vector<int> covered(sd.size(), 0);
  std::vector<double> squares(sd.size(), 0.0);
  for (int seed = 1; seed <= 200; ++seed) {
    const auto result = ranking(four_inputs("x1 + x2 + x3 + x4", "normal"), with_seed(static_cast<std::uint64_t>(seed), 16384));
    for (std::size_t i = 0; i < sd.size(); ++i) {
      const double d = distance(factor(result.outputs[0], "x" + std::to_string(i + 1)).shapley, expected.shapley(i));
      covered[i] += d <= 2.131449545559323 ? 1 : 0;
      squares[i] += d * d / 200;
    }
  }
  for (std::size_t i = 0; i < sd.size(); ++i) {
    INFO("x" << i + 1 << " covered " << covered[i] << ", root mean square distance " << std::sqrt(squares[i]));
    CHECK(covered[i] >= 178);
    CHECK(std::sqrt(squares[i]) > 0.7);
  }
}
