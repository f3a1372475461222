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
    {"if(S > 0, min(X, 2), max(3, X))", 0, 0},
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
        const Verdict verdict = against_draws(yaml, {1u << 12, 1u << 14});
        INFO(yaml << in_lines(verdict.complaints));
        CHECK(verdict.complaints.empty());
        ++found;
        of_step += verdict.conditioned + verdict.exact;
      }
    }
    conditioned += of_step;
    INFO(step.text);
    CHECK(of_step > 0);   // otherwise the step was never taken
  }
  CHECK(found > 1000);
  CHECK(conditioned > found * 8 / 10);
}
