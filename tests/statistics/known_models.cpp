#include "statistics/known_models.h"

#include <cmath>

namespace known {
namespace {

using Cdf = std::function<double(double)>;

double normal_cdf(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

// By bisection to the last bit: 200 halvings.
double root(const Cdf& cdf, double p, double low, double high) {
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    (cdf(middle) < p ? low : high) = middle;
  }
  return high;
}

// Over (0, 1) by Simpson's rule on 4,000 intervals: 1e-10 or better for the smooth integrands here.
double integral(const std::function<double(double)>& f) {
  constexpr int n = 4000;
  double sum = f(1e-300) + f(1);
  for (int i = 1; i < n; ++i) sum += (i % 2 == 1 ? 4 : 2) * f(static_cast<double>(i) / n);
  return sum / (3.0 * n);
}

std::vector<Answer> from(const Cdf& cdf, double low, double high, double mean) {
  std::vector<Answer> answers{{"mean", mean}};
  for (const auto& [name, p] : {std::pair{"p5", 0.05}, std::pair{"p50", 0.5}, std::pair{"p95", 0.95}}) answers.push_back({name, root(cdf, p, low, high)});
  return answers;
}

Model model(std::string name, std::string inputs, std::string formula, const Cdf& cdf, double low, double high, double mean, double asked) {
  Model result{name, std::move(inputs), std::move(formula), name + " > " + std::to_string(asked), from(cdf, low, high, mean)};
  result.answers.push_back({"probability", 1 - cdf(std::stod(std::to_string(asked)))});
  return result;
}

}  // namespace

std::vector<Model> models() {
  std::vector<Model> all;
  all.push_back(model("total", "  total_a: uniform(low=0, high=1)\n  total_b: uniform(low=0, high=1)\n", "total_a + total_b",
                      [](double x) { return x < 1 ? x * x / 2 : 1 - (2 - x) * (2 - x) / 2; }, 0, 2, 1, 1.5));
  all.push_back(model("product", "  product_a: uniform(low=0, high=1)\n  product_b: uniform(low=0, high=1)\n", "product_a * product_b",
                      [](double x) { return x <= 0 ? 0 : x * (1 - std::log(x)); }, 0, 1, 0.25, 0.1));
  all.push_back(model("logs", "  logs_a: lognormal(mu=1, sigma=0.5)\n  logs_b: lognormal(mu=-2, sigma=0.8)\n", "logs_a * logs_b",
                      [](double x) { return x <= 0 ? 0 : normal_cdf((std::log(x) + 1) / std::sqrt(0.89)); }, 0, 1000, std::exp(-1 + 0.445), 1.1));
  all.push_back(model("largest", "  largest_a: uniform(low=0, high=1)\n  largest_b: uniform(low=0, high=1)\n  largest_c: uniform(low=0, high=1)\n",
                      "max(largest_a, largest_b, largest_c)", [](double x) { return x * x * x; }, 0, 1, 0.75, 0.9));
  all.push_back(model("waits", "  waits_a: exponential(mean=1)\n  waits_b: exponential(mean=1)\n", "waits_a + waits_b",
                      [](double x) { return 1 - std::exp(-x) * (1 + x); }, 0, 100, 2, 4));
  all.push_back(model("ratio", "  ratio_a: uniform(low=0, high=1)\n  ratio_b: uniform(low=0, high=1)\n", "ratio_a / (1 + ratio_b)",
                      [](double y) {
                        if (y <= 0.5) return 1.5 * y;
                        const double u = 1 / y - 1;
                        return y * (u + u * u / 2) + 1 - u;
                      }, 0, 1, std::log(2.0) / 2, 0.6));
  all.push_back(model("either", "  either_a: normal(mean=0, sd=1)\n  either_b: bernoulli(p=0.3)\n", "either_a + 4 * either_b",
                      [](double x) { return 0.7 * normal_cdf(x) + 0.3 * normal_cdf(x - 4); }, -20, 20, 1.2, 3));
  all.push_back(model("scaled", "  scaled_a: lognormal(mu=0, sigma=0.7)\n  scaled_b: uniform(low=0.5, high=1.5)\n", "scaled_a * scaled_b",
                      [](double y) { return y <= 0 ? 0 : integral([&](double u) { return normal_cdf(std::log(y / (0.5 + u)) / 0.7); }); }, 0, 100,
                      std::exp(0.245), 2.5));
  {
    const double s = std::sqrt(2.0);
    all.push_back(model("excess", "  excess_a: normal(mean=1, sd=1)\n  excess_b: normal(mean=0, sd=1)\n", "max(excess_a - excess_b, 0)",
                        [s](double x) { return x < 0 ? 0 : normal_cdf((x - 1) / s); }, -1, 20,
                        normal_cdf(1 / s) + s * std::exp(-0.25) / std::sqrt(2 * M_PI), 2.5));
  }
  all.push_back(model("squares", "  squares_a: normal(mean=0, sd=1)\n  squares_b: normal(mean=0, sd=1)\n", "squares_a ^ 2 + squares_b ^ 2",
                      [](double x) { return x <= 0 ? 0 : 1 - std::exp(-x / 2); }, 0, 200, 2, 5));
  all.push_back(model("claims", "  claims_a: {distribution: mixture, components: [0, 'exponential(mean=2)'], weights: [0.3, 0.7]}\n  claims_b: uniform(low=0.5, high=1.5)\n",
                      "claims_a * claims_b", [](double y) {
                        return y < 0 ? 0 : 0.3 + 0.7 * integral([&](double u) { return 1 - std::exp(-y / (2 * (0.5 + u))); });
                      }, -1, 200, 1.4, 3));
  all.push_back(model("counts", "  counts_a: binomial(n=12, p=0.4)\n  counts_b: uniform(low=0, high=3)\n", "counts_a + counts_b",
                      [](double y) {
                        double total = 0, weight = std::pow(0.6, 12);
                        for (int k = 0; k <= 12; ++k) {
                          total += weight * std::fmin(1.0, std::fmax(0.0, (y - k) / 3));
                          weight *= (12.0 - k) / (k + 1.0) * 0.4 / 0.6;
                        }
                        return total;
                      }, 0, 20, 4.8 + 1.5, 8.2));
  return all;
}

std::string yaml_of(const std::vector<Model>& models) {
  std::string inputs, formulas, questions;
  for (const Model& m : models) {
    inputs += m.inputs;
    formulas += "  " + m.name + ": " + m.formula + "\n";
    if (!m.question.empty()) questions += "  q_" + m.name + ": P(" + m.question + ")\n";
  }
  return "inputs:\n" + inputs + "formulas:\n" + formulas + (questions.empty() ? "" : "questions:\n" + questions);
}

}  // namespace known
