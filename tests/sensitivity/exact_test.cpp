// What has a closed form is not sampled: the same figures as by sampling, and without error.
#include <cmath>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

botec::RankResult exact(const std::string& yaml) {
  const auto answer = botec::rank(model_text(yaml), {});
  INFO(rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return *answer.value;
}

void compare(const botec::Estimate& sampled, const botec::Estimate& closed) {
  CHECK(sampled.value.has_value() == closed.value.has_value());
  if (!closed.value) return;
  CHECK(*closed.standard_error == 0);
  CHECK(distance(sampled, *closed.value) < far);
}

void check(const std::string& yaml) {
  const auto closed = exact(yaml), sampled = ranking(yaml);
  const auto& a = closed.outputs[0];
  const auto& b = sampled.outputs[0];
  CHECK(a.total_method == "closed form");
  CHECK(a.inputs.size() == b.inputs.size());
  compare(b.width, a.width);
  compare(b.sum_first_order, a.sum_first_order);
  for (const auto& f : a.inputs) {
    INFO(f.name);
    const auto& g = factor(b, f.name);
    for (const auto figure : {&botec::RankedFactor::first_order, &botec::RankedFactor::total, &botec::RankedFactor::shapley, &botec::RankedFactor::spearman,
                              &botec::RankedFactor::known_share, &botec::RankedFactor::halved_share, &botec::RankedFactor::known_width,
                              &botec::RankedFactor::halved_width, &botec::RankedFactor::swing_low, &botec::RankedFactor::swing_high}) {
      compare(g.*figure, f.*figure);
    }
  }
  for (const auto& f : a.groups) {
    const auto& g = factor(b, f.name);
    compare(g.first_order, f.first_order);
    compare(g.total, f.total);
    compare(g.shapley, f.shapley);
    compare(g.known_share, f.known_share);
  }
}

}  // namespace

TEST_CASE("products of lognormals, with units") {
  check("inputs: {x1: 1 to 10 km, x2: 2 to 9 hour, x3: 1 to 40}\nformulas: {y: x1 * x3 ^ 2 / x2}\ngroups: {two: [x1, x3]}\n");
}

TEST_CASE("sums of normals") { check("inputs: {x1: 'normal(mean=1, sd=3)', x2: 'normal(mean=-1, sd=2)'}\nformulas: {y: x1 - 2 * x2 + 7}\n"); }

TEST_CASE("both with correlations") {
  const std::string correlations = "correlations: [{inputs: [x1, x2], rank: 0.6}, {inputs: [x2, x3], rank: -0.4}]\ngroups: {two: [x1, x4]}\n";
  check("inputs: {x1: 1 to 10, x2: 2 to 9, x3: 1 to 40, x4: 3 to 6}\nformulas: {y: x1 * x2 * x4 / sqrt(x3)}\n" + correlations);
  check("inputs: {x1: 'normal(mean=1, sd=3)', x2: 'normal(mean=-1, sd=2)', x3: 'normal(mean=0, sd=1)', x4: 'normal(mean=0, sd=1)'}\n"
        "formulas: {y: x1 - 2 * x2 + x3 + x4}\n" + correlations);
}

TEST_CASE("equal inputs are tied, unequal ones are not, however close") {
  const auto tied = exact("inputs: {x1: 1 to 10, x2: 1 to 10, x3: 1 to 10.01}\nformulas: {y: x1 * x2 * x3}\n");
  CHECK(tied.outputs[0].inputs[0].name == "x3");
  CHECK(tied.outputs[0].inputs[0].rank_last == 1);
  CHECK(tied.outputs[0].inputs[1].rank == 2);
  CHECK(tied.outputs[0].inputs[1].rank_last == 3);
}

TEST_CASE("another scale, or one output that is sampled beside it") {
  const std::string inputs = "inputs: {x1: 1 to 10, x2: 1 to 5}\n";
  botec::RankOptions options;
  options.scale = "linear";
  const auto linear = botec::rank(model_text(inputs + "formulas: {y: x1 * x2}\n"), options);
  CHECK(linear.value->outputs[0].total_method != "closed form");
  const auto both = exact(inputs + "formulas: {y: x1 * x2, z: x1 + x2}\n");
  CHECK(both.outputs[0].total_method == "closed form");
  CHECK(both.outputs[1].total_method != "closed form");
  CHECK(*both.outputs[1].inputs[0].total.standard_error > 0);
}
