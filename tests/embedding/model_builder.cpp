// Models made in code, and inputs that the caller draws. False alarms: one comparison at five standard errors, 6e-7.
#include <doctest/doctest.h>

#include <boost/random/hyperexponential_distribution.hpp>
#include <cmath>
#include <limits>

#include "model_builder.h"
#include "report/json_report.h"

using namespace botec;

namespace {

// Exponential of mean 0.5 with probability 0.9, else of mean 20: mean 2.45, second moment 0.9 * 2 * 0.25 + 0.1 * 2 * 400.
double hours(Stream& stream) {
  boost::random::hyperexponential_distribution<> law({0.9, 0.1}, {2, 0.05});
  return law(stream);
}

ModelBuilder support() {
  ModelBuilder model("Support \"desk\"\nof a year");
  model.unit("ticket", "a question").input("tickets", "7 ticket").input("effort", "hour/ticket", hours).formula("time", "tickets * effort", "hour").formula(
      "over", "tickets * effort > 50 [hour]");
  return model;
}

const OutputResult& output(const Answer<Result>& answer, std::size_t i) {
  REQUIRE(answer.value);
  return answer.value->outputs.at(i);
}

}  // namespace

TEST_CASE("an input drawn by Boost.Random has its mean, sd and probabilities, and their errors cover them") {
  for (const char* method : {"sobol", "plain", "lhs"}) {
    CAPTURE(method);
    RunOptions options;
    options.method = method;
    options.samples = 1 << 20;
    const auto answer = support().run(options);
    const OutputResult& time = output(answer, 0);
    CHECK(std::abs(*time.mean.value - 7 * 2.45) < 5 * *time.mean.standard_error);
    CHECK(*time.mean.standard_error < 0.1);
    CHECK(std::abs(*time.sd.value - 7 * std::sqrt(80.45 - 2.45 * 2.45)) < 5 * *time.sd.standard_error);
    const double exact = 0.9 * std::exp(-2 * 50.0 / 7) + 0.1 * std::exp(-0.05 * 50.0 / 7);
    const OutputResult& over = output(answer, 1);
    CHECK(std::abs(*over.mean.value - exact) < 5 * *over.mean.standard_error);
    CHECK(time.computation.kind == Computation::Kind::sampled);   // nothing is known of the law that could be integrated out
  }
}

TEST_CASE("the same seed gives the same bytes for any number of threads, another seed others") {
  RunOptions options;
  options.samples = 300000;
  options.threads = 1;
  const auto one = support().run(options);
  options.threads = 3;
  const auto three = support().run(options);
  options.seed = 2;
  const auto other = support().run(options);
  REQUIRE((one.value && three.value && other.value));
  CHECK(json_report(*one.value) == json_report(*three.value));
  CHECK(json_report(*one.value) != json_report(*other.value));
}

TEST_CASE("what is drawn by the caller is ranked like any input") {
  ModelBuilder model("Ranked");
  const auto uniform = [](Stream& s) { return static_cast<double>(s() >> 11) * 0x1p-53; };
  model.input("a", "", uniform).input("b", "uniform(low=0, high=1)").formula("total", "3 * a + b");
  RankOptions options;
  options.scale = "linear";
  const auto answer = model.rank(options);
  REQUIRE(answer.value);
  const RankedOutput& sum = answer.value->outputs.front();
  CHECK(sum.inputs.front().name == "a");
  CHECK(std::abs(*sum.inputs.front().total.value - 0.9) < 5 * *sum.inputs.front().total.standard_error + 1e-3);
}

TEST_CASE("mistakes are told as for a file") {
  RunOptions nobody;
  nobody.draws.emplace_back("nobody", hours);
  const auto missing = support().run(nobody);
  CHECK(missing.outcome == Outcome::model_at_fault);
  REQUIRE(!missing.diagnostics.empty());
  CHECK(missing.diagnostics.front().message == "there is no input named `nobody` to draw");

  ModelBuilder broken("Broken");
  broken.input("x", "", [](Stream&) { return std::numeric_limits<double>::quiet_NaN(); }).formula("y", "x");
  CHECK(broken.run().outcome == Outcome::model_at_fault);

  ModelBuilder syntax("Syntax");
  syntax.input("x", "1 to").formula("y", "x +");
  const auto wrong = syntax.run();
  CHECK(wrong.outcome == Outcome::model_at_fault);
  CHECK(wrong.diagnostics.size() >= 2);
}
