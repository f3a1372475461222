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
