// The errors that a run states, over many seeds, by every method: intervals of 95% hold the truth in about 95% of the runs.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <string>

#include "statistics/known_models.h"
#include "support.h"

namespace {

struct Setting {
  std::string name, method;
  bool conditioning = true;
  std::optional<std::uint64_t> samples;
  std::optional<double> tolerance;
  int seeds = 200;
};

struct Score {
  int runs = 0, covered = 0, exact = 0, withheld = 0;
  double squares = 0;   // of the distances in standard errors
};

botec::Estimate find(const botec::Result& result, const std::string& name, const std::string& figure) {
  for (const auto& q : result.questions) {
    if (figure == "probability" && q.name == "q_" + name) return q.probability;
  }
  for (const auto& output : result.outputs) {
    if (output.name != name) continue;
    if (figure == "mean") return output.mean;
    for (const auto& q : output.quantiles) {
      if (fmt::format("p{}", std::lround(q.probability * 100)) == figure) return q.at;
    }
  }
  return {};
}

void score(const botec::Estimate& found, double truth, double factor, Score& score) {
  ++score.runs;
  if (!found.value || !found.standard_error) {
    ++score.withheld;
    return;
  }
  const double off = std::abs(*found.value - truth), error = *found.standard_error;
  const double rounding = 1e-9 * (1 + std::abs(truth));
  if (error == 0) ++score.exact;
  if (off <= factor * error + rounding) ++score.covered;
  if (error > 0) score.squares += off * off / (error * error);
}

std::map<std::string, Score> scores(const std::vector<known::Model>& models, const Setting& setting) {
  std::map<std::string, Score> all;
  const std::string yaml = known::yaml_of(models);
  const double factor = setting.method == "plain" ? 1.959963984540054 : 2.131449545559323;   // normal; Student's t with 15 degrees of freedom
  for (int seed = 1; seed <= setting.seeds; ++seed) {
    botec::RunOptions options;
    options.method = setting.method;
    options.conditioning = setting.conditioning;
    options.samples = setting.samples;
    options.tolerance = setting.tolerance;
    options.seed = static_cast<std::uint64_t>(seed);
    options.threads = 1;
    const auto answer = botec::run(botec_test::model_text(yaml), options);
    INFO(botec_test::rendered(answer.diagnostics));
    REQUIRE(answer.value.has_value());
    for (const auto& m : models) {
      for (const auto& known : m.answers) score(find(*answer.value, m.name, known.figure), known.value, factor, all[m.name + " " + known.figure]);
    }
  }
  return all;
}

// Of 200 intervals of 95%, fewer than 175 hold their truth with probability 1e-5 (binomial), of 100 fewer than 85 with 6e-5: with some
// 300 figures a right program fails here in less than one of a hundred changes of the seeds, which are fixed. Errors that are too large
// show in the root mean square of the distances in standard errors: 1 of a normal, 1.07 of Student's t.
void check(const Setting& setting, const std::vector<known::Model>& models) {
  const int least = setting.seeds >= 200 ? 175 : 85;
  int figures = 0;
  for (const auto& [figure, s] : scores(models, setting)) {
    const int estimated = s.runs - s.exact - s.withheld;
    const double rms = std::sqrt(s.squares / std::max(1, estimated));
    INFO(setting.name << ": " << figure << " covered " << s.covered << " of " << s.runs << ", " << s.exact << " exact, root mean square distance " << rms);
    CHECK(s.withheld == 0);
    CHECK(s.covered >= least);
    // Where an input has atoms, what replicates cannot show is allowed for, on the safe side (unseen_share() in result/assemble.h).
    const bool jumps = figure.starts_with("either") || figure.starts_with("claims") || figure.starts_with("counts");
    if (estimated > 50 && !jumps) CHECK(rms > 0.3);
    ++figures;
  }
  CHECK(figures >= 20);
}

std::vector<known::Model> some() {
  std::vector<known::Model> chosen;
  for (auto& m : known::models()) {
    if (m.name == "total" || m.name == "waits" || m.name == "claims" || m.name == "either") chosen.push_back(std::move(m));
  }
  return chosen;
}

}  // namespace

// A replicate has a sixteenth of the trials.
TEST_CASE("a fixed number of trials, with what can be integrated out") { check({"conditioned", "sobol", true, 2048, {}}, known::models()); }
TEST_CASE("a fixed number of trials of a scrambled net") { check({"sobol", "sobol", false, 16384, {}}, known::models()); }
TEST_CASE("a fixed number of trials of hypercubes") { check({"lhs", "lhs", false, 8192, {}}, known::models()); }
TEST_CASE("a fixed number of plain trials") { check({"plain", "plain", false, 2048, {}}, known::models()); }

// Stopping when the errors are small favours errors that are too small: it must not show.
TEST_CASE("until the tolerance is met, with what can be integrated out") { check({"until, conditioned", "sobol", true, {}, 0.005, 100}, some()); }
TEST_CASE("until the tolerance is met, by a net") { check({"until, sobol", "sobol", false, {}, 0.005, 100}, some()); }
TEST_CASE("until the tolerance is met, by hypercubes") { check({"until, lhs", "lhs", false, {}, 0.02, 100}, some()); }
TEST_CASE("until the tolerance is met, by plain trials") { check({"until, plain", "plain", false, {}, 0.03, 100}, some()); }
