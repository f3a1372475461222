// The same bytes whatever the number of threads and the instruction set.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <string>

#include "report/json_report.h"
#include "support.h"

namespace {

// Several distributions, a copula, a condition, a question and a mixture, so that every way of drawing takes part.
constexpr const char* model = R"(
inputs:
  a: 10 to 80
  b: beta(alpha=2, beta=5)
  c: {distribution: normal, mean: 2, sd: 1, min: 0}
  d: {distribution: mixture, components: [0, 1 to 3], weights: [0.2, 0.8]}
  e: poisson(mean=3)
formulas:
  y: a * b / (1 + c) + d ^ 2
  z: log(a) * sin(c) + e
questions: {q: P(y > 5)}
correlations: [{inputs: [a, b], rank: 0.5}, {inputs: [a, e], rank: -0.3}]
given: ["d < 4"]
)";

std::string result_of(const std::string& method, unsigned threads, std::uint64_t samples) {
  botec::RunOptions options;
  options.method = method;
  options.threads = threads;
  options.samples = samples;
  const auto answer = botec::run(botec_test::model_text(model), options);
  INFO(botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return botec::json_report(*answer.value);
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
  for (const std::string method : {"plain", "lhs", "sobol"}) {
    const std::string one = result_of(method, 1, 500000);
    CHECK(one.size() > 1000);
    CHECK(result_of(method, 2, 500000) == one);
    CHECK(result_of(method, 7, 500000) == one);
  }
}

TEST_CASE("so they do where values are integrated out, with as many trials as that takes") {
  // No `given:` here; atoms, a copula, jumps and a question, so that every way of averaging takes part.
  const char* conditioned = R"(
inputs:
  a: 10 to 80
  b: {distribution: beta, alpha: 2, beta: 5}
  c: {distribution: normal, mean: 2, sd: 1, min: 0}
  d: {distribution: mixture, components: [0, 1 to 3], weights: [0.2, 0.8]}
  e: poisson(mean=3)
formulas:
  y: a * b / (1 + c) + d ^ 2
  z: max(a * d - 20, 0)
  w: a ^ 2 * (1 + e)
questions: {q: P(y > 5), r: P(z > 0 and e > 2)}
correlations: [{inputs: [d, e], rank: -0.3}]
)";
  const auto result = [&](unsigned threads) {
    botec::RunOptions options;
    options.threads = threads;
    const auto answer = botec::run(botec_test::model_text(conditioned), options);
    INFO(botec_test::rendered(answer.diagnostics));
    REQUIRE(answer.value.has_value());
    CHECK(answer.value->run.conditioned_points > 0);
    return botec::json_report(*answer.value);
  };
  const std::string one = result(1);
  CHECK(one.find("conditioned") != std::string::npos);
  for (const unsigned threads : {2, 3, 7}) CHECK(result(threads) == one);
}

TEST_CASE("so they do when quantiles are bracketed") {   // more trials than are held
  const std::string one = result_of("plain", 1, 3000000);
  CHECK(result_of("plain", 7, 3000000) == one);
}

TEST_CASE("every instruction set gives the same bytes") {
  const std::string path = std::string(BOTEC_SOURCE_DIR) + "/models/deployment_cost.yaml";
  const std::string command = std::string(BOTEC_PROGRAM) + " run " + path + " --format json --samples 200000 --quiet";
  for (const std::string method : {"plain", "lhs", "sobol"}) {
    const std::string best = output_of(command + " --method " + method);
    for (const std::string isa : {"baseline", "avx2", "avx512"}) {   // with conditioning where the method is sobol; one that the machine lacks falls back to the best
      CHECK(output_of("BOTEC_ISA=" + isa + " " + command + " --method " + method + " 2>/dev/null") == best);
    }
  }
}

TEST_CASE("a trial does not depend on how many are asked, nor on other inputs") {
  const auto draws = [](const std::string& yaml, std::uint64_t samples, const std::string& column) {
    std::vector<double> values;
    std::size_t place = 0;
    botec::RunOptions options;
    options.samples = samples;
    options.method = "plain";
    const botec::SampleSink sink{[&](const auto& names, const auto&) {
                                   while (place < names.size() && names[place] != column) ++place;
                                   return place < names.size();
                                 },
                                 [&](const auto& rows) {
                                   values.insert(values.end(), rows[place].begin(), rows[place].end());
                                   return true;
                                 }};
    REQUIRE(botec::samples(botec_test::model_text(yaml), options, sink).outcome == botec::Outcome::done);
    return values;
  };
  const auto few = draws("inputs: {x: 1 to 2}\nformulas: {y: x}\n", 700, "x");
  auto many = draws("inputs: {other: 3 to 4, x: 1 to 2}\nformulas: {y: x + other}\n", 2000, "x");
  REQUIRE(few.size() == 700);
  many.resize(few.size());
  CHECK(few == many);
}
