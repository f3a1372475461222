// A fan as a table and as a chart, and what stands in the place of a date or of a number that is infinite.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "report/csv_report.h"
#include "report/json_report.h"
#include "report/series_text.h"
#include "report/text_report.h"

using namespace botec;

namespace {

StepResult step(double median, double factor) {
  StepResult result;
  result.point = median;
  result.mean = {median * 1.1, 0.0};
  result.sd = {median / 2, 0.0};
  for (const auto& [p, power] : {std::pair{0.05, -2}, {0.25, -1}, {0.5, 0}, {0.75, 1}, {0.95, 2}}) {
    result.quantiles.push_back({p, {median * std::pow(factor, power), 0.0}});
  }
  result.interval = {0.9, result.quantiles.front().at, result.quantiles.back().at};
  return result;
}

OutputResult fan() {
  OutputResult output;
  output.name = "cost";
  output.unit = "USD";
  const StepResult last = step(400, 2);
  output.quantiles = last.quantiles;
  output.interval = last.interval;
  output.mean = last.mean;
  output.sd = last.sd;
  output.series = SeriesResult{{"year", "date", true, {2024, 2025, 2026}, {"2024", "2025", "2026"}}, {step(100, 1), step(200, 1.5), last}};
  return output;
}

OutputResult crossing() {
  OutputResult output;
  output.name = "crossed";
  output.unit = "date";
  output.point = 2031.3;
  output.quantiles = {{0.05, {2029.5, 0.01}}, {0.5, {2031.25, 0.01}}, {0.95, {INFINITY, {}}}};
  output.interval = {0.9, output.quantiles.front().at, output.quantiles.back().at};
  output.infinite = InfiniteValues{{0.12, 0.001}, "`cost >= 1000` does not hold by 2035", "after 2035", true};
  return output;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a fan as a table and a chart") {
  TextOptions options;
  options.ascii = true;
  CHECK(headline(fan(), options) == "cost in 2026: 400 USD (90% interval: 100 to 1600)");
  const std::string text = joined(series_lines(fan(), options));
  CHECK(text.starts_with(R"(  in USD
  year    p5  p25  median  p75   p95
  2024   100  100     100  100   100
  2025  88.9  133     200  300   450
  2026   100  200     400  800  1600

       1600 +          .....
            |          .....
            |          :::::
            |          :::::
            |     .....:::::
        380 +     .....ooooo
)"));
  CHECK(has(text, "  . p5 to p95, : p25 to p75, o median; log axis\n"));
  options.ascii = false;
  CHECK(has(joined(series_lines(fan(), options)), "●"));
}

TEST_CASE("a date, and a time that may never come, in words") {
  const TextOptions options;
  CHECK(headline(crossing(), options) == "crossed: Apr 2031 (90% interval: Jul 2029 to after 2035)");
  const std::string text = joined(output_lines(crossing(), options));
  CHECK(has(text, "Apr 2031"));
  CHECK(has(text, "point estimate: Apr 2031"));
  CHECK(has(text, "standard error 0.010 years"));
  CHECK(has(text, "of the trials `cost >= 1000` does not hold by 2035"));
}

TEST_CASE("every quantile of every step in JSON and CSV, and null for what is infinite") {
  Result result;
  result.outputs = {fan(), crossing()};
  QuestionResult question{"dear", "P(cost > 300)", "", {0.6, 0.01}, {}, {}, {}};
  question.axis = result.outputs[0].series->axis;
  question.series = {{0.0, 0.0}, {0.2, 0.01}, {0.6, 0.01}};
  result.questions = {question};
  const std::string json = json_report(result);
  CHECK(has(json, R"("at": [2024, 2025, 2026])"));
  CHECK(has(json, R"("dates": ["2024-01-01", "2025-01-01", "2026-01-01"])"));
  CHECK(has(json, R"("beside": 2026)"));
  CHECK(has(json, R"("0.95": [100, 450, 1600])"));
  CHECK(has(json, R"("probability": [0, 0.2, 0.6])"));
  CHECK(has(json, R"("probability_never": 0.12)"));
  CHECK(has(json, R"("0.95": null)"));
  const std::string csv = csv_report(result);
  CHECK(has(csv, "step,cost[2025],p95,450,0,USD,\n"));
  CHECK(has(csv, "step,dear[2025],probability,0.2,0.01,,\n"));
  CHECK(has(csv, "output,crossed,probability_never,0.12,0.001,,\n"));
}
