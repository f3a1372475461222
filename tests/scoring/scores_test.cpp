// The other rules by hand, log scores far out, scores of draws, calibration and comparison.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "distributions/crps.h"
#include "distributions/family.h"
#include "scoring/calibration.h"
#include "scoring/catalogue.h"
#include "scoring/law_scores.h"
#include "scoring/paired.h"
#include "scoring/rules.h"

using namespace botec;

namespace {

Distribution normal(double mean, double sd) { return *make_distribution("normal", {{{"mean", mean}, {"sd", sd}}, {}, {}, {}, false}); }

std::vector<std::vector<double>> normal_draws(std::uint64_t seed, std::size_t replicates, std::size_t each) {
  std::mt19937_64 words(seed);
  std::normal_distribution<double> law(1, 2);
  std::vector<std::vector<double>> draws(replicates, std::vector<double>(each));
  for (auto& replicate : draws) {
    for (double& x : replicate) x = law(words);
  }
  return draws;
}

}  // namespace

TEST_CASE("rules of one line") {
  CHECK(quantile_loss(0.9, 10, 12) == doctest::Approx(1.8));
  CHECK(quantile_loss(0.9, 10, 7) == doctest::Approx(0.3));
  CHECK(interval_score(0.9, 5, 33, 10) == doctest::Approx(28));
  CHECK(interval_score(0.9, 5, 33, 4.6) == doctest::Approx(28 + 20 * 0.4));
  CHECK(interval_score(0.5, 0, 1, 3) == doctest::Approx(1 + 4 * 2));
  CHECK(brier_score(0.7, false) == doctest::Approx(0.49));
  CHECK(logarithmic_score(0.25, true) == doctest::Approx(2 * std::numbers::ln2));
  CHECK(std::isinf(logarithmic_score(0, true)));
  CHECK(logarithmic_score(0, false) == 0);
  CHECK(logarithmic_score(1e-20, false) == doctest::Approx(1e-20));   // 1 - p would round
}

TEST_CASE("an interval's score is the sum of the losses of its ends") {
  for (const double y : {1.0, 7.0, 40.0}) {
    CHECK((1 - 0.8) / 2 * interval_score(0.8, 5, 33, y) == doctest::Approx(quantile_loss(0.1, 5, y) + quantile_loss(0.9, 33, y)));
  }
}

TEST_CASE("a log score is finite wherever the density is not really zero") {
  const Asked asked{{0.9}, {0.05, 0.95}};
  const auto far = score_distribution(normal(0, 1), 100, asked);
  REQUIRE(far.log_score.value);
  CHECK(*far.log_score.value == doctest::Approx(5000 + 0.5 * std::log(2 * std::numbers::pi)));
  CHECK(*far.percentile.value == 1);
  const auto out = score_distribution(*make_distribution("uniform", {{{"low", 0.0}, {"high", 1.0}}, {}, {}, {}, false}), 2, asked);
  CHECK_FALSE(out.log_score.value);
  CHECK(out.log_score.missing.starts_with("infinite"));
  CHECK(*out.crps.value == doctest::Approx(1 + 1.0 / 3));
  // A value with a probability of its own is scored by that probability, and stands in the middle of it.
  const auto jump = mixture({constant(2), *make_distribution("uniform", {{{"low", 0.0}, {"high", 4.0}}, {}, {}, {}, false})}, {0.4, 0.6});
  const auto at = score_distribution(*jump, 2, asked);
  CHECK(*at.log_score.value == doctest::Approx(-std::log(0.4)));
  CHECK(*at.percentile.value == doctest::Approx(0.3 + 0.2));
}

TEST_CASE("quantile scores are those of the quantiles written") {
  const auto scores = score_distribution(normal(0, 1), 0.5, {{0.5, 0.9}, {0.25, 0.5, 0.75}});
  REQUIRE(scores.levels.size() == 2);
  CHECK(scores.levels[0].inside);
  CHECK(scores.levels[1].high == doctest::Approx(1.6448536269514722));
  // The weighted interval score of Bracher and others 2021, equation 1, with K = 1 interval of 50% and the median.
  const double wis = (0.5 * 0.5 + 0.25 * interval_score(0.5, -0.6744897501960817, 0.6744897501960817, 0.5)) / 1.5;
  CHECK(scores.mean_quantile_loss == doctest::Approx(wis));
}

TEST_CASE("the score of draws is that of their law, within its error") {
  // 200 seeds: the share of errors above 2.13 (95% of Student's t with 15 degrees of freedom) has a standard deviation of 1.5%;
  // the bounds are four of them off. A false alarm has a probability of 1e-4; here the seeds are fixed.
  for (const double y : {1.0, 4.0, 12.0}) {
    const double truth = *crps(normal(1, 2), y);
    int outside = 0;
    double bias = 0, spread = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      const auto scores = score_draws(normal_draws(seed, 16, 40), y, {{0.9}, {0.5}});
      outside += std::abs(*scores.crps.value - truth) > 2.13 * scores.crps.error ? 1 : 0;
      bias += (*scores.crps.value - truth) / 200;
      spread += scores.crps.error / 200;
    }
    CAPTURE(y);
    CHECK(outside < 23);
    CHECK(outside > 0);
    CHECK(std::abs(bias) < 4 * spread / std::sqrt(200));   // unbiased, where the plain sample score is off by E|X - X'|/2n
  }
}

TEST_CASE("draws know percentile, quantiles and density") {
  const auto scores = score_draws(normal_draws(7, 16, 4096), 2.5, {{0.9}, {0.5}});
  CHECK(*scores.percentile.value == doctest::Approx(0.7733726476231317).epsilon(0.02));   // 5 standard errors
  CHECK(scores.median == doctest::Approx(1).epsilon(0.05));
  CHECK(*scores.log_score.value == doctest::Approx(0.5 * 0.5625 + std::log(2 * std::sqrt(2 * std::numbers::pi))).epsilon(0.02));
  CHECK_FALSE(scores.log_crps.value);
  const auto beyond = score_draws(normal_draws(7, 16, 64), 60, {{0.9}, {0.5}});
  CHECK_FALSE(beyond.log_score.value);
  CHECK(beyond.log_score.missing.find("too few draws") != std::string::npos);
}

TEST_CASE("shares have the exact interval") {
  // Clopper and Pearson: 0 of n ends at 1 - 0.025^(1/n); 3 of 7 as in tables.
  CHECK(share_of(0, 10).low == 0);
  CHECK(share_of(0, 10).high == doctest::Approx(1 - std::pow(0.025, 0.1)));
  CHECK(share_of(10, 10).low == doctest::Approx(std::pow(0.025, 0.1)));
  CHECK(share_of(3, 7).low == doctest::Approx(0.09898828).epsilon(1e-6));
  CHECK(share_of(3, 7).high == doctest::Approx(0.8159484).epsilon(1e-6));
  CHECK(share_of(0, 0).high == 1);
}

TEST_CASE("bins of probabilities and percentiles") {
  const SaidAndDone said[] = {{0.3, true}, {0.35, false}, {0.7, true}, {1, true}, {0.1 + 0.2, false}};
  const auto bins = reliability(said);
  REQUIRE(bins.size() == 3);
  CHECK(bins[0].low == doctest::Approx(0.3));
  CHECK(bins[0].happened.of == 3);
  CHECK(bins[0].happened.count == 1);
  CHECK(bins[1].low == doctest::Approx(0.7));
  CHECK(bins[2].high == doctest::Approx(1.0));
  const double percentiles[] = {0, 0.05, 0.95, 1};
  const auto counts = percentile_counts(percentiles, 10);
  CHECK(counts.front() == 2);
  CHECK(counts.back() == 2);
}

TEST_CASE("differences of pairs") {
  const double a[] = {1, 2, 4}, b[] = {2, 2, 7};
  const auto paired = paired_difference(a, b);
  CHECK(paired.difference.mean == doctest::Approx(-4.0 / 3));
  CHECK(*paired.difference.error == doctest::Approx(std::sqrt((1.0 / 9 + 16.0 / 9 + 25.0 / 9) / 6)));
  CHECK(*paired.low == doctest::Approx(-4.0 / 3 - 4.302652729911275 * *paired.difference.error));
  CHECK(paired.first_better == 2);
  CHECK(paired.second_better == 0);
  CHECK(paired.sign_test == doctest::Approx(0.5));
  CHECK_FALSE(paired_difference(std::span(a, 1), std::span(b, 1)).low);
}

TEST_CASE("the catalogue says whatever is needed of each score") {
  for (const ScoreRow& row : score_catalogue()) {
    CAPTURE(row.name);
    CHECK(find_score(row.name) == &row);
    for (const auto text : {row.label, row.of, row.formula, row.best, row.infinite, row.source}) CHECK_FALSE(text.empty());
    CHECK((row.of == "numbers" || row.of == "probabilities"));
  }
  CHECK(find_score("none") == nullptr);
}
