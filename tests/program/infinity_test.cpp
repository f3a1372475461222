// Which infinite values mean that a time does not come, and which are faults. False alarms: one comparison of a share at six standard
// errors, 2e-9.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.h"

using namespace botec;

namespace {

constexpr const char* start = R"(
over: {n: 0 to 10}
inputs:
  grows: {distribution: categorical, values: [0, 1]}
  k: {distribution: uniform, low: 0, high: 1}
formulas:
  when: crossing(grows * n >= 5)
)";

Answer<Result> answer(const std::string& formulas) {
  RunOptions options;
  options.conditioning = false;
  return run(botec_test::model_text(start + formulas), options);
}

}  // namespace

TEST_CASE("a division by zero beside a time that may not come is a fault where the time comes") {
  const auto found = answer("  y: when + 1 / if(k > 0.0005, k, 0)\noutputs: [y]\n");
  REQUIRE(found.value);
  const OutputResult& y = found.value->outputs.at(0);
  REQUIRE(y.infinite);
  CHECK(std::abs(*y.infinite->probability.value - 0.5) < 6 * *y.infinite->probability.standard_error + 1e-3);
  // One in 2000 of the half: 16 of 65,536 trials at least, and none would be seen if all infinities were taken for times.
  CHECK(y.non_finite > 0);
  CHECK(static_cast<double>(y.non_finite) < 1e-3 * static_cast<double>(found.value->run.samples));
}

TEST_CASE("what is infinite for its own reasons is an error though it rests on a time") {
  for (const std::string formula : {"1 / (when - 5)", "exp(1000 * (when - 4))", "log(when - 5)"}) {
    CAPTURE(formula);
    const auto found = answer("  y: " + formula + "\noutputs: [y]\n");
    CHECK(!found.value);
    CHECK(botec_test::has_kind(found.diagnostics, "non-finite"));
  }
}

TEST_CASE("what rests on several times names what all of them wait for") {
  const auto found = answer("  other: crossing(grows * n * 2 >= 9)\n  y: first(when, other)\n  z: first(other, when)\noutputs: [y, z]\n");
  REQUIRE(found.value);
  for (const OutputResult& output : found.value->outputs) {
    REQUIRE(output.infinite);
    CHECK(output.infinite->cause.find("grows * n >= 5") != std::string::npos);
    CHECK(output.infinite->cause.find("grows * n * 2 >= 9") != std::string::npos);
  }
  CHECK(found.value->outputs[0].infinite->cause == found.value->outputs[1].infinite->cause);
}
