// Files of forecasts through the façade.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "distributions/crps.h"
#include "distributions/family.h"
#include "score.h"
#include "support.h"

using namespace botec;

namespace {

ScoreResult scored(const std::string& yaml, const RunOptions& options = {}) {
  const auto answer = score(botec_test::model_text(yaml), options);
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics));
  return *answer.value;
}

std::string complaints(const std::string& yaml) {
  const auto answer = score(botec_test::model_text(yaml), {});
  REQUIRE_FALSE(answer.value);
  std::string kinds;
  for (const auto& d : answer.diagnostics) kinds += d.kind + " ";
  return kinds;
}

double value(const ScoredForecast& forecast, const std::string& name) {
  for (const auto& score : forecast.scores) {
    if (score.name == name && score.value.value) return *score.value.value;
  }
  return std::nan("");
}

double error(const ScoredForecast& forecast, const std::string& name) {
  for (const auto& score : forecast.scores) {
    if (score.name == name) return score.value.standard_error.value_or(std::nan(""));
  }
  return std::nan("");
}

Distribution lognormal(double mu, double sigma) { return *make_distribution("lognormal", {{{"mu", mu}, {"sigma", sigma}}, {}, {}, {}, false}); }

// A model beside the tests' working folder, removed at the end.
struct ModelFile {
  std::filesystem::path path;
  ModelFile(const std::string& name, const std::string& text) : path(std::filesystem::temp_directory_path() / name) { std::ofstream(path) << text; }
  ~ModelFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("an interval is scored by its quantiles and by the law it is read as") {
  const auto result = scored("forecasts: {cost: {forecast: 5M to 33M USD, outcome: 4.6M USD}}");
  const ScoredForecast& f = result.forecasts.at(0);
  const double z = 1.6448536269514722, mu = (std::log(5e6) + std::log(33e6)) / 2, sigma = (std::log(33e6) - std::log(5e6)) / (2 * z);
  CHECK(f.unit == "USD");
  CHECK(*f.outcome == doctest::Approx(4.6e6));
  CHECK(value(f, "crps") == doctest::Approx(*crps(lognormal(mu, sigma), 4.6e6)).epsilon(1e-9));
  CHECK(value(f, "interval_score") == doctest::Approx(28e6 + 20 * 0.4e6));
  CHECK(value(f, "quantile_score") == doctest::Approx((0.05 * (28e6 + 20 * 0.4e6))));   // the mean of both ends, twice
  CHECK(value(f, "percentile") == doctest::Approx(0.5 * std::erfc((mu - std::log(4.6e6)) / sigma / std::numbers::sqrt2)));
  CHECK_FALSE(f.levels.back().inside);
}

TEST_CASE("units do not matter, and figures are in that of the outcome") {
  const auto result = scored("forecasts:\n  time: {outcome: 100 hour, forecasts: {ann: 'normal(mean=5, sd=2) day', ben: 'normal(mean=120, sd=48) hour'}}");
  const auto &a = result.forecasts.at(0), &b = result.forecasts.at(1);
  CHECK(a.unit == "hour");
  for (const char* name : {"crps", "log_score", "interval_score", "quantile_score", "percentile"}) {
    CAPTURE(name);
    CHECK(value(a, name) == doctest::Approx(value(b, name)).epsilon(1e-9));
  }
  REQUIRE(result.comparisons.size() == 2);   // CRPS and log score: there is no logarithm
  CHECK(result.comparisons[0].paired.difference.mean == doctest::Approx(0).epsilon(1e-6));
}

TEST_CASE("a model is run, and its scores have the errors they state") {
  const ModelFile model("botec_scoring_model.yaml", "inputs: {a: 'lognormal(mu=1, sigma=0.6)', b: 'lognormal(mu=0, sigma=0.8)', c: 'normal(mean=0, sd=1)'}\n"
                                                    "formulas: {product: a * b, total: a + c}\nquestions: {large: P(product > 5)}\n");
  const std::string yaml = "forecasts:\n  p: {model: " + model.path.string() + ", output: product, outcome: 7}\n  q: {model: " + model.path.string() +
                           ", output: large, outcome: yes}\n";
  const Distribution law = lognormal(1, 1);
  int outside = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RunOptions options;
    options.seed = seed;
    options.samples = 4096;
    const auto result = scored(yaml, options);
    const auto& p = result.forecasts.at(0);
    outside += std::abs(value(p, "crps") - *crps(law, 7)) > 2.13 * error(p, "crps") ? 1 : 0;
    CHECK(value(p, "log_crps") == doctest::Approx(*crps_of_logarithm(law, 7)).epsilon(0.05));
    // What is known exactly: the law of the product has a closed form.
    CHECK(value(p, "percentile") == doctest::Approx(cdf(law, 7)).epsilon(1e-12));
    CHECK(value(p, "log_score") == doctest::Approx(-log_density(law, 7)).epsilon(1e-5));
    const auto& q = result.forecasts.at(1);
    CHECK(q.yes_no);
    CHECK(value(q, "brier") == doctest::Approx(std::pow(cdf(law, 5), 2)).epsilon(1e-9));
  }
  // 5% lie beyond 2.13 errors by Student's t with 15 degrees of freedom; of 60 more than 10 with a probability of 2e-4.
  CHECK(outside <= 10);
  CHECK(outside > 0);   // 0.95^60 is 5%: the seeds are fixed
}

TEST_CASE("units that models declare are theirs, and convert all the same") {
  const ModelFile model("botec_scoring_units.yaml", "units: {board: , rack: 12 board}\ninputs: {a: 'normal(mean=24, sd=6) board'}\nformulas: {b: a * 2}\n");
  const auto result = scored("units: {board: , rack: 12 board}\nforecasts:\n  n:\n    outcome: 5 rack\n    forecasts:\n      model: {model: " + model.path.string() +
                             ", output: b}\n      ann: normal(mean=4, sd=1) rack\n      ben: {model: " + model.path.string() + ", output: b}\n");
  CHECK(result.forecasts.at(0).unit == "rack");
  CHECK(value(result.forecasts.at(0), "crps") == doctest::Approx(value(result.forecasts.at(1), "crps")).epsilon(0.02));
  CHECK(value(result.forecasts.at(0), "log_score") == doctest::Approx(value(result.forecasts.at(1), "log_score")).epsilon(1e-5));
  CHECK(value(result.forecasts.at(0), "crps") == value(result.forecasts.at(2), "crps"));
  // Without an outcome's unit the first forecast's counts, here one that the file does not know.
  const auto answer = score(botec_test::model_text("forecasts: {n: {outcome: 5, forecasts: {model: {model: " + model.path.string() + ", output: b}, ann: 3 to 9}}}"), {});
  REQUIRE_FALSE(answer.value);
  CHECK(botec_test::has_kind(answer.diagnostics, "unknown-unit"));
  CHECK(complaints("forecasts: {n: {outcome: 5, forecasts: {ann: 3 to 9 day, ben: 3 to 9}}}") == "unit-mismatch ");
}

TEST_CASE("plain draws give the same scores") {
  const ModelFile model("botec_scoring_plain.yaml", "inputs: {a: 'normal(mean=1, sd=3)', b: 'normal(mean=1, sd=4)'}\nformulas: {total: a + b}\n");
  RunOptions options;
  options.method = "plain";
  const auto result = scored("forecasts: {s: {model: " + model.path.string() + ", output: total, outcome: 4}}", options);
  const auto law = *make_distribution("normal", {{{"mean", 2.0}, {"sd", 5.0}}, {}, {}, {}, false});
  const auto& s = result.forecasts.at(0);
  CHECK(std::abs(value(s, "crps") - *crps(law, 4)) < 5 * error(s, "crps"));
  CHECK(error(s, "crps") < 0.02);
  CHECK(value(s, "log_score") == doctest::Approx(-log_density(law, 4)).epsilon(0.02));   // from a smoothed density
}

TEST_CASE("probabilities, open questions and who said it") {
  const auto result = scored("by: ann\nforecasts:\n  rain: {probability: 20%, outcome: no}\n  snow: {by: ben, probability: 70%, outcome: yes}\n"
                             "  later: {forecast: 1 to 3, outcome: }\n  sun: {outcome: yes, forecasts: {ann: {probability: 0}, ben: {probability: 0.5}}}\n");
  CHECK(value(result.forecasts.at(0), "brier") == doctest::Approx(0.04));
  CHECK(value(result.forecasts.at(1), "log_loss") == doctest::Approx(-std::log(0.7)));
  CHECK(result.forecasts.at(2).open);
  REQUIRE(result.forecasters.size() == 2);
  CHECK(result.forecasters[0].by == "ann");
  CHECK(result.forecasters[0].open == 1);
  CHECK(result.forecasters[0].yes_no == 2);
  // One question in common; the infinite log loss is counted and left out.
  REQUIRE(result.comparisons.size() == 1);
  CHECK(result.comparisons[0].score == "brier");
  CHECK(result.comparisons[0].paired.difference.mean == doctest::Approx(0.75));
}

TEST_CASE("skill is against the baseline") {
  const auto result = scored("baseline: ben\nforecasts:\n  a: {outcome: yes, forecasts: {ann: {probability: 80%}, ben: {probability: 50%}}}\n"
                             "  b: {outcome: no, forecasts: {ann: {probability: 40%}, ben: {probability: 50%}}}\n");
  REQUIRE(result.comparisons.size() == 2);
  CHECK(*result.comparisons[0].skill == doctest::Approx(1 - 0.1 / 0.25));
}

TEST_CASE("what cannot be scored is told") {
  CHECK(complaints("forecasts: {a: {probability: 120%, outcome: no}}") == "bad-forecast ");
  CHECK(complaints("forecasts: {a: {probability: 12%, outcome: 3}}") == "bad-outcome ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3, outcome: yes}}") == "bad-outcome ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3 day, outcome: 3 USD}}") == "unit-mismatch ");
  CHECK(complaints("forecasts: {a: {outcome: 3}}") == "missing-key ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3, made: 2024-13-01}}") == "bad-date ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3, made: 2024-02-02, resolved: 2024-01-01}}") == "bad-date ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3, probability: 3%}}") == "bad-forecast ");
  CHECK(complaints("forecasts: {a: {forecast: 3 to 1}}") == "reversed-range ");
  CHECK(complaints("forecasts: {a: {forecast: 1 to 3, outcom: 2}}") == "unknown-key ");
  CHECK(complaints("forecasts: {a: {model: none.yaml, output: x, outcome: 2}}") == "cannot-read ");
  CHECK(complaints("forecasts: {a: {model: none.yaml, outcome: 2}}") == "missing-key ");
  CHECK(complaints("baseline: eve\nforecasts: {a: {forecast: 1 to 3}}") == "bad-forecast ");
  CHECK(complaints("inputs: {a: 1}") == "missing-key ");
  CHECK(complaints("forecasts: [a]") == "wrong-shape ");
  CHECK(complaints("") == "missing-key ");
}

TEST_CASE("the example is scored") {
  const auto file = open_model(std::string(BOTEC_SOURCE_DIR) + "/examples/forecasts/training_compute.yaml");
  REQUIRE(file);
  const auto answer = score(*file, {});
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics));
  CHECK(answer.value->forecasters.size() == 3);
  CHECK(answer.value->warnings.empty());
}
