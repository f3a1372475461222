// When a series first passes another, with one direction of the inputs integrated out: against closed forms, and against plain draws of
// the program's own calls, which know nothing of directions. What is exact is compared to rounding; shares of n draws at or before a
// quantile are binomial, and a right program fails in one of 10⁶ runs of this file (see against_draws.h).
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "against_draws.h"
#include "support.h"
#include "text/calendar.h"

using namespace botec;
using botec_test::model_text;

namespace {

using Kind = Computation::Kind;

Result run_with(const std::string& yaml, bool conditioning = true, std::uint64_t samples = 1u << 14, const std::string& method = "sobol") {
  const auto answer = botec_test::run_model(yaml, method, samples, conditioning);
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics));
  return *answer.value;
}

const OutputResult& last(const Result& result) { return result.outputs.back(); }

// Quantiles of what comes only with some probability are compared through the whole law, of which what never comes is the top.
void check_against_draws(const std::string& name, const std::string& yaml, Kind kind = Kind::conditioned) {
  CAPTURE(name);
  const Result found = run_with(yaml);
  const OutputResult& output = last(found);
  CHECK(output.computation.kind == kind);
  constexpr std::uint64_t n = 1u << 18;
  const Result plain = run_with(yaml, false, n, "plain");
  REQUIRE(output.infinite);
  const double never = *output.infinite->probability.value, drawn = *last(plain).infinite->probability.value;
  const double reach = 9 * output.infinite->probability.standard_error.value_or(0) + 6 * *last(plain).infinite->probability.standard_error;
  CHECK_MESSAGE(std::abs(never - drawn) <= reach, never << " and " << drawn);
  for (std::size_t i = 0; i < output.quantiles.size(); ++i) {
    const Estimate &a = output.quantiles[i].at, &b = last(plain).quantiles[i].at;
    CAPTURE(output.quantiles[i].probability);
    REQUIRE((a.value && b.value));
    if (!a.standard_error || !b.standard_error) continue;
    const double allowed = 9 * *a.standard_error + 6 * *b.standard_error;
    CHECK_MESSAGE(std::abs(*a.value - *b.value) <= allowed, *a.value << " and " << *b.value << " +- " << allowed);
  }
  for (std::size_t i = 0; i < found.questions.size(); ++i) {
    CHECK(found.questions[i].computation.kind == kind);
    const std::string complaint = botec_test::judge_question(found.questions[i], plain.questions[i]);
    CHECK_MESSAGE(complaint.empty(), complaint);
  }
}

}  // namespace

TEST_CASE("one input alone: exact, on the scale on which its series is straight") {
  struct Case {
    std::string input, formula;
    double (*when)(double x);   // the crossing, decreasing or increasing in x
  };
  const std::vector<Case> cases = {
      {"normal(mean=0.05, sd=0.01)", "100 * exp(x * (t - 1)) >= 150", [](double x) { return 1 + std::log(1.5) / x; }},
      {"normal(mean=0.05, sd=0.01)", "100 * exp(-x * (t - 1)) < 70", [](double x) { return 1 + std::log(1 / 0.7) / x; }},
      {"normal(mean=0.05, sd=0.01)", "150 <= 100 * exp(x * (t - 1))", [](double x) { return 1 + std::log(1.5) / x; }},
      {"uniform(low=0.04, high=0.06)", "100 * 10^(x * (t - 1)) > 500", [](double x) { return 1 + std::log10(5) / x; }},
      {"lognormal(median=2, gsd=1.1)", "x * t >= 17", [](double x) { return 17 / x; }},   // straight in its values
      {"lognormal(median=2, gsd=1.1)", "x / t <= 0.2", [](double x) { return x / 0.2; }},
  };
  for (std::size_t i = 0; i + 1 < cases.size(); ++i) {
    const Case& c = cases[i];
    CAPTURE(c.formula);
    const Result result = run_with(fmt::format("over: {{t: 1 to 31}}\ninputs: {{x: '{0}'}}\nformulas: {{x2: x, y: crossing({1})}}\noutputs: [x2, y]\n", c.input, c.formula));
    CHECK(last(result).computation.kind == Kind::exact);
    for (const auto& q : last(result).quantiles) {
      double x = 0;
      for (const auto& other : result.outputs.front().quantiles) {
        if (std::abs(other.probability - (1 - q.probability)) < 1e-12) x = *other.at.value;
      }
      CAPTURE(q.probability);
      CHECK(*q.at.value == doctest::Approx(c.when(x)).epsilon(1e-9));
      CHECK(q.at.standard_error == 0.0);
    }
  }
}

TEST_CASE("walks, correlated and not, rising and falling, against the program's own calls") {
  const std::string walk = "over: {year: 2025 to 2040}\ninputs:\n  g: {distribution: normal, mean: 3%, sd: 5%, per: year, ar: 0.5}\n  s: 90 to 110\n  bound: {range: 130 to 190}\n";
  check_against_draws("autocorrelated growth", walk + "formulas: {size: 'previous(size * exp(g), 100)', y: crossing(size >= 140)}\noutputs: [y]\n"
                                                      "questions: {early: P(y < 2030.5), middle: P(2030 < y and y <= 2036), late: P(y > 2038)}\n");
  check_against_draws("it may fall below", walk + "formulas: {size: 'previous(size * exp(g), 100)', y: crossing(size <= 95)}\noutputs: [y]\n");
  check_against_draws("the start and the bound vary too", walk + "formulas: {size: 'previous(size * exp(g), s)', y: crossing(bound <= size)}\noutputs: [y]\n");
  check_against_draws("steps of two years", "over: {year: 2025 to 2045, step: 2 years}\ninputs: {a: 90 to 110, g: 'normal(mean=0.05, sd=0.02)'}\n"
                                            "formulas: {size: a * exp(g * (year - 2030)), y: crossing(size >= 120)}\noutputs: [y]\n");
  check_against_draws("an input that is not normal beside normals", "over: {t: 0 to 20}\ninputs: {a: 90 to 110, g: 'normal(mean=0.05, sd=0.02)', u: 'uniform(low=0, high=0.02)'}\n"
                                                                    "formulas: {size: a * exp((g + u) * (t + 1)), y: crossing(size >= 150)}\noutputs: [y]\n");
  check_against_draws("two inputs that are not normal", "over: {t: 0 to 20}\ninputs: {g: 'uniform(low=0.02, high=0.07)', u: 'uniform(low=0, high=0.02)'}\n"
                                                        "formulas: {size: 100 * exp((g + u) * (t + 1)), y: crossing(size >= 150)}\noutputs: [y]\n");
  check_against_draws("a growth that bends, on either scale", "over: {t: 1 to 12}\ninputs: {a: 'lognormal(median=10, gsd=1.6)', g: 'lognormal(median=1, gsd=1.3)'}\n"
                                                              "formulas: {size: a * g ^ (t / 4) * t ^ 1.5, y: crossing(size >= 200)}\noutputs: [y]\n");
  check_against_draws("correlated inputs", "over: {t: 0 to 20}\ninputs: {a: 50 to 200, g: 'normal(mean=0.05, sd=0.02)'}\ncorrelations: [{inputs: [a, g], rank: -0.5}]\n"
                                           "formulas: {size: a * exp(g * (t + 1)), y: crossing(size >= 180)}\noutputs: [y]\n");
}

TEST_CASE("what moves some steps one way and others the other is sampled") {
  const Result result = run_with("over: {t: 0 to 6}\ninputs: {g: 'normal(mean=0.01, sd=0.1)'}\nformulas: {y: crossing(100 * exp(g * (t - 3)) >= 102)}\n");
  CHECK(last(result).computation.kind == Kind::sampled);
}

// With growth known, the logarithm of the start says when: both dates are normal (but for a billionth at the first step), and so is
// their difference. What comes first is asked in every way, of two laws that are exact and of one that is.
TEST_CASE("which of two times comes first: normal dates") {
  const std::string yaml =
      "over: {year: 2000 to 2080}\n"
      "inputs:\n"
      "  a: {distribution: lognormal, mu: 0, sigma: 0.5}\n"
      "  b: {distribution: lognormal, mu: 0, sigma: 0.7}\n"
      "  c: {distribution: lognormal, mu: 0, sigma: 0.4}\n"
      "formulas:\n"
      "  x: a * exp(0.1 * (year - 2000))\n"
      "  y: b * exp(0.1 * (year - 2000))\n"
      "  z: b * c * exp(0.1 * (year - 2000))\n"
      "  early: {formula: crossing(x >= exp(4)), unit: date}\n"
      "  late: {formula: crossing(y >= exp(4.3)), unit: date}\n"
      "  other: {formula: crossing(z >= exp(4.3)), unit: date}\n"
      "outputs: [early, late, other]\n"
      "questions:\n"
      "  earliest: P(first(early, late) == early)\n"
      "  before: P(early < late)\n"
      "  behind: P(early > late)\n"
      "  swapped: P(late >= early)\n"
      "  of_two: P(early <= other)\n";
  const Result found = run_with(yaml);
  const double both = 0.5 * std::erfc(-0.3 / std::hypot(0.5, 0.7) / std::sqrt(2.0));
  const double of_two = 0.5 * std::erfc(-0.3 / std::sqrt(0.25 + 0.49 + 0.16) / std::sqrt(2.0));
  REQUIRE(found.questions.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    const QuestionResult& question = found.questions[i];
    CAPTURE(question.name);
    CHECK(question.computation.kind == Kind::conditioned);
    REQUIRE(question.probability.standard_error);
    const double truth = i == 4 ? of_two : i == 2 ? 1 - both : both;
    CHECK_MESSAGE(std::abs(*question.probability.value - truth) <= 6 * *question.probability.standard_error + 1e-8, *question.probability.value << " and " << truth);
    CHECK(*question.probability.standard_error < 1e-3);
  }
}

// Growth that may be negative: either may never come, and both then count as coming together.
TEST_CASE("which of two times comes first, where either may never come, against the program's own calls") {
  const auto yaml = [](const std::string& question) {
    return "over: {year: 2000 to 2030}\n"
           "inputs:\n"
           "  g: {distribution: normal, mean: 0.05, sd: 0.05}\n"
           "  h: {distribution: normal, mean: 0.04, sd: 0.05}\n"
           "  start: {distribution: lognormal, mu: 0, sigma: 0.3}\n"
           "formulas:\n"
           "  x: exp(g * (year - 2000))\n"
           "  y: start * exp(h * (year - 2000))\n"
           "  early: {formula: crossing(x >= 2), unit: date}\n"
           "  late: {formula: crossing(y >= 2), unit: date}\n"
           "outputs: [late]\n"
           "questions:\n  q: " + question + "\n";
  };
  for (const std::string question : {"P(early < late)", "P(early <= late)", "P(late < early)", "P(late <= early)", "P(first(early, late) == late)", "P(early >= late)"}) {
    CAPTURE(question);
    const Result found = run_with(yaml(question)), plain = run_with(yaml(question), false, 1u << 18, "plain");
    CHECK(found.questions[0].computation.kind == Kind::conditioned);
    const std::string complaint = botec_test::judge_question(found.questions[0], plain.questions[0]);
    CHECK_MESSAGE(complaint.empty(), complaint);
  }
}

TEST_CASE("a crossing at the first step has a probability of its own") {
  const std::string yaml = "over: {t: 0 to 10}\ninputs: {a: 80 to 120}\nformulas: {y: crossing(a * exp(0.02 * t) >= 100)}\n"
                           "questions: {at_once: P(y <= 0), before: P(y < 0), later: P(y > 0)}\n";
  const Result result = run_with(yaml);
  const double z = std::log(100 / std::sqrt(80.0 * 120)) / (std::log(120.0 / 80) / (2 * 1.6448536269514722));
  const double later = 0.5 * std::erfc(-z / std::sqrt(2));
  CHECK(*result.questions[0].probability.value == doctest::Approx(1 - later).epsilon(1e-9));
  CHECK(*result.questions[1].probability.value == 0);
  CHECK(*result.questions[2].probability.value == doctest::Approx(later).epsilon(1e-9));
  CHECK(result.questions[2].computation.kind == Kind::exact);
}

TEST_CASE("a run until it is exact enough draws few trials of the rest, and says when it never comes") {
  const std::string yaml = "over: {year: 2025 to 2055}\ninputs: {g: {distribution: normal, mean: 2%, sd: 3%, per: year, ar: 0.6}}\n"
                           "formulas: {size: 'previous(size * exp(g), 100)', y: crossing(size >= 200)}\n";
  RunOptions options;
  const auto answer = run(model_text(yaml), options);
  REQUIRE(answer.value);
  CHECK(answer.value->run.converged);
  CHECK(answer.value->run.samples <= 1u << 13);
  CHECK(answer.value->run.conditioned_points <= 1u << 16);
  CHECK(!last(*answer.value).mean.value);
  options.threads = 3;
  const auto again = run(model_text(yaml), options);
  for (std::size_t i = 0; i < last(*answer.value).quantiles.size(); ++i) {
    CHECK(*last(*again.value).quantiles[i].at.value == *last(*answer.value).quantiles[i].at.value);
  }
}

TEST_CASE("a series of more than a thousand steps is exact too, and holds little") {
  const std::string yaml = "over: {t: 0 to 1150}\ninputs: {g: {distribution: normal, mean: 0.1%, sd: 1%, per: t, ar: 0.5}}\n"
                           "formulas: {size: 'previous(size * exp(g), 100)'}\nquestions: {less: P(size < 100)}\n";
  const Result result = run_with(yaml, true, 1u << 12);
  const OutputResult& output = last(result);
  CHECK(output.computation.kind == Kind::exact);
  double variance = 0;
  for (int k = -1149; k < 1150; ++k) variance += (1150 - std::abs(k)) * std::pow(0.5, std::abs(k)) * 1e-4;
  CHECK(*output.interval.high.value == doctest::Approx(100 * std::exp(1.15 + 1.6448536269514722 * std::sqrt(variance))).epsilon(1e-9));
  CHECK(*output.mean.value == doctest::Approx(100 * std::exp(1.15 + variance / 2)).epsilon(1e-9));
}

TEST_CASE("what is integrated out is named: one input as itself, whatever else takes part") {
  const auto named = [](const std::string& inputs, const std::string& series) {
    return last(run_with("over: {n: 0 to 10}\ninputs:\n" + inputs + "formulas: {y: crossing(" + series + ")}\n")).computation.integrated;
  };
  CHECK(named("  g: 'uniform(low=0.05, high=0.4)'\n  b: 1 to 300\n", "exp(g*n) >= b") == "`b`");
  CHECK(named("  a: 1 to 3\n  b: 1 to 300\n", "a * 2^n >= b") == "what `a` and `b` have in common");
  CHECK(named("  g: 'uniform(low=0.05, high=0.4)'\n  a: 1 to 3\n  b: 1 to 300\n", "a * exp(g*n) >= b") == "what `a` and `b` have in common");
  CHECK(named("  s: {distribution: normal, mean: 5%, sd: 3%, per: n, ar: 0.9}\n", "exp(cumulative(s)) >= 1.5") == "what the steps of `s` have in common");
}
