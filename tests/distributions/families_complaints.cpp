// What a user reads when the arguments of a distribution are wrong: kind, sentence, hint, and the argument at fault.
#include <doctest/doctest.h>

#include <algorithm>

#include "distributions/fitting.h"
#include "family_cases.h"

using namespace family_test;

namespace {

void check_complaint(const Expected<Distribution>& made, std::string_view kind, std::string_view message, std::string_view help,
                     std::string_view argument) {
  REQUIRE(!made);
  CHECK(made.complaint().kind == kind);
  CHECK(made.complaint().message == message);
  CHECK(made.complaint().help == help);
  CHECK(made.complaint().argument == argument);
}

}  // namespace

TEST_CASE("names of distributions and of arguments") {
  check_complaint(make("lognormall", {}), "unknown-distribution", "there is no distribution `lognormall`", "did you mean `lognormal`?", "distribution");
  check_complaint(make("normal", {{"mean", 1}, {"std", 2}}), "bad-input", "normal has no argument `std`", "did you mean `sd`?", "std");
  check_complaint(make("uniform", {{"min", 1}, {"high", 2}}), "bad-input", "uniform has no argument `min`", "did you mean `low`?", "min");
  check_complaint(make("exponential", {{"lambda", 1}}), "bad-input", "exponential has no argument `lambda`", "did you mean `rate`?", "lambda");
  check_complaint(make("triangular", {{"low", 1}, {"mdoe", 2}, {"high", 3}}), "bad-input", "triangular has no argument `mdoe`", "did you mean `mode`?", "mdoe");
  check_complaint(make("normal", {{"mean", 1}, {"colour", 2}}), "bad-input", "normal has no argument `colour`", "give mean, sd or two quantiles", "colour");
}

TEST_CASE("which set was meant") {
  check_complaint(make("normal", {}), "missing-argument", "normal needs mean, sd or two quantiles", "", "");
  check_complaint(make("normal", {{"mean", 1}}), "missing-argument", "normal lacks sd", "give mean, sd or two quantiles", "");
  check_complaint(make("triangular", {{"low", 1}}), "missing-argument", "triangular lacks mode and high", "give low, mode, high", "");
  check_complaint(make("lognormal", {{"mu", 1}, {"sigma", 1}, {"mean", 3}}), "conflicting-arguments",
                  "lognormal takes two quantiles, mu, sigma, mean, sd or median, gsd, not mean, mu and sigma together",
                  "keep one set and remove the rest", "sigma");
  check_complaint(make_through("normal", {{0.05, 1}, {0.95, 3}}, {{"sd", 1}}), "conflicting-arguments",
                  "normal takes mean, sd or two quantiles, not sd, p5 and p95 together", "keep one set and remove the rest", "p95");
  check_complaint(make_through("normal", {{0.05, 1}, {0.5, 2}, {0.95, 3}}), "conflicting-arguments", "normal is fixed by two quantiles, not 3",
                  "`distribution: metalog` or `distribution: cdf` goes through all of them", "");
  check_complaint(make_through("normal", {{0.05, 1}}), "missing-argument", "one quantile does not fix normal", "give a second quantile", "");
  check_complaint(make_through("exponential", {{0.05, 1}, {0.95, 3}}), "conflicting-arguments",
                  "exponential has one parameter, so a range or 2 quantiles say too much", "give mean, rate or one quantile", "");
  check_complaint(make_through("pareto", {{0.05, 1}, {0.95, 3}}), "conflicting-arguments", "pareto cannot be given by a range or by quantiles",
                  "give low, shape", "");
}

TEST_CASE("conditions") {
  check_complaint(make("normal", {{"mean", 1}, {"sd", 0}}), "bad-input", "sd of normal must be above 0, not 0", "", "sd");
  check_complaint(make("normal", {{"mean", std::nan("")}, {"sd", 1}}), "bad-input", "mean must be a finite number, not nan", "", "mean");
  check_complaint(make("lognormal", {{"mean", -2}, {"sd", 1}}), "bad-input", "mean of lognormal must be above 0, not -2",
                  "for values at or below 0 use `distribution: normal`", "mean");
  check_complaint(make("bernoulli", {{"p", 30}}), "bad-input", "p of bernoulli must be in [0, 1], not 30", "", "p");
  check_complaint(make("binomial", {{"n", 2.5}, {"p", 0.1}}), "bad-input", "n of binomial must be a whole number in [1, 1e15], not 2.5", "", "n");
  check_complaint(make("uniform", {{"low", 3}, {"high", 1}}), "reversed-range", "low (3) is above high (1)", "swap the two", "low");
  check_complaint(make("uniform", {{"low", 3}, {"high", 3}}), "zero-width-range", "low and high are both 3",
                  "for a value that does not vary write it as a constant", "high");
  check_complaint(make("triangular", {{"low", 1}, {"mode", 5}, {"high", 3}}), "bad-input", "mode must lie between low (1) and high (3), not be 5", "", "mode");
  check_complaint(make("student_t", {{"df", 2}, {"mean", 0}, {"sd", 1}}), "bad-input", "student_t has an sd only for df above 2, not 2",
                  "give location and scale", "df");
  check_complaint(make("beta", {{"mean", 2}, {"sd", 1}}), "bad-input", "mean of beta must lie between 0 and 1, not be 2", "give low and high", "mean");
  check_complaint(make("beta", {{"mean", 0.5}, {"sd", 0.6}}), "bad-input", "no beta between 0 and 1 with mean 0.5 has an sd of 0.6: it must be below 0.5", "", "sd");
}

TEST_CASE("quantiles") {
  check_complaint(make_through("lognormal", {{0.05, -1}, {0.95, 3}}), "bad-input", "lognormal needs values above 0, and p5 is -1",
                  "for values at or below 0 use `distribution: normal`", "p5");
  check_complaint(make_through("normal", {{0.05, 5}, {0.95, 3}}), "reversed-range", "p5 (5) is above p95 (3)", "swap the two", "p5");
  check_complaint(make_through("normal", {{0.025, 5}, {0.975, 5}}), "zero-width-range", "p2.5 and p97.5 are both 5",
                  "for a value that does not vary write it as a constant", "p97.5");
  check_complaint(make_through("normal", {{0.5, 5}, {0.5, 6}}), "conflicting-arguments", "p50 is given twice", "", "p50");
  check_complaint(make_through("normal", {{0, 5}, {0.5, 6}}), "bad-input", "p0 cannot fix normal: a quantile must lie strictly between p0 and p100", "", "p0");
  check_complaint(make_through("beta", {{0.05, 0.5}, {0.95, 3}}), "bad-input", "p95 is 3, and beta lies strictly between 0 and 1", "give low and high", "p95");
  check_complaint(make_through("normal", {{0.05, 1}, {0.95, std::numeric_limits<double>::infinity()}}), "bad-input",
                  "p95 must be a finite number, not inf", "", "p95");
}

TEST_CASE("values and weights") {
  Arguments arguments;
  arguments.values = {3, 1, 3};
  const auto equal = make_distribution("categorical", arguments);
  REQUIRE(equal);
  CHECK(density(*equal, 3) == doctest::Approx(2.0 / 3));
  CHECK(quantile(*equal, 0.2) == 1);
  CHECK(atoms(*equal)->size() == 2);
  arguments.weights = {1, 2};
  check_complaint(make_distribution("categorical", arguments), "bad-input", "there are 2 weights for 3 values", "", "weights");
  arguments.weights = {0, 0, 0};
  check_complaint(make_distribution("categorical", arguments), "bad-input", "the weights are all 0", "", "weights");
  arguments.weights = {1, -2, 3};
  check_complaint(make_distribution("categorical", arguments), "bad-input", "weights must be at least 0 and finite, not -2", "", "weights");
  check_complaint(make_distribution("categorical", {}), "missing-argument", "categorical needs values", "", "");
}

TEST_CASE("every kind of complaint is one that the program knows") {
  for (const std::string_view kind : {kind_unknown_family, kind_unknown_argument, kind_missing_argument, kind_conflicting_arguments,
                                      kind_bad_argument, kind_reversed_range, kind_zero_width_range, kind_impossible_fit}) {
    const auto& known = diagnostic_kinds();
    CHECK(std::any_of(known.begin(), known.end(), [&](const DiagnosticKind& row) { return row.name == kind; }));
  }
}
