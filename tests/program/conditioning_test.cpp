// Conditioning, attacked: every kind of step in both directions, with operands that are positive, negative, of either sign, zero
// and constant, held against plain draws (against_draws.h has the rule; about 20,000 figures are checked at 2e-7 or less each,
// so that a right program fails here once in some hundred changes of the seeds, which are fixed).
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "program/against_draws.h"

using namespace botec_test;

namespace {

// Values to be integrated out, by the sign they have.
struct Value {
  const char* text;
  int sign;   // 1: positive, -1: negative, 0: either
};

constexpr Value values[] = {
    {"normal(mean=0.3, sd=1.5)", 0}, {"2 to 9", 1},          {"uniform(low=0, high=1)", 1}, {"uniform(low=-4, high=-2)", -1},
    {"exponential(mean=2)", 1},      {"beta(alpha=2, beta=3)", 1}, {"uniform(low=-2, high=3)", 0},
};

// Operands beside the path; `zero` where they can be 0. Those that are drawn have atoms, so that they cannot be integrated out themselves.
struct Side {
  const char* name;
  const char* input;   // empty: the name is the operand
  int sign;
  bool zero;
};

constexpr Side sides[] = {
    {"p", "p: 'integer(low=1, high=3)'", 1, false},
    {"n", "n: 'integer(low=-3, high=-1)'", -1, false},
    {"s", "s: 'integer(low=-2, high=2)'", 0, true},
    {"c", "c: {distribution: categorical, values: [-1.5, 0.5, 2.5], weights: [1, 2, 1]}", 0, false},
    {"2.5", "", 1, false},
    {"(-0.75)", "", -1, false},
    {"u", "u: 'uniform(low=0.9, high=1.1)'", 1, false},
    {"w", "w: 'normal(mean=0.1, sd=0.2)'", 0, true},
};

// X is the value, S the operand; the sign each must have: 1, -1, 0 either, 2 not zero (of a value: not of either sign).
struct Step {
  const char* text;
  int value, side;
};

constexpr Step steps[] = {
    {"-X + 0 * S", 0, 0}, {"X + S", 0, 0},         {"S + X", 0, 0},      {"X - S", 0, 0},       {"S - X", 0, 0},
    {"X * S", 0, 2},      {"S * X", 0, 2},         {"X / S", 0, 2},      {"S / X", 2, 2},       {"X ^ S", 1, 2},
    {"X ^ 3 + S", 0, 0},  {"X ^ 1.5 - S", 1, 0},   {"X ^ -2 + S", 1, 0}, {"S ^ X", 0, 1},       {"S * 2 ^ X", 0, 2},
    {"S - exp(X / 4)", 0, 0}, {"expm1(X / 3) * S", 0, 2}, {"log(X) + S", 1, 0}, {"S / (1 + log2(X + 1))", 1, 2}, {"log10(X) * S", 1, 2},
    {"log1p(X) - S", 1, 0}, {"sqrt(X) * S", 1, 2}, {"min(X, S)", 0, 0},  {"max(S, X)", 0, 0},   {"-max(X, S) * 3", 0, 0},
    {"clamp(X, -1, 2) + S", 0, 0}, {"if(S > 0.5, X, 1.25)", 0, 0}, {"if(S > 0.5, S, 2 * X)", 0, 0}, {"mean(X, S)", 0, 0}, {"sum(X, S, S)", 0, 0},
    {"5 / min(X, S)", 2, 2}, {"2 - min(max(X, S), 1.5) / 3", 0, 0}, {"pow(X, S)", 1, 2}, {"X / (2 + abs(S))", 0, 0},
    {"if(S > 0, min(X, 2), S - 1)", 0, 0},
};

bool suits(int wanted, int sign, bool zero) {
  if (wanted == 0) return true;
  if (wanted == 2) return !zero;
  return sign == wanted && !zero;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) text.replace(at, what.size(), with);
  return text;
}

std::string model_of(const Value& value, const Side& side, const std::string& formula) {
  std::string yaml = fmt::format("inputs:\n  v: {}\n", value.text);
  if (*side.input != 0) yaml += fmt::format("  {}\n", side.input);
  return yaml + "formulas:\n  y: \"" + formula + "\"\n";
}

}  // namespace

TEST_CASE("every step, whatever the signs of what stands beside it") {
  std::size_t found = 0, conditioned = 0;
  for (const Step& step : steps) {
    std::size_t of_step = 0;
    for (const Value& value : values) {
      // A value of either sign is no divisor here: the quotient would have no finite moments but right quantiles; those are below.
      if (step.value == 1 && value.sign != 1) continue;
      if (step.value == 2 && value.sign == 0) continue;
      for (const Side& side : sides) {
        if (!suits(step.side, side.sign, side.zero)) continue;
        const std::string formula = replaced(replaced(step.text, "X", "v"), "S", side.name);
        const std::string yaml = model_of(value, side, formula);
        const Verdict verdict = against_draws(yaml, {1u << 11, 1u << 13});
        INFO(yaml << in_lines(verdict.complaints));
        CHECK(verdict.complaints.empty());
        ++found;
        of_step += verdict.conditioned + verdict.exact;
      }
    }
    conditioned += of_step;
    INFO(std::string(step.text));
    CHECK(of_step > 0);   // otherwise the step was never taken
  }
  CHECK(found > 1000);
  CHECK(conditioned > found * 2 / 3);
}

namespace {

struct Special {
  const char* name;
  const char* yaml;
  int found;   // of its outputs and questions, how many are integrated out or solved; -1: not asked
};

const Special specials[] = {
    {"an input used twice stays sampled", "inputs: {v: 1 to 9, p: 'integer(low=1, high=2)'}\nformulas: {y: 'v * p + 1 / v', z: 'if(p > 1, min(v, 2), max(3, v))'}\n", 0},
    {"another input beside one that is used twice", "inputs: {v: 1 to 9, w: 'normal(mean=0, sd=3)'}\nformulas: {y: 'v + 1 / v + w'}\n", 1},
    {"shared sub-expressions", "inputs: {a: 1 to 9, b: 2 to 4, c: 'uniform(low=0, high=9)'}\nformulas: {s: a * b, y: s + s ^ 2 / 9, z: s + c, t: z - c}\n", -1},
    {"`given:` stays sampled", "inputs: {a: 1 to 9, b: 2 to 4}\nformulas: {y: a * b}\ngiven: ['a > b']\nquestions: {q: P(y > 9)}\n", 0},
    {"an operand correlated with the value", "inputs: {a: 'uniform(low=1, high=9)', b: 'integer(low=1, high=4)', c: 'poisson(mean=2)'}\nformulas: {y: 'a * b', z: 'a - c'}\n"
                                             "correlations: [{inputs: [a, b], rank: 0.7}]\n", 1},
    {"a chain of correlations", "inputs: {a: 'uniform(low=1, high=9)', b: 'normal(mean=0, sd=1)', c: 'beta(alpha=2, beta=2)'}\nformulas: {y: 'a + exp(b) * 3', z: 'a * (c + 1)', w: 'b + c'}\n"
                                "correlations: [{inputs: [a, b], rank: 0.7}, {inputs: [b, c], rank: -0.5}]\n", -1},
    {"correlated normals and lognormals have a law", "inputs: {a: 'normal(mean=1, sd=2)', b: 'normal(mean=2, sd=1)', c: 1 to 5, d: 2 to 9}\nformulas: {y: '2 * a - b', z: 'c ^ 2 / d', w: 'log(c) + log(d) - a'}\n"
                                                     "correlations: [{inputs: [a, b], rank: 0.8}, {inputs: [c, d], rank: -0.6}, {inputs: [a, c], rank: 0.3}]\n"
                                                     "questions: {q: P(2 * a < b), r: P(c > d), s: P(not (a >= b))}\n", 6},
    {"units with scales", "inputs:\n  a: 2 to 9 day\n  b: normal(mean=30, sd=8) hour\n  share: beta(alpha=2, beta=8) %\n  c: uniform(low=1, high=3) km\n  n: integer(low=1, high=3)\n"
                          "formulas:\n  y: a * n + b\n  z: {formula: 'max(b, 20 [hour]) * n', unit: minute}\n  r: c / a\n  s: share * c\nquestions: {q: 'P(y > 10 [day])', r1: 'P(b - 1 [day] <= n * 2 [hour])', t: 'P(s < 4 [m])'}\n", -1},
    {"tiny and huge numbers", "inputs: {a: 1e-200 to 1e-190, b: 'normal(mean=1e250, sd=3e250)', c: 'uniform(low=1e-280, high=3e-280)', n: 'integer(low=1, high=2)'}\n"
                              "formulas: {x: a * n, y: b / n, z: c * n, w: 'max(b, 0) / 1e300'}\nquestions: {q: P(b > 1e250 * n), r: P(a < 1e-195 / n)}\n", -1},
    {"negative lognormals", "inputs: {a: 1 to 9, b: 1 to 20, n: 'integer(low=-2, high=-1)'}\nformulas: {y: -a * b, z: 'n * a', w: '-(a ^ n)', u: '3 - a / b'}\nquestions: {q: P(-a < -3), r: P(n / a >= -0.5)}\n", -1},
    {"minimum and maximum of many", "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)', c: 'uniform(low=0, high=1)', d: 'poisson(mean=1)'}\n"
                                    "formulas: {y: 'max(a, b, c)', z: 'min(a, b, d)', w: 'clamp(a, b, c)', x: 'clamp(b, 0.2, 0.4)', v: 'clamp(0.5, a, 0.7)', u: 'max(min(a, b), c)'}\n", -1},
    {"thresholds on atoms", "inputs: {a: 'normal(mean=0, sd=1)', b: 'integer(low=0, high=2)'}\nformulas: {y: 'max(a, 0.1) * 3', z: 'min(a, 0.3) + 0.1 * b', w: 'max(a, 0) * b', k: 'log10(max(a, 0.001))'}\n"
                            "questions: {y1: P(y <= 0.3), y2: P(y < 0.3), y3: P(y > 0.1 * 3), y4: P(y >= 0.1 * 3), z1: P(z <= 0.4), z2: P(z < 0.5), z3: P(z >= 0.5), w1: P(w <= 0), w2: P(w > 0), w3: P(w < 0),\n"
                            "  w4: P(w >= 0), k1: P(k <= -3), k2: P(k > -3), n1: P(not (k > -3) and b > 0), n2: P(not (not (w > 0) or b == 1)), between: P(0 <= w and w < 0.5)}\n", -1},
    {"two sides of a comparison", "inputs: {a: 1 to 9, b: 2 to 6, c: 'uniform(low=1, high=9)', d: 'exponential(mean=4)', e: 'poisson(mean=3)'}\n"
                                  "formulas: {y: a}\nquestions: {q1: P(a < b), q2: P(c >= d), q3: P(e < c), q4: P(c <= e or d < 2), q5: P(a > b and a > 3), q6: P(a / b > b / a), q7: P(c < c + e), q8: P(1 < c and c < 3 and d < 3),\n"
                                  "  q9: P(2 < a * e and a * e < 9), q10: P(3 > a and 2 < a), q11: P(a < 2 and a > 3)}\n", -1},
    {"infinite and missing values in some trials", "inputs: {a: 'normal(mean=1, sd=1)', b: 'uniform(low=-0.02, high=99)', c: 'integer(low=0, high=4000)'}\n"
                                                   "formulas: {y: 'a'}\nquestions: {q: P(a > log(b)), r: P(a < 1 / c), s: P(a * sqrt(b) > 1 and c > 3), t: P(c / c + a > 0)}\n", -1},
    {"heavy tails", "inputs: {a: 'cauchy(location=0, scale=1)', b: 'pareto(low=1, shape=0.8)', c: 'student_t(df=1.5, location=0, scale=1)', n: 'integer(low=1, high=3)'}\n"
                    "formulas: {x: a * n, y: b + c, z: 'n / b', w: 'a + c', v: 'max(a, -3) + n'}\nquestions: {q: P(a > c)}\n", -1},
    {"columns of values", "inputs: {a: {distribution: empirical, values: [1, 2, 2, 5, 9]}, b: 1 to 3, c: {distribution: empirical, values: [1, 2, 2.5, 5, 9], smooth: true}}\n"
                          "formulas: {y: a * b, z: c - a, w: 'max(a, b)'}\n", -1},
};

}  // namespace

TEST_CASE("laws, units, scales, correlations and thresholds of every sort") {
  for (const Special& special : specials) {
    const Verdict verdict = against_draws(special.yaml, {1u << 13, 1u << 17});
    INFO(std::string(special.name) << "\n" << in_lines(verdict.complaints));
    CHECK(verdict.complaints.empty());
    if (special.found >= 0) CHECK(verdict.conditioned + verdict.exact == static_cast<std::size_t>(special.found));
  }
}

TEST_CASE("hundreds of inputs, one of which is integrated out") {
  std::string yaml = "inputs:\n", sum;
  for (int i = 0; i < 300; ++i) {
    yaml += fmt::format("  x{}: uniform(low=0, high={})\n", i, i == 17 ? 60 : 1);
    sum += fmt::format("{}x{}", i == 0 ? "" : " + ", i);
  }
  const Verdict verdict = against_draws(yaml + "formulas: {y: " + sum + "}\n", {1u << 12, 1u << 15});
  INFO(in_lines(verdict.complaints));
  CHECK(verdict.complaints.empty());
  CHECK(verdict.conditioned == 1);
}

TEST_CASE("laws of one input are exact: quantiles are those of the law through the formula") {
  // The quantile of a monotone formula is the formula of the quantile; references are the inputs' own, which are tested elsewhere.
  struct One {
    const char *law, *formula;
    double (*value)(double);
    bool falling;
  };
  const One ones[] = {
      {"gamma(shape=2.5, scale=3)", "3 * log(v) + 1", [](double v) { return 3 * std::log(v) + 1; }, false},
      {"beta(alpha=0.7, beta=2)", "1 / v - 2", [](double v) { return 1 / v - 2; }, true},
      {"triangular(low=-3, mode=0, high=9)", "(v - 1) ^ 3", [](double v) { return std::pow(v - 1, 3); }, false},
      {"metalog(p10=1, p50=2, p90=5)", "exp(-v / 3)", [](double v) { return std::exp(-v / 3); }, true},
      {"{distribution: mixture, components: ['normal(mean=-3, sd=0.5)', 1 to 4], weights: [0.4, 0.6]}", "max(2 * v, -5)", [](double v) { return std::max(2 * v, -5.0); }, false},
      {"{distribution: normal, mean: 0, sd: 1, min: -1, max: 3}", "2 ^ v", [](double v) { return std::exp2(v); }, false},
  };
  for (const One& one : ones) {
    const std::string yaml = fmt::format("inputs:\n  v: {}\nformulas: {{y: '{}'}}\n", one.law, one.formula);
    const auto answer = run_model(yaml, "sobol", 1u << 12, true);
    INFO(yaml << rendered(answer.diagnostics));
    REQUIRE(answer.value.has_value());
    const auto& output = answer.value->outputs.front();
    CHECK(output.computation.kind == botec::Computation::Kind::exact);
    for (const auto& [p, v] : answer.value->inputs.front().quantiles) {
      for (const auto& q : output.quantiles) {
        if (std::abs(q.probability - (one.falling ? 1 - p : p)) > 1e-9) continue;
        CHECK(*q.at.value == doctest::Approx(one.value(v)).epsilon(1e-9));
        CHECK(*q.at.standard_error == 0);
      }
    }
  }
}
