#include <doctest/doctest.h>

#include "helpers.h"

using namespace botec;
using namespace botec::testing;

namespace {

struct Wrong {
  std::string_view formula;
  std::string_view expected;   // kind | text under the caret | message | hint
};

void check_all(std::initializer_list<Wrong> all, ParseFunction read = parse_formula) {
  for (const Wrong& wrong : all) CHECK(fault(wrong.formula, read) == wrong.expected);
}

}  // namespace

TEST_CASE("brackets") {
  check_all({
      {"(a + b", "syntax | ( | this bracket is not closed | "},
      {"a * ((b + c) * d", "syntax | ( | this bracket is not closed | "},
      {"max(a, b", "syntax | ( | this bracket is not closed | "},
      {"max(", "syntax | ( | this bracket is not closed | "},
      {"(", "syntax | ( | this bracket is not closed | "},
      {"a + b)", "syntax | ) | this bracket closes nothing | "},
      {")", "syntax | ) | this bracket closes nothing | "},
      {"a * ()", "syntax | () | there is nothing in the brackets | "},
      {"(a, b)", "syntax | , | a comma stands only between the arguments of a function | thousands are grouped as in `1_000`"},
      {"1,000", "syntax | , | a comma stands only between the arguments of a function | thousands are grouped as in `1_000`"},
      {"2 [hour", "syntax | [ | this bracket is not closed | "},
      {"2 [hour [x]]", "syntax | [ | this bracket is not closed | "},
      {"2 hour]", "syntax | hour | a sign is missing between `2` and `hour` | a unit stands in brackets: `2 [hour]`"},
      {"2 + x]", "syntax | ] | this bracket closes nothing | "},
      {"max(a,)", "syntax | ) | an argument is missing here | "},
      {"max(,a)", "syntax | , | an argument is missing here | "},
  });
  Diagnostics diagnostics;
  CHECK_FALSE(parse_formula(scalar("a * ((b + c) * d"), diagnostics));
  CHECK(diagnostics.sorted().front().span.begin == 4);   // the outer one is left open
}

TEST_CASE("something is missing") {
  check_all({
      {"", "syntax |  | there is no formula here | "},
      {"  \n ", "syntax |   \n  | there is no formula here | "},
      {"a +", "syntax | + | something is missing behind `+` | "},
      {"(a +)", "syntax | + | something is missing behind `+` | "},
      {"a and not", "syntax | not | something is missing behind `not` | "},
      {"* a", "syntax | * | `*` has nothing before it | "},
      {"a + * b", "syntax | * | `*` cannot follow `+` | "},
      {"(/ b)", "syntax | / | `/` has nothing before it | "},
      {"a x", "syntax | x | a sign is missing between `a` and `x` | a product needs its sign, as in `… * x`"},
      {"2 x", "syntax | x | a sign is missing between `2` and `x` | a product needs its sign, as in `2 * x`, and a unit stands in "
              "brackets, as in `2 [x]`"},
      {"2 (a + b)", "syntax | ( | a sign is missing between `2` and `(` | a product needs its sign, as in `2 * (…)`"},
      {"(a)(b)", "syntax | ( | a sign is missing between `(a)` and `(` | a product needs its sign, as in `… * (…)`"},
      {"1 000", "syntax | 000 | a sign is missing between `1` and `000` | digits are grouped by `_`, as in `1_000`"},
      {"a AND b", "syntax | AND | a sign is missing between `a` and `AND` | write `and`"},
      {"5 to 10", "syntax | to | a sign is missing between `5` and `to` | a range is an input: give it a name under `inputs:`"},
      {"a not b", "syntax | not | `not` cannot stand between two things | write `a and not b`, or `a != b`"},
  });
}

TEST_CASE("units") {
  check_all({
      {"2 hours", "syntax | hours | a sign is missing between `2` and `hours` | a unit stands in brackets: `2 [hours]`"},
      {"x * 2 hours", "syntax | hours | a sign is missing between `2` and `hours` | a unit stands in brackets: `2 [hours]`"},
      {"5MW", "syntax | 5MW | `5MW` is not a number | a unit stands in brackets: `5 [MW]`"},
      {"x [hour]", "syntax | [ | a unit in brackets stands only behind a number | a name has the unit that it was given where it is defined"},
      {"(a + 2) [hour]", "syntax | [ | a unit in brackets stands only behind a number | a name has the unit that it was given where it is defined"},
      {"2 [ ]", "unit-syntax | [ ] | there is no unit in the brackets | write `2 [hour]`, or no brackets for a pure number"},
      {"$12", "syntax | $ | `$` is not a sign of formulas | money is written `12 [USD]`"},
  });
}

TEST_CASE("numbers") {
  check_all({
      {"2x", "syntax | 2x | `2x` is not a number | a product needs its sign: `2 * x`"},
      {"5bn", "syntax | 5bn | `5bn` is not a number | the suffixes are `k`, `M`, `B` (10^9) and `T` (10^12)"},
      {"1.2.3", "syntax | 1.2.3 | `1.2.3` is not a number | "},
      {"1e999", "syntax | 1e999 | this number is too large to compute with | "},
      {"5 %", "syntax | % | `%` stands right behind the digits | write `5%`, without a space"},
      {"a % b", "syntax | % | `%` stands only behind a number | write `5%`; the remainder of a division is `a - b * floor(a / b)`"},
      {"a + .", "syntax | . | a dot stands only within a number or a name | "},
      {"2027-13-30", "bad-number | 2027-13-30 | there is no such date as 2027-13-30 | a date is written 2027-06-30; a subtraction has spaces around its sign"},
  });
}

TEST_CASE("functions") {
  check_all({
      {"squrt(x)", "unknown-function | squrt | `squrt` is not a function | did you mean `sqrt`?"},
      {"1 + ln(x)", "unknown-function | ln | `ln` is not a function | write `log(x)`, the natural logarithm"},
      {"normal(0, 1)", "unknown-function | normal | `normal` is not a function | a distribution is an input: give it a name under `inputs:`"},
      {"tokens(a + b)", "unknown-function | tokens | `tokens` is not a function | a product needs its sign: `tokens * (…)`"},
      {"a + exp * 2", "syntax | exp | `exp` is a function and needs its arguments | write `exp(x)`"},
      {"exp 2", "syntax | exp | `exp` is a function and needs its arguments | write `exp(x)`"},
      {"if a then b else c", "syntax | if | `if` is a function and needs its arguments | write `if(condition, a, b)`"},
      {"clamp(a, 1)", "wrong-argument-count | clamp(a, 1) | `clamp` takes 3 arguments, not 2 | write `clamp(x, low, high)`"},
      {"1 + exp(1, 2) * 3", "wrong-argument-count | exp(1, 2) | `exp` takes 1 argument, not 2 | write `exp(x)`"},
      {"max()", "wrong-argument-count | max() | `max` takes at least 1 argument, not 0 | write `max(a, b, …)`"},
      {"if(a, b)", "wrong-argument-count | if(a, b) | `if` takes 3 arguments, not 2 | write `if(condition, a, b)`"},
      {"crossing(cost >= 1, 2)", "wrong-argument-count | crossing(cost >= 1, 2) | `crossing` takes 1 argument, not 2 | write `crossing(condition)`"},
      {"frontier.predict(year)", "unknown-function | frontier.predict | there is no trend or function named `frontier.predict` | a trend stands under `trends:`"},
      {"P(a > b)", "syntax | P | a probability is not a formula | ask for it under `questions:`"},
      {"2 * P", "syntax | P | `P` is kept for probabilities | write `P(condition)` under `questions:`"},
  });
}

TEST_CASE("calls of trends") {
  const std::vector<std::string> trends{"frontier", "hardware.frontier"};
  FormulaLimits limits;
  limits.trends = &trends;
  const auto told = [&](std::string_view text) { return fault(text, parse_formula, limits); };
  CHECK(told("2 * frontier(2030) + hardware.frontier.predict(2030) / frontier.slope") == "fine");
  CHECK(told("hardware.frontier.doubling_time") == "fine");
  CHECK(told("fronteir(1)") == "unknown-function | fronteir | there is no trend or function named `fronteir` | did you mean `frontier`?");
  CHECK(told("frontier.slope(1)") == "syntax | frontier.slope | `frontier.slope` is a number of the trend and takes no argument | write `frontier.slope`");
  CHECK(told("frontier.predct(1)") == "unknown-function | frontier.predct | a trend has no function `predct` | write `frontier(x)` or `frontier.predict(x)`");
  CHECK(told("frontier()") == "wrong-argument-count | frontier() | a trend takes 1 argument, not 0 | write `frontier(x)`, where x is a date or a number");
  CHECK(told("hardware.frontier.slop").starts_with("syntax | hardware.frontier.slop | a name has one dot at most"));
  CHECK(told("squrt(1)") == "unknown-function | squrt | `squrt` is not a function | did you mean `sqrt`?");
}

TEST_CASE("signs and letters of other languages") {
  check_all({
      {"a < b < c", "syntax | < | comparisons do not chain | write `a < b and b < c`"},
      {"a == b == c", "syntax | == | comparisons do not chain | write `a < b and b < c`"},
      {"a = b", "syntax | = | `=` is not a sign of formulas | write `==` to compare; a formula has its name before the `:`"},
      {"a => b", "syntax | => | `=>` is not a sign of formulas | write `>=`"},
      {"a <> b", "syntax | <> | `<>` is not a sign of formulas | write `!=`"},
      {"a && b", "syntax | && | `&&` is not a sign of formulas | write `and`"},
      {"a || b", "syntax | || | `||` is not a sign of formulas | write `or`"},
      {"!a", "syntax | ! | `!` is not a sign of formulas | write `not`"},
      {"a ** 2", "syntax | ** | `**` is not a sign of formulas | a power is written `a ^ b`"},
      {"a // b", "syntax | // | `//` is not a sign of formulas | write `floor(a / b)` to round down; comments are not part of a formula"},
      {"a ? b : c", "syntax | ? | `?` is not a sign of formulas | write `if(condition, a, b)`"},
      {"a – b", "syntax | – | `–` is not a sign of formulas | this is a dash: write `-`"},
      {"“a”", "syntax | “ | `“` is not a sign of formulas | a formula holds no text"},
      {"a²", "syntax | ² | `²` is not a sign of formulas | write `^2`"},
      {"größe * 2", "syntax | ö | `ö` is not a character of formulas | names have the letters a to z and A to Z, digits and `_`"},
      {"a @ b", "syntax | @ | `@` is not a sign of formulas | "},
      {"a \xff b", "syntax | \xff | the byte 0xFF is not a character of formulas | "},
      {"a \xe2\x82", "syntax | \xe2 | the byte 0xE2 is not a character of formulas | "},
      {"a + not b", "syntax | not | `not` stands before a whole condition | put it in brackets: `(not …)`"},
      {"a.b.c", "syntax | a.b.c | a name has one dot at most | write `file.name` for what another file defines"},
      {"a. + b", "syntax | a. | a name is missing behind the dot | "},
      {"a.1", "syntax | a.1 | a name is missing behind the dot | "},
  });
  CHECK(fault(std::string("a \0 b", 5)) == "syntax | " + std::string(1, '\0') + " | the byte 0x00 is not a character of formulas | ");
}

TEST_CASE("questions") {
  check_all(
      {
          {"mean(x)", "not-a-condition | mean(x) | a question has the form `P(condition)` | what else you want to know is a formula"},
          {"a > b", "not-a-condition | a > b | a question has the form `P(condition)` | what else you want to know is a formula"},
          {"P(a > b) + 1", "not-a-condition | P(a > b) + 1 | a question has the form `P(condition)` | what else you want to know is a formula"},
          {"P", "not-a-condition | P | a question has the form `P(condition)` | what else you want to know is a formula"},
          {"P(a + b)", "not-a-condition | a + b | a condition belongs here, and this is a quantity | compare it, as in `P(x > 0)`"},
          {"P(3)", "not-a-condition | 3 | a condition belongs here, and this is a quantity | compare it, as in `P(x > 0)`"},
          {"P(if(a, b > c, 2))", "not-a-condition | if(a, b > c, 2) | a condition belongs here, and this is a quantity | compare it, as in `P(x > 0)`"},
          {"P(a > b", "syntax | ( | this bracket is not closed | "},
          {"P()", "syntax | () | there is nothing in the brackets | "},
          {"", "syntax |  | there is no formula here | "},
      },
      parse_question);
  check_all({{"a + b", "not-a-condition | a + b | a condition belongs here, and this is a quantity | compare it, as in `x > 0`"}},
            parse_condition);
}

TEST_CASE("limits") {
  FormulaLimits limits;
  limits.bytes = 10;
  limits.depth = 3;
  CHECK(fault("a + b + c + d", parse_formula, limits).starts_with("too-long | a + b + c + d | this formula is longer than 10 bytes | "));
  CHECK(fault("((a))", parse_formula, limits) == "fine");
  CHECK(fault("(((a)))", parse_formula, limits) == "fine");
  CHECK(fault("((((a))))", parse_formula, limits) ==
        "too-deep | ( | the formula is nested more than 3 deep here | give the inner part a formula of its own");
  CHECK(fault("----a", parse_formula, limits).starts_with("too-deep | - |"));
  CHECK(fault("a^a^a^a^a", parse_formula, limits).starts_with("too-deep | ^ |"));
  CHECK(fault("a-a-a-a-a", parse_formula, limits) == "fine");
}
