// The string form of an input: what is understood, and what is said about habits from other programs.
#include "helpers.h"

namespace botec::test {
namespace {

struct Written {
  const char* text;
  double value;
  const char* unit;
};

TEST_CASE("quantities") {
  const Written list[] = {
      {"8 TPU/agent", 8, "TPU/agent"},
      {"4.2e14 FLOP/s/TPU", 4.2e14, "FLOP/s/TPU"},
      {"-3", -3, ""},
      {"+2", 2, ""},
      {"1_000", 1000, ""},
      {"5%", 0.05, ""},
      {"-5%", -0.05, ""},
      {"1.5M USD", 1.5e6, "USD"},
      {"3B", 3e9, ""},
      {"2T bytes", 2e12, "bytes"},
      {"10k", 1e4, ""},
      {".5", 0.5, ""},
      {"5.", 5, ""},
      {"1e5", 1e5, ""},
      {"12 kW hour", 12, "kW hour"},
      {"3 1/day", 3, "1/day"},
      {"3 (kg m)/s", 3, "(kg m)/s"},
      {"5    days", 5, "days"},
      {"\"85 days\"", 85, "days"},
      {"5% 1/year", 0.05, "1/year"},
      {"0", 0, ""},
      {"1e-400", 0, ""},
      {"007", 7, ""},
      {"5 µs", 5, "µs"},
  };
  for (const auto& [text, value, unit] : list) {
    const InputForm form = good_input(text);
    INFO(std::string(text));
    CHECK(form.kind == InputForm::Kind::constant);
    CHECK(form.constant.value == value);
    CHECK(form.constant.unit == unit);
    CHECK(form.unit == unit);
  }
  CHECK(good_input("5%").constant.percent);
  CHECK(good_input("5M").constant.suffix == 'M');
}

TEST_CASE("the places of a quantity") {
  const ReadText read = read_text_model("inputs:\n  é: 1\n  x: \" 85 days\"\n");
  const Quantity& quantity = read.model->inputs[0].form.constant;
  const std::string& file = quantity.span.file->text();
  CHECK(file.substr(quantity.span.begin, quantity.span.end - quantity.span.begin) == "85 days");
  CHECK(file.substr(quantity.unit_span.begin, quantity.unit_span.end - quantity.unit_span.begin) == "days");
}

TEST_CASE("ranges") {
  struct {
    const char* text;
    double low, high;
    const char* low_unit;
    const char* high_unit;
  } const list[] = {
      {"60 to 120 days", 60, 120, "days", "days"},
      {"5% to 40%", 0.05, 0.4, "", ""},
      {"-5 to 5 m", -5, 5, "m", "m"},
      {"1 hour to 2 days", 1, 2, "hour", "days"},
      {"1k to 1M USD", 1e3, 1e6, "USD", "USD"},
      {"  5   to  10 ", 5, 10, "", ""},
      {"0 to 5%", 0, 0.05, "", ""},
      {"-10 to -5", -10, -5, "", ""},
      {"1 to 2 ton", 1, 2, "ton", "ton"},
  };
  for (const auto& [text, low, high, low_unit, high_unit] : list) {
    const InputForm form = good_input(text);
    INFO(std::string(text));
    CHECK(form.kind == InputForm::Kind::distribution);
    REQUIRE(form.range);
    CHECK(form.family.empty());
    CHECK(form.range->low.value == low);
    CHECK(form.range->high.value == high);
    CHECK(form.range->low.unit == low_unit);
    CHECK(form.range->high.unit == high_unit);
    CHECK(form.unit == high_unit);
  }
}

TEST_CASE("distributions") {
  const InputForm normal = good_input("normal(mean=5, sd=50%) day");
  CHECK(normal.family == "normal");
  CHECK(normal.unit == "day");
  REQUIRE(normal.numbers.size() == 2);
  CHECK(normal.numbers[1].name == "sd");
  CHECK(normal.numbers[1].value.value == 0.5);

  const InputForm quantiles = good_input("lognormal( p5 = 3 , p97.5=1_000 )");
  REQUIRE(quantiles.quantiles.size() == 2);
  CHECK(quantiles.quantiles[0].probability == 0.05);
  CHECK(quantiles.quantiles[1].probability == 0.975);
  CHECK(quantiles.unit.empty());

  const InputForm table = good_input("categorical(values=[1, 2, 4], weights=[1, 2, 1]) GPU");
  CHECK(table.values.size() == 3);
  CHECK(table.weights.size() == 3);
  CHECK(good_input("empirical(values=[1, 2], smooth=true)").smooth);
  CHECK(good_input("lognormal(level=80%, range=5 to 10)").range->level == 0.8);
  CHECK(good_input("lognormal(range=5 to 10, level=80%) USD").range->level == 0.8);
}

TEST_CASE("mixtures in brackets") {
  const InputForm form = good_input("mixture(components=[normal(mean=1, sd=1), 5 to 10, 3], weights=[1, 2, 3]) USD");
  CHECK(form.kind == InputForm::Kind::mixture);
  REQUIRE(form.components.size() == 3);
  CHECK(form.components[0].family == "normal");
  CHECK(form.components[1].range);
  CHECK(form.components[2].constant.value == 3);
  std::string deep = "1 to 2";
  for (int i = 0; i < 50; ++i) deep = "mixture(components=[" + deep + "])";
  CHECK(bad_input(deep).starts_with("too-deep"));
}

TEST_CASE("what is not understood is said once, with the spelling that is") {
  struct {
    const char* text;
    const char* complaint;
    const char* help;
  } const list[] = {
      {"normal(5, 2)", "bad-input: this argument has no name", "arguments are named: `normal(mean=5, sd=2)`"},
      {"N(5, 2)", "unknown-distribution: there is no distribution `N`", "write `normal(mean=5, sd=2)`"},
      {"lognorml(median=5, gsd=2)", "unknown-distribution: there is no distribution `lognorml`",
       "did you mean `lognormal`?"},
      {"5..10", "bad-range: a range is not written like this", "a range is written `5 to 10`"},
      {"5-10", "bad-range: a range is not written like this", "a range is written `5 to 10`"},
      {"5 - 10", "bad-range: a range is not written like this", "a range is written `5 to 10`"},
      {"5–10", "bad-range: a range is not written like this", "a range is written `5 to 10`"},
      {"5 ± 2", "bad-range: a spread is not written like this", "write `normal(mean=5, sd=2)` or a range `3 to 7`"},
      {"5 +/- 2", "bad-range: a spread is not written like this", "write `normal(mean=5, sd=2)` or a range `3 to 7`"},
      {"~5", "bad-range: an uncertain value is written as a range", "a range is written `5 to 10`"},
      {"\"[5, 10]\"", "bad-input: an input is not a list", "a range is written `5 to 10`"},
      {"5 day to 6", "bad-range: the unit of a range stands at its end", "write `5 to 6 day`"},
      {"5 to 6 to 7", "bad-range: a range has only one `to`", ""},
      {"5days", "bad-quantity: a space is missing between the number and its unit", "write `5 days`"},
      {"5 /day", "bad-quantity: `/day` is not a unit", "write `5 1/day`"},
      {"5K", "bad-quantity: `K` is not a suffix of numbers", "the suffixes are k, M, B (1e9) and T (1e12)"},
      {"1,000", "bad-number: a number is written without commas",
       "write 1_000 for a thousand and 1.5 for one and a half"},
      {"$5", "bad-quantity: the currency stands behind the number, as a unit", "write `5 USD`"},
      {"5 %", "bad-quantity: a percent sign is written right against the number", "write `5%`"},
      {"1e400", "bad-number: this number is too large: the largest is about 1.8e308", ""},
      {"nan", "bad-number: `nan` is not a finite number", "leave out a bound that does not exist"},
      {"-.inf", "bad-number: `-.inf` is not a finite number", "leave out a bound that does not exist"},
      {"0x10", "bad-number: numbers are written in decimal", "write 16"},
      {"true", "bad-quantity: `true` is not a number", "write 1 or 0"},
      {"2027-02-30", "bad-number: there is no such date as 2027-02-30", "a date is written 2027-06-30, and a range `5 to 10`"},
      {"1.2.3", "bad-number: this is not a number", ""},
      {"−5", "bad-number: the minus sign here is a typographic one", "type a plain -"},
      {"y * 3", "bad-input: an input is a number, a range or a distribution, not a formula",
       "what follows from other names stands under `formulas`"},
      {"normal", "bad-input: `normal` needs its arguments", "for example `normal(mean=5, sd=2)`"},
      {"normal(mean=5 days, sd=2)", "bad-quantity: the unit stands once, behind the closing bracket",
       "write `normal(…) days`"},
      {"normal(mean=5, sd=2, min=0)", "bad-input: `min` stands beside a distribution, not within its brackets",
       "write the input as a map with the keys `distribution` and `min`"},
      {"normal(mean=5, mean=6)", "conflicting-arguments: `mean` is given twice", ""},
      {"normal(mean=5, sd=2", "bad-input: this bracket is never closed", ""},
      {"normal(mean=5,, sd=2)", "bad-input: an argument is missing here", ""},
      {"categorical(values=1)", "bad-input: `values` wants a list in square brackets", "write `values=[1, 2]`"},
      {"\"\"", "bad-input: this input has no value", "write `85 days`, `60 to 120 days` or `normal(mean=5, sd=2) day`"},
  };
  for (const auto& [text, complaint, help] : list) {
    INFO(std::string(text));
    CHECK(bad_input(text) == std::string(complaint) + "\n");
    const ReadText read = read_input(text);
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.diagnostics[0].help == help);
  }
}

TEST_CASE("the caret stands under the part at fault") {
  CHECK(read_input("normal(5, sd=2)").marked() == "5");
  CHECK(read_input("normal(mean=5 day, sd=2)").marked() == "day");
  CHECK(read_input("1 to 1e999 USD").marked() == "1e999");
  CHECK(read_input("\"5 ± 2\"").marked() == "±");
  CHECK(read_input("mixture(components=[1 to 2, lognorml(mean=1, sd=2)])").marked() == "lognorml");
  CHECK(read_input("5 to 6 to 7").marked() == "to");
}

TEST_CASE("a string from the command line") {
  Diagnostics diagnostics;
  const auto source = std::make_shared<SourceFile>("--set", "10 to 80 agent");
  const auto form = read_input_form(ScalarText{source->text(), {}, {source, 0, 14}}, diagnostics);
  REQUIRE(form);
  CHECK(form->range->high.unit == "agent");
  CHECK(!read_input_form(ScalarText{"10..80", {}, {source, 0, 6}}, diagnostics));
}

}  // namespace
}  // namespace botec::test
