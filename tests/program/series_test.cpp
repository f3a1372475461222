// Series, crossings and dates against closed forms. Quantiles are compared at five standard errors, which a right program misses
// once in two million comparisons; what is exact, to rounding.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.h"
#include "text/calendar.h"

using namespace botec;
using botec_test::model_text;

namespace {

constexpr double z95 = 1.6448536269514722;

Result run_model(const std::string& yaml, std::uint64_t samples = 1u << 17, const std::string& method = "sobol") {
  RunOptions options;
  options.samples = samples;
  options.method = method;
  const auto answer = run(model_text(yaml), options);
  REQUIRE_MESSAGE(answer.value, botec_test::rendered(answer.diagnostics));
  return *answer.value;
}

const OutputResult& output(const Result& result, const std::string& name) {
  for (const OutputResult& o : result.outputs) {
    if (o.name == name) return o;
  }
  FAIL("no output " << name);
  return result.outputs.front();
}

const QuestionResult& question(const Result& result, const std::string& name) {
  for (const QuestionResult& q : result.questions) {
    if (q.name == name) return q;
  }
  FAIL("no question " << name);
  return result.questions.front();
}

Estimate quantile_of(const std::vector<QuantileEstimate>& quantiles, double p) {
  for (const auto& q : quantiles) {
    if (q.probability == p) return q.at;
  }
  FAIL("no quantile");
  return {};
}

void check_near(const Estimate& found, double expected, double rounding = 1e-9) {
  REQUIRE(found.value);
  const double allowed = 5 * found.standard_error.value_or(0) + rounding * std::abs(expected);
  CHECK_MESSAGE(std::abs(*found.value - expected) <= allowed, *found.value << " instead of " << expected << " +- " << allowed);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2)); }
double value(const std::string& formula, const std::string& over = "over: {year: 2022 to 2030}\n") {
  return *run_model(over + "formulas:\n  y: " + formula + "\n", 512).outputs.at(0).constant;
}

}  // namespace

TEST_CASE("growth drawn anew each year: lognormal at each step, whose variance is the number of years") {
  const auto result = run_model(R"(
over: {year: 2024 to 2034}
inputs:
  growth: {distribution: normal, mean: 0.03, sd: 0.1, per: year}
formulas:
  size: previous(size * exp(growth), 100)
)");
  const auto& size = output(result, "size");
  REQUIRE(size.series);
  REQUIRE(size.series->steps.size() == 11);
  CHECK(size.series->axis.at.front() == 2024);
  CHECK(*size.series->steps[0].mean.value == 100);
  for (int k = 1; k <= 10; ++k) {
    const auto& step = size.series->steps[static_cast<std::size_t>(k)];
    for (const auto& [p, z] : {std::pair{0.05, -z95}, {0.5, 0.0}, {0.95, z95}}) {
      check_near(quantile_of(step.quantiles, p), 100 * std::exp(0.03 * k + z * 0.1 * std::sqrt(k)));
    }
    check_near(step.mean, 100 * std::exp(0.03 * k + 0.005 * k));
  }
}

TEST_CASE("neighbouring years that lean on each other: the variance of their sum is that of an AR(1)") {
  const auto result = run_model(R"(
over: {n: 1 to 12}
inputs:
  shock: {distribution: normal, mean: 0, sd: 2, per: n, ar: 0.6}
formulas:
  total: cumulative(shock)
  plain: shock
)");
  for (int n = 1; n <= 12; ++n) {
    double variance = n;
    for (int k = 1; k < n; ++k) variance += 2 * (n - k) * std::pow(0.6, k);
    const auto& step = output(result, "total").series->steps[static_cast<std::size_t>(n - 1)];
    check_near(step.sd, 2 * std::sqrt(variance));
    check_near(quantile_of(step.quantiles, 0.95), z95 * 2 * std::sqrt(variance));
    check_near(output(result, "plain").series->steps[static_cast<std::size_t>(n - 1)].sd, 2);
  }
}

TEST_CASE("an exponential with an uncertain rate crosses when its law says, or never") {
  // 100 * 10^(rate * t) passes 1e4 at t = 2 / rate: P(T < t) = P(rate > 2 / t); never by t = 20 where rate < 0.1.
  const double mean = 0.2, sd = 0.08;
  const auto result = run_model(R"(
over: {year: 2020 to 2040}
inputs:
  rate: {distribution: normal, mean: 0.2, sd: 0.08}
formulas:
  cost: 100 * 10^(rate * (year - 2020))
  crossed: {formula: crossing(cost >= 1e4), unit: date}
questions:
  by_2030: P(crossed < 2030)
  each: P(cost >= 1e4)
)", 1u << 19);
  const auto& crossed = output(result, "crossed");
  CHECK(crossed.unit == "date");
  REQUIRE(crossed.infinite);
  CHECK(crossed.infinite->never);
  CHECK(crossed.infinite->shown == "after 2040");
  check_near(crossed.infinite->probability, normal_cdf((0.1 - mean) / sd));
  CHECK_FALSE(crossed.mean.value);
  CHECK_FALSE(crossed.sd.value);
  for (const auto& [p, z] : {std::pair{0.05, -z95}, {0.25, -0.6744897501960817}, {0.5, 0.0}, {0.75, 0.6744897501960817}}) {
    // A decimal year between two Januaries is linear in the day, as the crossing is between two steps.
    check_near(quantile_of(crossed.quantiles, p), 2020 + 2 / (mean - z * sd), 1e-12);
  }
  CHECK(std::isinf(*quantile_of(crossed.quantiles, 0.95).value));
  check_near(question(result, "by_2030").probability, normal_cdf((mean - 0.2) / sd));
  const auto& each = question(result, "each");
  REQUIRE(each.series.size() == 21);
  for (int t = 1; t <= 20; ++t) check_near(each.series[static_cast<std::size_t>(t)], normal_cdf((mean - 2.0 / t) / sd), 1e-7);
}

TEST_CASE("a straight line crosses exactly too, at whatever steps") {
  for (const std::string over : {"over: {t: 0 to 10}\n", "over: {t: 0 to 10, step: 2.5}\n", "over: {t: 0 to 10, step: 0.1}\n"}) {
    CHECK(value("crossing(2 + 3 * t >= 10)", over) == doctest::Approx(8.0 / 3).epsilon(1e-12));
    CHECK(value("crossing(20 - 3 * t < 10)", over) == doctest::Approx(10.0 / 3).epsilon(1e-12));
    CHECK(value("crossing(exp(t) > 100)", over) == doctest::Approx(std::log(100)).epsilon(1e-12));
    CHECK(value("crossing(t - 5 > 0 - 2)", over) == doctest::Approx(3).epsilon(1e-12));
    CHECK(value("crossing(t >= 0)", over) == 0);               // already true
    CHECK(std::isinf(value("crossing(t > 11)", over)));        // never
    CHECK(value("crossing(t >= 10)", over) == doctest::Approx(10).epsilon(1e-12));
  }
  CHECK(value("crossing(t > 2.5 and t < 7)", "over: {t: 0 to 10}\n") == 3);   // of what is no comparison, the step
}

TEST_CASE("the first of two exponential waits is exponential with the sum of their rates") {
  const auto result = run_model(R"(
over: {t: 0 to 50}
inputs:
  a: exponential(mean=10)
  b: exponential(mean=15)
formulas:
  when_a: crossing(t > a)
  when_b: crossing(t > b)
  earliest: first(when_a, when_b)
questions:
  a_first: P(first(when_a, when_b) == when_a)
  largest: P(max(a, b) == b)
)", 1u << 18);
  const auto& earliest = output(result, "earliest");
  const double rate = 1.0 / 10 + 1.0 / 15;
  check_near(earliest.infinite->probability, std::exp(-50 * rate));
  for (const double p : {0.05, 0.5, 0.95}) check_near(quantile_of(earliest.quantiles, p), -std::log(1 - p) / rate);
  // Where both are never, the two are equal as well.
  check_near(question(result, "a_first").probability, (1.0 / 10) / rate * (1 - std::exp(-50 * rate)) + std::exp(-50 * rate));
  check_near(question(result, "largest").probability, 0.6);
}

TEST_CASE("dates: differences are durations, and durations move dates") {
  const double days = 1 / 365.25;
  CHECK(value("2028-03-01 - 2028-02-28") == doctest::Approx(2 * days).epsilon(1e-9));   // 2028 is a leap year
  CHECK(value("{formula: \"2028-02-28 + 2 [day]\", unit: date}") == doctest::Approx(year_of_date(*parse_date("2028-03-01"))));
  CHECK(value("{formula: \"2028-03 - 1 [day]\", unit: date}") == doctest::Approx(year_of_date(*parse_date("2028-02-29"))));
  CHECK(value("if(2027-01-01 < 2028, 1, 2)") == 1);
  CHECK(value("max(2027-01-01, 2028) - 2028-01-01") == 0);
  CHECK(value("at(year - 2022, 2025)") == 3);                              // calendar years, exactly
  CHECK(value("at(2^(year - 2022), 2025)") == 8);
  CHECK(value("at(year - 2022-01-01, 2023)") == doctest::Approx(365 * days).epsilon(1e-9));
  CHECK(value("at((year - 2022) * 0.5 [1/year], 2026)") == doctest::Approx(2).epsilon(1e-12));
  CHECK(value("at((year - 2022) + 1, 2026)") == 5);
  CHECK(value("at(cumulative(year - 2021), 2024)") == 6);
  CHECK(value("at(previous(year, 2000-01-01) - 2022, 2026)") == 3);
  CHECK(value("at(2 * (year - 2022), 2024-07-01)") == doctest::Approx(4 + 2 * 182.0 / 366).epsilon(1e-9));
}

TEST_CASE("a date as an input is normal about the middle of its range") {
  const auto result = run_model(R"(
inputs:
  launch: 2026-03-01 to 2027-09-30
  delay: {range: -30 to 60 day, distribution: normal}
formulas:
  start: launch + delay
questions:
  early: P(launch < 2026-12-15)
)");
  const double low = *parse_date("2026-03-01"), high = *parse_date("2027-09-30");
  const double mean = (low + high) / 2 + 15 / 365.25, sd = std::hypot((high - low) / 2, 45 / 365.25) / z95;
  const auto& start = output(result, "start");
  check_near(quantile_of(start.quantiles, 0.5), year_of_date(mean));
  check_near(quantile_of(start.quantiles, 0.95), year_of_date(mean + z95 * sd));
  check_near(start.sd, sd);
  const double z = (*parse_date("2026-12-15") - (low + high) / 2) / ((high - low) / 2 / z95);
  check_near(question(result, "early").probability, normal_cdf(z));
}

TEST_CASE("months are steps of the calendar") {
  const auto result = run_model("over: {when: 2024-01-01 to 2025-01-01, step: 3 months}\nformulas:\n  n: when - 2024-01-01\n", 512);
  const auto& series = *result.outputs.at(0).series;
  CHECK(series.axis.labels == std::vector<std::string>{"2024", "2024-04-01", "2024-07-01", "2024-10-01", "2025"});
  CHECK(*series.steps[1].mean.value == doctest::Approx(91 / 365.25));
}

TEST_CASE("two series that look back at each other") {
  // Fibonacci.
  const auto result = run_model("over: {n: 1 to 10}\nformulas:\n  a: previous(b, 1)\n  b: previous(a + b, 1)\noutputs: [a, b]\n", 512);
  CHECK(*output(result, "a").series->steps.back().mean.value == 55);
  CHECK(*output(result, "b").series->steps.back().mean.value == 89);
}

TEST_CASE("the same series by nets, cubes and plain draws, on one thread or three") {
  const std::string yaml = R"(
over: {year: 2024 to 2030}
inputs:
  growth: {range: 0.05 to 0.4, per: year, ar: 0.3}
formulas:
  size: previous(size * (1 + growth), 1)
  crossed: crossing(size > 3)
)";
  RunOptions options;
  options.samples = 1u << 15;
  options.threads = 1;
  const auto one = run(model_text(yaml), options);
  options.threads = 3;
  const auto three = run(model_text(yaml), options);
  REQUIRE(one.value);
  REQUIRE(three.value);
  for (std::size_t i = 0; i < 11; ++i) {
    CHECK(one.value->outputs[1].quantiles[i].at.value == three.value->outputs[1].quantiles[i].at.value);
    CHECK(one.value->outputs[0].series->steps[3].quantiles[i].at.value == three.value->outputs[0].series->steps[3].quantiles[i].at.value);
  }
  const auto plain = run_model(yaml, 1u << 17, "plain");
  const auto& net = output(*one.value, "size").series->steps[5];
  const auto& drawn = output(plain, "size").series->steps[5];
  const auto median = quantile_of(net.quantiles, 0.5), other = quantile_of(drawn.quantiles, 0.5);
  CHECK(std::abs(*median.value - *other.value) <= 5 * std::hypot(*median.standard_error, *other.standard_error));
}
