// The same bytes whatever the number of threads and the instruction set, for every part of a ranking.
#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include "report/rank_report.h"
#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

// Correlations, a group, interactions, a decision, a question: each of them takes part.
constexpr const char* correlated = R"(
inputs:
  a: 10 to 80
  b: beta(alpha=2, beta=5)
  c: {distribution: normal, mean: 2, sd: 1, min: 0}
  e: poisson(mean=3)
formulas:
  y: a * b / (1 + c) + e
  z: a * c
questions: {q: P(y > 5)}
correlations: [{inputs: [a, b], rank: 0.5}, {inputs: [a, e], rank: -0.3}]
groups: {two: [a, c]}
decision: {options: {now: y, later: 6}}
)";
constexpr const char* conditioned = R"(
inputs: {a: 10 to 80, b: 'normal(mean=0, sd=1)'}
formulas: {y: a * sin(b)}
given: [a > 20]
)";

std::string result_of(const char* model, const std::string& method, unsigned threads) {
  botec::RankOptions options;
  options.run.method = method;
  options.run.threads = threads;
  options.of = std::string(model) == correlated ? std::vector<std::string>{"y", "z", "q"} : std::vector<std::string>{};
  return botec::rank_json(ranking(model, options));
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 65536> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
  REQUIRE(pclose(pipe) == 0);
  return text;
}

}  // namespace

TEST_CASE("one, two and seven threads give the same bytes") {
  for (const char* model : {correlated, conditioned}) {
    for (const std::string method : {"plain", "lhs", "sobol"}) {
      const std::string one = result_of(model, method, 1);
      CHECK(one.size() > 1000);
      CHECK(result_of(model, method, 2) == one);
      CHECK(result_of(model, method, 7) == one);
    }
  }
}

TEST_CASE("every instruction set gives the same bytes") {
  for (const char* name : {"deployment_cost.yaml", "deployment_ratio.yaml"}) {
    const std::string command = std::string(BOTEC_PROGRAM) + " rank " + BOTEC_SOURCE_DIR + "/models/" + name + " --format json --quiet";
    const std::string best = output_of(command);
    CHECK(best.size() > 1000);
    for (const std::string isa : {"baseline", "avx2", "avx512"}) {   // one that the machine lacks falls back to the best
      CHECK(output_of("BOTEC_ISA=" + isa + " " + command + " 2>/dev/null") == best);
    }
  }
}
