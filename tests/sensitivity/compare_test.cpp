// Comparisons against hand-computed splits and closed forms.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

botec::CompareSide side(const std::string& yaml, const std::string& scenario = "base", const std::string& label = "side") {
  return {model_text(yaml), scenario, label};
}

botec::CompareResult comparison(const botec::CompareSide& a, const botec::CompareSide& b, const botec::RunOptions& options = {}) {
  const auto answer = botec::compare(a, b, options);
  INFO(rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return *answer.value;
}

botec::CompareResult comparison(const std::string& a, const std::string& b, const botec::RunOptions& options = {}) {
  return comparison(side(a), side(b), options);
}

const botec::ComparedChange& change(const botec::ComparedOutput& output, const std::string& name) {
  for (const auto& c : output.changes) {
    if (c.name == name) return c;
  }
  FAIL("no change named " << name);
  return output.changes.front();
}

// An error of 0 claims that the figure is exact to rounding.
void check_exact(const botec::Estimate& e, double truth) {
  REQUIRE(e.value.has_value());
  CHECK(*e.value == doctest::Approx(truth).epsilon(1e-13));
  CHECK(*e.standard_error == 0);
}

void check_within(const botec::Estimate& e, double truth) {
  INFO(*e.value << " for " << truth << ", standard error " << *e.standard_error);
  CHECK(*e.standard_error > 0);
  CHECK(distance(e, truth) < far);
}

// Products of factors, or sums of terms, against the whole.
void check_adds_up(const botec::ComparedOutput& output) {
  for (const bool middle : {false, true}) {
    const botec::ComparedSplit& split = middle ? output.middle : output.point;
    if (!split.total.value) continue;
    double sum = 0, size = 0;
    for (const auto& c : output.changes) {
      const double part = *(middle ? c.middle : c.point).value;
      const double term = split.scale == "ratio" ? std::log(part) : part;
      sum += term;
      size += std::abs(term);
    }
    const double whole = split.scale == "ratio" ? std::log(*split.total.value) : *split.total.value;
    CHECK(std::abs(sum - whole) <= 1e-13 * std::max(size, 1.0));
  }
}

}  // namespace

TEST_CASE("the two estimates of AlphaStar: every factor to the last digit") {
  const auto model = botec::open_model(BOTEC_SOURCE_DIR "/models/alphastar.yaml");
  REQUIRE(model);
  const auto result = comparison({*model, "thread", "thread"}, {*model, "blog", "blog"});
  REQUIRE(result.outputs.size() == 1);
  const auto& output = result.outputs[0];
  REQUIRE(output.changes.size() == 4);
  for (const auto& [name, factor] : {std::pair{"agents", 50.0}, {"training_time", 14.0 / 44}, {"accelerators", 0.5}, {"utilization", 0.5 / 0.33}}) {
    check_exact(change(output, name).point, factor);
    check_exact(change(output, name).middle, factor);
  }
  CHECK(output.changes[0].name == "agents");   // the strongest first
  check_exact(output.point.total, 600.0 * 14 * 16 * 0.5 / (12.0 * 44 * 32 * 0.33));
  check_adds_up(output);
  CHECK(*output.a_larger.value == 0);
  CHECK(*output.a_larger.standard_error == 0);
}

TEST_CASE("units that differ are brought together, and those that cannot be are listed") {
  const auto days = comparison("inputs: {t: 2 day, p: 3 W}\nformulas: {e: t * p}\n", "inputs: {t: 96 hour, p: 3 W}\nformulas: {e: {formula: t * p, unit: kWh}}\n");
  REQUIRE(days.outputs[0].changes.size() == 1);
  check_exact(change(days.outputs[0], "t").point, 2);
  CHECK(days.units.size() == 2);
  const auto same = comparison("inputs: {t: 1 to 3 day}\nformulas: {e: t * 2}\n", "inputs: {t: 24 to 72 hour}\nformulas: {e: t * 2}\n");
  CHECK(same.outputs[0].changes.empty());
  CHECK(*same.outputs[0].equal.value == 1);
  const auto chips = botec::open_model(BOTEC_SOURCE_DIR "/models/alphastar.yaml");
  const auto mended = comparison({*chips, "thread", "thread"}, {*chips, "chips", "chips"});
  check_exact(change(mended.outputs[0], "peak").point, 4 * 123.0 / 420);   // a board has four chips
  check_exact(change(mended.outputs[0], "accelerators").point, 0.25);
  CHECK(std::any_of(mended.units.begin(), mended.units.end(), [](const auto& u) { return u.name == "peak"; }));
}

// f = x·y + z - 100. With A = (1, 2, 3) and B = (4, 6, 10): x·y goes from 2 to 24, which x and y share by halves of what each does
// first and last: x (6 + 18)/2 = 12, y (4 + 16)/2 = 10, z 7. It is negative, so that its logarithm cannot be split.
TEST_CASE("a formula that is not a product: Shapley values by hand") {
  const std::string formula = "formulas: {f: x * y + z - 100}\n";
  const auto linear = comparison("inputs: {x: 1, y: 2, z: 3}\n" + formula, "inputs: {x: 4, y: 6, z: 10}\n" + formula);
  const auto& output = linear.outputs[0];
  CHECK(output.point.scale == "difference");
  check_exact(change(output, "x").point, 12);
  check_exact(change(output, "y").point, 10);
  check_exact(change(output, "z").point, 7);
  check_exact(output.point.total, 29);
  check_adds_up(output);
  // Sums in logarithms: f = x + y from (1, 1) to (3, 7). x: ½ (log 4/2 + log 10/8), y: ½ (log 10/4 + log 8/2).
  const auto ratio = comparison("inputs: {x: 1, y: 1}\nformulas: {f: x + y}\n", "inputs: {x: 3, y: 7}\nformulas: {f: x + y}\n");
  CHECK(ratio.outputs[0].point.scale == "ratio");
  check_exact(change(ratio.outputs[0], "x").point, std::sqrt(2.0 * 1.25));
  check_exact(change(ratio.outputs[0], "y").point, std::sqrt(2.5 * 4));
  check_adds_up(ratio.outputs[0]);
}

TEST_CASE("exchanged sides give the inverse") {
  const std::string a = "inputs: {x: 1 to 10, y: 3, z: 'uniform(low=1, high=2)'}\nformulas: {f: x * y + z}\n";
  const std::string b = "inputs: {x: 5 to 20, y: 4, z: 'uniform(low=2, high=5)'}\nformulas: {f: x * y + 2 * z}\n";
  const auto forth = comparison(a, b).outputs[0], back = comparison(b, a).outputs[0];
  REQUIRE(forth.changes.size() == 4);
  for (const auto& c : forth.changes) {
    const auto& other = change(back, c.name);
    CHECK(*c.point.value * *other.point.value == doctest::Approx(1).epsilon(1e-13));
    CHECK(*c.middle.value * *other.middle.value == doctest::Approx(1).epsilon(1e-13));
  }
  check_adds_up(forth);
  check_adds_up(back);
  // Drawn from other coordinates: within 6.5 joint errors.
  const double joint = std::hypot(*forth.a_larger.standard_error, *back.a_larger.standard_error);
  CHECK(std::abs(*forth.a_larger.value + *back.a_larger.value - 1) < far * joint);
}

TEST_CASE("medians of products of lognormals are split without trials") {
  const std::string formulas = "formulas: {f: x^2 * y / z}\n";
  const auto result = comparison("inputs: {x: 1 to 10, y: 2 to 3, z: 5}\n" + formulas, "inputs: {x: 2 to 18, y: 2 to 3, z: 1 to 4}\n" + formulas);
  const auto& output = result.outputs[0];
  CHECK(output.middle.samples == 0);
  check_exact(change(output, "x").middle, 36.0 / 10);   // medians √10 and 6, squared
  check_exact(change(output, "z").middle, 5.0 / 2);
  check_exact(output.middle.total, 9);
  check_adds_up(output);
}

// The author's points move the point estimate and leave the medians alone.
TEST_CASE("an input whose point alone differs") {
  const std::string formulas = "formulas: {f: 2 * x}\n";
  const auto result = comparison("inputs: {x: {range: 1 to 4, point: 2}}\n" + formulas, "inputs: {x: {range: 1 to 4, point: 3}}\n" + formulas);
  check_exact(change(result.outputs[0], "x").point, 1.5);
  check_exact(change(result.outputs[0], "x").middle, 1);
  CHECK(result.outputs[0].shared == std::vector<std::string>{"x"});
  CHECK(*result.outputs[0].equal.value == 1);
}

// The engine sees no closed form in a maximum, but this one is always x, whose medians are 10 and 12.
TEST_CASE("sampled medians of what has a known one") {
  const std::string formulas = "formulas: {f: 'max(x, -1000) + 0 * y - 50'}\n";
  const auto result = comparison("inputs: {x: 'normal(mean=10, sd=2)', y: 1 to 2}\n" + formulas, "inputs: {x: 'normal(mean=12, sd=5)', y: 1 to 2}\n" + formulas);
  const auto& output = result.outputs[0];
  CHECK(output.middle.scale == "difference");
  CHECK(output.middle.samples > 0);
  check_within(change(output, "x").middle, 2);
  check_adds_up(output);
}

// Of 100 intervals of 95%, fewer than 85 hold their truth with probability 1e-4 (binomial), so a false alarm in the four checks
// has under one in a thousand. That the intervals are not far too wide is seen by the root mean square of the distance, 1.07 for
// Student's t with 15 degrees of freedom.
TEST_CASE("errors of sampled parts and of P(A > B), over 100 seeds") {
  const std::string formulas = "formulas: {f: 'max(x + y, -1000) - 50'}\n";
  const std::string a = "inputs: {x: 'normal(mean=10, sd=2)', y: 'normal(mean=1, sd=1)'}\n" + formulas;
  const std::string b = "inputs: {x: 'normal(mean=12, sd=5)', y: 'normal(mean=4, sd=2)'}\n" + formulas;
  const double p = 0.5 * std::erfc(5 / std::sqrt(4.0 + 1 + 25 + 4) / std::sqrt(2.0));
  constexpr int seeds = 100;
  const double t = 2.131449545559323;
  std::vector<int> covered(4, 0);
  std::vector<double> squares(4, 0.0);
  for (int seed = 1; seed <= seeds; ++seed) {
    botec::RunOptions options;
    options.seed = static_cast<std::uint64_t>(seed);
    options.samples = 16384;
    const auto output = comparison(a, b, options).outputs[0];
    const double distances[] = {distance(change(output, "x").middle, 2), distance(change(output, "y").middle, 3), distance(output.middle.total, 5),
                                distance(output.a_larger, p)};
    for (std::size_t i = 0; i < 4; ++i) {
      covered[i] += distances[i] <= t ? 1 : 0;
      squares[i] += distances[i] * distances[i] / seeds;
    }
  }
  for (std::size_t i = 0; i < 4; ++i) {
    INFO("figure " << i << ": covered " << covered[i] << " of 100, root mean square distance " << std::sqrt(squares[i]));
    CHECK(covered[i] >= 85);
    CHECK(std::sqrt(squares[i]) > 0.6);
  }
}

TEST_CASE("formulas that changed are one change, and are listed") {
  const auto result = comparison("inputs: {x: 2, y: 5}\nformulas: {half: x / 2, f: half * y}\n", "inputs: {x: 4, y: 5, w: 3}\nformulas: {half: x / 2, f: half * y * w}\n");
  const auto& output = result.outputs[0];
  REQUIRE(output.changes.size() == 2);
  check_exact(change(output, "x").point, 2);
  check_exact(change(output, "formulas").point, 3);
  check_adds_up(output);
  REQUIRE(result.formulas.size() == 1);
  CHECK(result.formulas[0].name == "f");
  CHECK(result.formulas[0].b == "half * y * w");
  REQUIRE(result.only_b.size() == 1);
  CHECK(result.only_b[0].name == "w");
  CHECK(result.only_a.empty());
  // Another order of the factors of `*` is the same formula.
  CHECK(comparison("inputs: {x: 2, y: 5}\nformulas: {f: x * y}\n", "inputs: {x: 2, y: 5}\nformulas: {f: y * x}\n").outputs[0].changes.empty());
}

TEST_CASE("a constant that is an exponent of a unit") {
  const std::string formulas = "formulas: {v: length^n * 3}\n";
  const auto result = comparison("inputs: {length: 2 m, n: 2}\n" + formulas, "inputs: {length: 6 m, n: 2}\n" + formulas);
  check_exact(change(result.outputs[0], "length").point, 9);
}

TEST_CASE("twenty inputs that differ: orders are drawn, and a product has no error") {
  // Of a product every order gives the same; a sum of products of neighbours, in logarithms, depends on the order. That drawn orders agree with all
  // combinations, within their errors, is tested with the game itself.
  std::string a = "inputs: {", b = a, sum, product;
  for (int i = 0; i < 20; ++i) {
    const std::string x = "x" + std::to_string(i);
    a += x + ": " + std::to_string(i + 1) + ", ";
    b += x + ": " + std::to_string(2 * i + 3) + ", ";
    product += (i == 0 ? "" : " * ") + x;
    sum += (i == 0 ? "" : " + ") + x + (i % 2 == 0 ? " * x" + std::to_string(i + 1) : "");
  }
  const auto products = comparison(a + "}\nformulas: {f: " + product + "}\n", b + "}\nformulas: {f: " + product + "}\n").outputs[0];
  REQUIRE(products.changes.size() == 20);
  CHECK_FALSE(products.point.all_orders);
  for (int i = 0; i < 20; ++i) {
    const auto& part = change(products, "x" + std::to_string(i)).point;
    CHECK(*part.value == doctest::Approx((2.0 * i + 3) / (i + 1)).epsilon(1e-12));
    CHECK(*part.standard_error == 0);
  }
  const auto sums = comparison(a + "}\nformulas: {f: " + sum + "}\n", b + "}\nformulas: {f: " + sum + "}\n").outputs[0];
  CHECK(*sums.changes[0].point.standard_error > 0);
  CHECK(*sums.changes[0].point.standard_error < 0.01);
  check_adds_up(sums);
}

TEST_CASE("P(A > B) with inputs drawn once and drawn twice") {
  // Independent: Φ(-1/√(1 + 4)).
  const auto apart = comparison("inputs: {x: 'normal(mean=1, sd=1)'}\nformulas: {f: x}\n", "inputs: {x: 'normal(mean=2, sd=2)'}\nformulas: {f: x}\n").outputs[0];
  CHECK(apart.shared.empty());
  check_within(apart.a_larger, 0.5 * std::erfc(1 / std::sqrt(5.0) / std::sqrt(2.0)));
  // c + x against c + y, where c is alike and cancels: Φ(-1/√2).
  const auto shared = comparison("inputs: {c: 'normal(mean=0, sd=100)', x: 'normal(mean=1, sd=1)'}\nformulas: {f: c + x}\n",
                                 "inputs: {c: 'normal(mean=0, sd=100)', x: 'normal(mean=2, sd=1)'}\nformulas: {f: c + x}\n").outputs[0];
  CHECK(shared.shared == std::vector<std::string>{"c"});
  check_within(shared.a_larger, 0.5 * std::erfc(1 / std::sqrt(2.0) / std::sqrt(2.0)));
  // Two dice of four and six sides: 6 of 24 above, 4 of 24 equal.
  const auto dice = comparison("inputs: {d: 'integer(low=1, high=4)'}\nformulas: {f: d}\n", "inputs: {d: 'integer(low=1, high=6)'}\nformulas: {f: d}\n").outputs[0];
  check_within(dice.a_larger, 6.0 / 24);
  check_within(dice.equal, 4.0 / 24);
}

TEST_CASE("correlations are a change of their own, and correlated inputs are drawn once together or not at all") {
  const std::string inputs = "inputs: {x: 'normal(mean=10, sd=3)', y: 'normal(mean=10, sd=3)'}\nformulas: {f: 'max(x, y)'}\n";
  const auto correlated = [&](double rank) { return inputs + "correlations: [{inputs: [x, y], rank: " + std::to_string(rank) + "}]\n"; };
  const auto result = comparison(inputs, correlated(0.9));
  REQUIRE(result.outputs[0].changes.size() == 1);
  // The median m of the maximum of two independent ones has Φ² = ½; that with correlation ρ lies lower.
  CHECK(result.outputs[0].changes[0].kind == "correlations");
  CHECK(*result.outputs[0].middle.total.value < 0.99);
  REQUIRE(result.correlations.size() == 1);
  CHECK(result.correlations[0].b == "0.9");
  CHECK(result.outputs[0].shared.empty());
  const auto same = comparison(correlated(0.5), correlated(0.5)).outputs[0];
  CHECK(same.changes.empty());
  CHECK(*same.equal.value == 1);
}

TEST_CASE("what is true or false is split by its probability") {
  const auto result = comparison("inputs: {x: 'normal(mean=0, sd=1)'}\nformulas: {f: x > 1}\n", "inputs: {x: 'normal(mean=1, sd=1)'}\nformulas: {f: x > 1}\n").outputs[0];
  CHECK(result.middle_kind == "probability");
  check_within(change(result, "x").middle, 0.5 / (0.5 * std::erfc(1 / std::sqrt(2.0))));
}

TEST_CASE("questions are compared by their probabilities") {
  const std::string formulas = "formulas: {f: x + y}\nquestions: {q: P(f > 3)}\n";
  const auto result = comparison("inputs: {x: 'normal(mean=0, sd=1)', y: 2}\n" + formulas, "inputs: {x: 'normal(mean=0, sd=1)', y: 3}\n" + formulas);
  REQUIRE(result.outputs.size() == 2);
  CHECK(result.outputs[1].question);
  CHECK(*result.outputs[1].a.mean.value == doctest::Approx(0.5 * std::erfc(1 / std::sqrt(2.0))).epsilon(1e-9));
  check_within(change(result.outputs[1], "y").middle, 0.5 / (0.5 * std::erfc(1 / std::sqrt(2.0))));
}

TEST_CASE("conditions hold on their own side, and in both for the question which is larger") {
  const std::string formulas = "formulas: {f: x}\n";
  const auto result = comparison("inputs: {x: 'uniform(low=0, high=1)'}\n" + formulas + "given: [x > 0.5]\n", "inputs: {x: 'uniform(low=0, high=2)'}\n" + formulas + "given: [x > 0.5]\n").outputs[0];
  check_within(result.middle.total, 1.25 / 0.75);
  // X on (½, 1), Y on (½, 2): P(X > Y) = E[(X - ½)/1.5] = 1/6.
  check_within(result.a_larger, 1.0 / 6);
}

TEST_CASE("a time that never comes is after all others") {
  // Waits are uniform on 23 and on 41 years, and one sees 10 years ahead: it comes with 10/23 and 10/41, then uniform on those 10.
  const auto model = [](const std::string& most) {
    return "over: {year: 2025 to 2035}\ninputs: {wait: 'uniform(low=0, high=" + most + ")'}\nformulas: {when: {formula: crossing(year - 2025 >= wait), unit: date}}\n";
  };
  const auto result = comparison(model("23"), model("41")).outputs[0];
  constexpr double a = 10.0 / 23, b = 10.0 / 41;
  check_within(result.a_larger, (1 - a) * b + a * b / 2);
  check_within(result.equal, (1 - a) * (1 - b));
}

TEST_CASE("what is compared is in the unit of A, its picture too") {
  const auto result = comparison("inputs: {x: 2 to 3 hour}\nformulas: {f: {formula: x, unit: hour}}\n", "inputs: {x: 2 to 3 hour}\nformulas: {f: {formula: x, unit: minute}}\n").outputs[0];
  CHECK(result.b.histogram.low == doctest::Approx(result.a.histogram.low).epsilon(1e-9));
  CHECK(result.b.histogram.high == doctest::Approx(result.a.histogram.high).epsilon(1e-9));
  CHECK(*result.b.interval.low.value == doctest::Approx(2).epsilon(1e-9));
}

TEST_CASE("a mixture without a value, and nothing that differs") {
  const std::string formulas = "formulas: {f: sqrt(x - y)}\n";
  const auto result = comparison("inputs: {x: 3, y: 2}\n" + formulas, "inputs: {x: 9, y: 5}\n" + formulas).outputs[0];
  CHECK(result.changes[0].point.value == std::nullopt);   // 3 - 5 has no root
  CHECK_FALSE(result.point.why_none.empty());
  const auto nothing = comparison("inputs: {x: 1 to 3}\nformulas: {f: x}\n", "inputs: {x: 1 to 3}\nformulas: {f: x}\n").outputs[0];
  CHECK(nothing.changes.empty());
  check_exact(nothing.point.total, 1);
  CHECK(*nothing.equal.value == 1);
}

TEST_CASE("what cannot be compared is said") {
  const auto outcome = [](const botec::CompareSide& a, const botec::CompareSide& b, const std::string& kind, const std::string& words) {
    const auto answer = botec::compare(a, b, {});
    CHECK_FALSE(answer.value.has_value());
    INFO(rendered(answer.diagnostics));
    CHECK(has_kind(answer.diagnostics, kind));
    CHECK(rendered(answer.diagnostics).find(words) != std::string::npos);
    return answer.outcome;
  };
  const std::string good = "inputs: {x: 3}\nformulas: {f: x}\nscenarios: {high: {x: 4}}\n";
  CHECK(outcome(side(good), side(good, "hihg", "m.yaml#hihg"), "unknown-scenario", "B (m.yaml#hihg)") == botec::Outcome::command_line_at_fault);
  CHECK(outcome(side("inputs: {x: 3}\nformulas: {f: y}\n"), side(good), "unknown-name", "A (side)") == botec::Outcome::model_at_fault);
  CHECK(outcome(side(good), side("inputs: {x: 3 m}\nformulas: {f: x}\n"), "unit-mismatch", "`f` is") == botec::Outcome::model_at_fault);
  CHECK(outcome(side(good), side("inputs: {x: 3}\nformulas: {g: x, h: x}\n"), "nothing-to-compute", "A has `f`, and B has `g`, `h`") == botec::Outcome::model_at_fault);
  // Different names, but one output each.
  CHECK(comparison(good, "inputs: {x: 6}\nformulas: {g: x}\n").outputs[0].name_b == "g");
}

TEST_CASE("the same bytes for any number of threads") {
  const std::string a = "inputs: {x: 1 to 10, y: 'uniform(low=1, high=2)'}\nformulas: {f: x + y}\n", b = "inputs: {x: 2 to 30, y: 'uniform(low=3, high=4)'}\nformulas: {f: x + y}\n";
  botec::RunOptions one, three;
  one.threads = 1;
  three.threads = 3;
  const auto first = comparison(a, b, one).outputs[0], second = comparison(a, b, three).outputs[0];
  CHECK(*first.changes[0].middle.value == *second.changes[0].middle.value);
  CHECK(*first.middle.total.standard_error == *second.middle.total.standard_error);
  CHECK(*first.a_larger.value == *second.a_larger.value);
}
