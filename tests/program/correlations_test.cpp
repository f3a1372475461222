// Achieved rank correlations of drawn inputs against what the model asks, for margins of every kind.
// The standard error of a sample Spearman correlation of n plain pairs is at most about 1.06/√n; 5 of them are allowed, which a
// right program exceeds with probability 6e-7 a pair.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "support.h"

namespace {

constexpr std::size_t trials = 100000;

// Ranks with ties sharing their mean.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && values[order[j]] == values[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k) result[order[k]] = static_cast<double>(i + j - 1) / 2;
    i = j;
  }
  return result;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double n = static_cast<double>(a.size());
  const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n, mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

double achieved(const std::string& first, const std::string& second, double rank) {
  const std::string yaml = "inputs:\n  a: " + first + "\n  b: " + second + "\nformulas: {y: a + b}\ncorrelations: [{inputs: [a, b], rank: " +
                           std::to_string(rank) + "}]\n";
  std::vector<std::vector<double>> columns(3);
  botec::RunOptions options;
  options.samples = trials;
  options.method = "plain";
  const botec::SampleSink sink{[](const auto&, const auto&) { return true; },
                               [&](const auto& rows) {
                                 for (std::size_t c = 0; c < rows.size(); ++c) columns[c].insert(columns[c].end(), rows[c].begin(), rows[c].end());
                                 return true;
                               }};
  const auto answer = botec::samples(botec_test::model_text(yaml), options, sink);
  INFO(yaml << botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.outcome == botec::Outcome::done);
  return correlation(ranks(columns[0]), ranks(columns[1]));
}

}  // namespace

TEST_CASE("inputs have the rank correlation that the model asks for, whatever their margins") {
  const std::vector<std::string> margins = {
      "1 to 100", "normal(mean=0, sd=1)", "beta(alpha=0.5, beta=3)", "{distribution: normal, mean: 0, sd: 1, min: 1}",
      "{distribution: mixture, components: [0, 1 to 3], weights: [0.4, 0.6]}", "poisson(mean=1)", "bernoulli(p=0.3)",
      "integer(low=1, high=6)", "{distribution: categorical, values: [1, 2, 5], weights: [5, 3, 2]}"};
  const double allowed = 5 * 1.06 / std::sqrt(static_cast<double>(trials));
  for (std::size_t i = 0; i < margins.size(); ++i) {
    for (std::size_t j = i; j < margins.size(); j += 2) {
      for (const double rank : {0.4, -0.25}) {
        INFO(margins[i] << " with " << margins[j] << " at " << rank);
        CHECK(std::abs(achieved(margins[i], margins[j], rank) - rank) < allowed);
      }
    }
  }
}

TEST_CASE("strong correlations of continuous margins") {
  const double allowed = 5 * 1.06 / std::sqrt(static_cast<double>(trials));
  for (const double rank : {0.9, 0.99, -0.95}) CHECK(std::abs(achieved("1 to 100", "exponential(mean=3)", rank) - rank) < allowed);
  CHECK(achieved("1 to 100", "normal(mean=0, sd=1)", 1) == doctest::Approx(1).epsilon(1e-9));
  CHECK(achieved("1 to 100", "normal(mean=0, sd=1)", -1) == doctest::Approx(-1).epsilon(1e-9));
}
