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

void check(const Setting& setting) {
  for (const auto& [figure, s] : scores(known::models(), setting)) {
    const double rms = std::sqrt(s.squares / std::max(1, s.runs - s.exact));
    fmt::print("{:24} {:24} covered {:3}/{} exact {:3} withheld {} rms {:.2f} {}\n", setting.name, figure, s.covered, s.runs, s.exact, s.withheld, rms, s.covered < s.runs * 0.91 ? "<<<<" : "");
  }
}

}  // namespace

TEST_CASE("a fixed number of trials") {
  check({"conditioned", "sobol", true, 2048, {}});
  check({"sobol", "sobol", false, 2048, {}});
  check({"lhs", "lhs", false, 2048, {}});
  check({"plain", "plain", false, 2048, {}});
}
TEST_CASE("until") {
  check({"until conditioned", "sobol", true, {}, 0.003, 100});
  check({"until sobol", "sobol", false, {}, 0.01, 100});
  check({"until lhs", "lhs", false, {}, 0.02, 40});
  check({"until plain", "plain", false, {}, 0.03, 100});
}
