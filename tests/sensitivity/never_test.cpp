// What is computed from a time that may never come is ranked with that time at the horizon. False alarms: two comparisons at five
// standard errors, 1e-6.
#include <doctest/doctest.h>

#include <cmath>

#include "engine.h"

using namespace botec;

// The crossing is at 2026 or, as often, never, which counts as 2034: a variance of 16 years², beside 64/12 of the uniform.
TEST_CASE("shares of what is computed from a crossing") {
  const std::string yaml = "over: {year: 2024 to 2034}\n"
                           "inputs: {grows: {distribution: categorical, values: [0, 1]}, start: \"uniform(low=0, high=8) year\"}\n"
                           "formulas: {level: grows * (year - 2024), when: crossing(level >= 2), wait: when - 2024-01-01 + start}\noutputs: [wait]\n";
  RankOptions options;
  options.scale = "linear";
  const auto answer = rank({std::make_shared<SourceFile>("m.yaml", yaml), "."}, options);
  REQUIRE(answer.value);
  const RankedOutput& wait = answer.value->outputs.at(0);
  REQUIRE(wait.inputs.size() == 2);
  CHECK(wait.inputs[0].name == "grows");
  CHECK(std::abs(*wait.inputs[0].total.value - 0.75) < 5 * *wait.inputs[0].total.standard_error + 1e-4);
  CHECK(std::abs(*wait.inputs[1].total.value - 0.25) < 5 * *wait.inputs[1].total.standard_error + 1e-4);
}

TEST_CASE("an output without finite values in many trials does not keep the others from being ranked") {
  const std::string yaml = "inputs: {a: 1 to 2, b: {distribution: normal, mean: 1, sd: 1}}\n"
                           "formulas: {good: a + b, bad: sqrt(b) * a}\n";   // a sixth of the roots are of negative numbers
  const ModelText text{std::make_shared<SourceFile>("m.yaml", yaml), "."};
  const auto answer = rank(text, {});
  REQUIRE(answer.value);
  REQUIRE(answer.value->outputs.size() == 1);
  CHECK(answer.value->outputs[0].name == "good");
  REQUIRE(answer.value->warnings.size() == 1);
  CHECK(answer.value->warnings[0].message.find("`bad` have no finite value, and it is not ranked") != std::string::npos);
  RankOptions only;
  only.of = {"bad"};
  const auto refused = rank(text, only);
  CHECK(!refused.value);
  REQUIRE(refused.diagnostics.size() == 1);
  CHECK(refused.diagnostics[0].kind == "non-finite");
}
