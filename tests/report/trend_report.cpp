// The answer of `botec trend` as text, JSON and CSV.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "report/trend_report.h"

using namespace botec;

namespace {

TrendFigure figure(double point, double low, double high) {
  return {point, {low, 0.001 * low}, {point, 0.001 * point}, {high, 0.001 * high}};
}

TrendFigures figures(const std::string& rule, std::size_t n) {
  TrendFigures f;
  f.rule = rule;
  f.n = n;
  f.r2 = 0.8765;
  f.slope = figure(0.6, 0.5, 0.7);
  f.growth = figure(3.98, 3.16, 5.01);
  f.doubling_time = figure(0.502, 0.43, 0.602);
  f.tenfold_time = figure(1.667, 1.429, 2);
  f.not_positive = {0.0, 0.0};
  return f;
}

TrendResult sample() {
  TrendResult result;
  result.model = {"A trend", "", "trend.yaml", "base"};
  result.run.method = "plain";
  result.run.samples = 131072;
  TrendReport trend;
  trend.name = "frontier";
  trend.data = "systems";
  trend.x = "date";
  trend.y = "compute";
  trend.unit = "FLOP";
  trend.x_unit = "year";
  trend.slope_unit = "1/year";
  trend.dates = true;
  trend.scale = "log";
  trend.fit = "least_squares";
  trend.method = "bootstrap";
  trend.noise = 2;
  trend.eligible = 5;
  trend.missing = 1;
  trend.first_x = 2012;
  trend.last_x = 2016;
  trend.first = "2012-01-01";
  trend.last = "2016-01-01";
  trend.figures = figures("records", 4);
  trend.residual_sd = 0.3;
  trend.lowest = {"AlexNet", 0.45, 0.669};
  trend.highest = {"VGG", 0.72, 0.418};
  trend.sweep = {figures("all", 5)};
  for (int i = 0; i < 5; ++i) {
    trend.points.push_back({2012.0 + i, 17 + 0.6 * i + (i % 2) * 0.3, i != 2});
    trend.line.push_back(17.1 + 0.6 * i);
  }
  result.trends.push_back(trend);
  return result;
}

}  // namespace

TEST_CASE("text: what was fitted, how surely, and which band that is") {
  for (const bool ascii : {false, true}) {
    TextOptions options;
    options.ascii = ascii;
    const std::string text = trend_text(sample(), options);
    for (const char* part : {"4 points from 2012-01-01 to 2016-01-01", "chosen by `records` from 5", "1 row is blank", "uncertain by a factor of 2",
                             "single values scatter around it", "6.02 months (90% interval: 5.2 to 7.2)", "per year", "none of 131,072 lines",
                             "5.02 months without VGG", "8.03 months without AlexNet", "131,072 lines a trend"}) {
      CAPTURE(part);
      // Lines are broken where the terminal ends.
      std::string flat;
      for (const char c : text) {
        if (c == '\n' || c == ' ') {
          if (!flat.empty() && flat.back() != ' ') flat += ' ';
        } else {
          flat += c;
        }
      }
      CHECK(flat.find(part) != std::string::npos);
    }
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= options.width);
    if (ascii) CHECK(text.find_first_of("\xe2\xc2") == std::string::npos);
  }
}

TEST_CASE("the chart shows every row, and the chosen ones otherwise than the others") {
  TextOptions options;
  options.ascii = true;
  const auto lines = trend_chart(sample().trends[0], options);
  std::string all;
  for (const auto& line : lines) all += line;
  CHECK(std::count(all.begin(), all.end(), '*') == 4);
  CHECK(std::count(all.begin(), all.end(), 'o') == 1);
  CHECK(lines.back().find("2012") != std::string::npos);
}

TEST_CASE("JSON and CSV hold every figure; an infinite time is null") {
  TrendResult result = sample();
  result.trends[0].figures.doubling_time.high = {std::numeric_limits<double>::infinity(), {}};
  const auto json = nlohmann::json::parse(trend_json(result));
  const auto& trend = json.at("trends").at("frontier");
  CHECK(trend.at("band") == "line");
  CHECK(trend.at("slope").at("point") == 0.6);
  CHECK(trend.at("doubling_time").at("high").is_null());
  CHECK(trend.at("doubling_time").at("low") == 0.43);
  CHECK(trend.at("leave_one_out").at("lowest_slope").at("without") == "AlexNet");
  CHECK(trend.at("sweep").at(0).at("rule") == "all");
  CHECK(trend.at("probability_slope_not_positive").at("value") == 0);
  const std::string csv = trend_csv(result);
  CHECK(csv.starts_with("trend,rule,quantity,point,low,median,high,unit\n"));
  CHECK(csv.find("frontier,records,doubling_time,0.502,0.43,0.502,,year\n") != std::string::npos);
}
