#include "helpers.h"

namespace botec::test {
namespace {

TEST_CASE("the mapping form") {
  const InputForm form = good_input(
      "{range: 5% to 40%, distribution: lognormal, max: 1, point: 10%, source: post, note: why, description: what}");
  CHECK(form.kind == InputForm::Kind::distribution);
  CHECK(form.family == "lognormal");
  CHECK(form.range->high.value == 0.4);
  CHECK(form.max->value == 1);
  CHECK(form.point->value == 0.1);
  CHECK(form.source.value == "post");
  CHECK(form.note.value == "why");
  CHECK(form.description.value == "what");

  const InputForm constant = good_input("{value: 5 days, source: post, unit: week}");
  CHECK(constant.kind == InputForm::Kind::constant);
  CHECK(constant.constant.unit == "days");
  CHECK(constant.unit == "week");

  CHECK(good_input("{range: 5 to 10, level: 80%}").range->level == 0.8);
  CHECK(good_input("{level: 0.8, range: 5 to 10}").range->level == 0.8);
  CHECK(good_input("{distribution: metalog, p5: 1, p50: 2, p95: 9, low: 0}").quantiles.size() == 3);
  CHECK(good_input("{p5: 1, p95: 9}").family.empty());
  CHECK(good_input("{distribution: categorical, values: [1, 2], weights: [0.5, 0.5]}").weights.size() == 2);
  CHECK(good_input("{distribution: cdf, p0: 0, p100: 9}").quantiles[1].probability == 1);
}

TEST_CASE("the unit of the whole") {
  CHECK(good_input("{range: 60 to 120 days, unit: week}").unit == "week");
  CHECK(good_input("{range: 60 to 120 days}").unit == "days");
  CHECK(good_input("{range: 60 to 120, unit: days}").range->low.unit == "");
  CHECK(good_input("{distribution: lognormal, p5: 10 days, p95: 2 weeks}").unit == "days");
  CHECK(good_input("{distribution: normal, mean: 5 days, sd: 1 day}").unit == "days");
  CHECK(good_input("{distribution: exponential, rate: 2 1/day}").unit == "");
  CHECK(good_input("{distribution: categorical, values: [1 GPU, 2 GPU]}").unit == "GPU");
  CHECK(good_input("{components: [1 to 2 USD, 5 to 6 USD]}").unit == "USD");
}

TEST_CASE("mixtures") {
  const InputForm form = good_input(
      "\n    distribution: mixture\n    weights: [80%, 20%]\n    components:\n"
      "      - 1 to 2 USD\n      - {distribution: normal, mean: 5 USD, sd: 1 USD, min: 0 USD}");
  CHECK(form.kind == InputForm::Kind::mixture);
  REQUIRE(form.components.size() == 2);
  CHECK(form.components[1].min->value == 0);
  CHECK(good_input("{components: [1 to 2, 3]}").family == "mixture");
}

TEST_CASE("what does not fit together") {
  struct {
    const char* map;
    const char* complaint;
  } const list[] = {
      {"{range: 5 to 10, mean: 7}", "conflicting-arguments: `range` and `mean` cannot stand together"},
      {"{value: 5, range: 5 to 10}", "conflicting-arguments: `value` and `range` cannot stand together"},
      {"{range: 5 to 10, p50: 7}", "conflicting-arguments: `range` and `p50` cannot stand together"},
      {"{value: 5, distribution: normal}", "conflicting-arguments: `value` and `distribution` cannot stand together"},
      {"{value: 5, mean: 6}", "conflicting-arguments: `value` and `mean` cannot stand together"},
      {"{value: 5, max: 6}", "conflicting-arguments: `value` and `max` cannot stand together"},
      {"{values: [1], components: [1]}", "conflicting-arguments: `values` and `components` cannot stand together"},
      {"{components: [1, 2], distribution: normal}",
       "conflicting-arguments: `components` and `normal` cannot stand together"},
      {"{distribution: mixture}", "missing-key: a mixture needs `components`, a list of inputs"},
      {"{unit: USD}", "missing-key: this input has no value"},
      {"{}", "missing-key: this input has no value"},
      {"{distribution: nromal, mean: 1, sd: 2}", "unknown-distribution: there is no distribution `nromal`"},
      {"{mean: 5, sd: 2}", "missing-key: which distribution has this mean?"},
      {"{values: [1, 2]}", "missing-key: which distribution has these values?"},
      {"{p5: 2}", "missing-key: one quantile does not fix a distribution"},
      {"{p5: 2, p5.0: 3}", "conflicting-arguments: `p5` is given twice"},
      {"{p5: 2, p105: 3}", "bad-number: `p105` is not a percentile"},
      {"{p5: 2, p025: 3}", "bad-number: `p025` is not a percentile"},
      {"{value: 5, level: 80%}", "missing-key: `level` needs `range` beside it"},
      {"{range: 5 to 10, level: 80}", "bad-setting: a level lies between 0% and 100%"},
      {"{range: 5 to 10, weights: [1]}", "missing-key: `weights` needs `values`, `components` or `pool` beside it"},
      {"{range: 5 to 10, smooth: true}", "missing-key: `smooth` needs `values` or `file` beside it"},
      {"{range: 5 to 10, smooth: maybe}", "wrong-shape: `smooth` is true or false"},
      {"{distribution: categorical, values: [1, 2], weights: [1 kg, 2 kg]}",
       "bad-number: a weight is a number without a unit"},
      {"{file: a.csv}", "missing-key: `file` needs `column`, the name of a column in the file, beside it"},
      {"{distribution: empirical, values: []}", "bad-input: `values` is empty"},
      {"{range: [5, 10]}", "wrong-shape: `range` wants its two ends, this is a list"},
      {"{range: 5}", "bad-range: a range has a low and a high end"},
      {"{range: 5 to 10, ar: 0.5}", "missing-key: `ar` needs `per` beside it"},
      {"{range: 5 to 10, nte: why}", "unknown-key: `nte` is not a key of an input"},
      {"[5, 10]", "wrong-shape: `x` wants a number, a range or a distribution, this is a list"},
      {"null", "wrong-shape: `x` wants a number, a range or a distribution, but nothing stands here"},
      {"", "wrong-shape: `x` wants a number, a range or a distribution, but nothing stands here"},
      {"{value: {a: 1}}", "wrong-shape: `value` wants a number, this is a map"},
  };
  for (const auto& [map, complaint] : list) {
    INFO(std::string(map));
    CHECK(bad_input(map) == std::string(complaint) + "\n");
  }
}

TEST_CASE("an argument that its family does not know is left to the family, which has the better hint") {
  CHECK(good_input("{distribution: normal, mean: 5, stdev: 2}").numbers[1].name == "stdev");
  CHECK(read_input("{distribution: normal, mean: 5, mena: 2}").diagnostics.size() <= 1);
}

TEST_CASE("a column of a file") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "botec_test_column";
  std::filesystem::create_directories(folder);
  FILE* file = std::fopen((folder / "data.csv").c_str(), "w");
  REQUIRE(file);
  std::fputs("name,size\na,1\nb,2.5\nc,\n", file);
  std::fclose(file);
  const ReadText good =
      read_text_model("inputs:\n  x: {file: data.csv, column: size, smooth: true, unit: GB}\n", folder);
  CHECK(good.complaints() == "");
  const InputForm& form = good.model->inputs[0].form;
  CHECK(form.family == "empirical");
  REQUIRE(form.values.size() == 2);
  CHECK(form.values[1].value == 2.5);
  CHECK(read_text_model("inputs:\n  x: \"empirical(file=data.csv, column=size)\"\n", folder).complaints() == "");
  const ReadText column = read_text_model("inputs:\n  x: {file: data.csv, column: sise}\n", folder);
  CHECK(column.complaints() == "data: `data.csv` has no column `sise`\n");
  CHECK(column.marked() == "sise");
  CHECK(read_text_model("inputs:\n  x: {file: no.csv, column: size}\n", folder).marked() == "no.csv");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace botec::test
