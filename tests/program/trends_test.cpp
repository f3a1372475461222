// Trends in formulas against closed forms of linear regression and against the resampler asked directly.
#include <doctest/doctest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "data/table.h"
#include "distributions/family.h"
#include "program/compile.h"
#include "program/fit_trends.h"
#include "model/read_model.h"
#include "random/stream.h"
#include "report/json_report.h"
#include "report/trend_report.h"
#include "samples/evaluator.h"
#include "sensitivity/trend_study.h"
#include "support.h"
#include "text/calendar.h"
#include "trend.h"

using namespace botec;
using botec_test::rendered;

namespace {

// A folder with one table in it.
class DataFolder {
 public:
  explicit DataFolder(const std::string& csv) : path_(std::filesystem::temp_directory_path() / ("botec_trends_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "data.csv") << csv;
  }
  ~DataFolder() { std::filesystem::remove_all(path_); }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  ModelText model(const std::string& yaml) const {
    ModelText text = botec_test::model_text("data: {points: {file: data.csv}}\n" + yaml);
    text.directory = path_.string();
    return text;
  }

 private:
  std::filesystem::path path_;
};

constexpr const char* table =
    "name,x,y\na,1,2.1\nb,2,3.9\nc,3,6.2\nd,4,7.8\ne,5,10.4\nf,7,13.7\ng,8,16.4\nh,9,17.7\n";

Result result_of(const ModelText& model, std::uint64_t samples = 1u << 18, unsigned threads = 0) {
  RunOptions options;
  options.samples = samples;
  options.threads = threads;
  auto answer = run(model, options);
  INFO(rendered(answer.diagnostics));
  REQUIRE(answer.value);
  return std::move(*answer.value);
}

const OutputResult& output(const Result& result, const std::string& name) {
  for (const auto& o : result.outputs) {
    if (o.name == name) return o;
  }
  FAIL(name);
  return result.outputs.front();
}

// The least squares line of the table above and its classical errors, from the textbook's sums.
struct Textbook {
  double n = 8, x_mean = 39.0 / 8, sxx = 0, slope = 0, level = 0, sd = 0;
  Textbook() {
    const double x[] = {1, 2, 3, 4, 5, 7, 8, 9}, y[] = {2.1, 3.9, 6.2, 7.8, 10.4, 13.7, 16.4, 17.7};
    double sxy = 0;
    for (int i = 0; i < 8; ++i) level += y[i] / 8;
    for (int i = 0; i < 8; ++i) sxx += (x[i] - x_mean) * (x[i] - x_mean), sxy += (x[i] - x_mean) * (y[i] - level);
    slope = sxy / sxx;
    double rss = 0;
    for (int i = 0; i < 8; ++i) rss += std::pow(y[i] - level - slope * (x[i] - x_mean), 2);
    sd = std::sqrt(rss / 6);
  }
  double line(double x) const { return level + slope * (x - x_mean); }
  double line_error(double x) const { return sd * std::sqrt(1 / n + (x - x_mean) * (x - x_mean) / sxx); }
  double prediction_error(double x) const { return sd * std::sqrt(1 + 1 / n + (x - x_mean) * (x - x_mean) / sxx); }
};

// Student's t with 6 degrees of freedom: p 95% and 97.5%, from printed tables.
constexpr double t95 = 1.943180280505325;

constexpr double standard_errors = 4.9;   // one in a million, for each of the figures below

void check_end(const Estimate& found, double wanted) {
  REQUIRE(found.value);
  CHECK(std::abs(*found.value - wanted) <= standard_errors * found.standard_error.value_or(0) + 1e-9 * std::abs(wanted));
}

}  // namespace

TEST_CASE("the classical predictive distribution has Student's t intervals") {
  const DataFolder folder(table);
  const Result result = result_of(folder.model(R"(
trends: {line: {data: points, x: x, y: y, method: least_squares}}
formulas:
  slope: line.slope
  there: line(12)
  next: line.predict(12)
outputs: [slope, there, next]
)"));
  const Textbook book;
  const OutputResult &slope = output(result, "slope"), &at = output(result, "there"), &next = output(result, "next");
  CHECK(*slope.point == doctest::Approx(book.slope).epsilon(1e-12));
  check_end(slope.interval.low, book.slope - t95 * book.sd / std::sqrt(book.sxx));
  check_end(slope.interval.high, book.slope + t95 * book.sd / std::sqrt(book.sxx));
  CHECK(*at.point == doctest::Approx(book.line(12)).epsilon(1e-12));
  check_end(at.interval.low, book.line(12) - t95 * book.line_error(12));
  check_end(at.interval.high, book.line(12) + t95 * book.line_error(12));
  check_end(next.interval.low, book.line(12) - t95 * book.prediction_error(12));
  check_end(next.interval.high, book.line(12) + t95 * book.prediction_error(12));
  CHECK(at.band == "line");
  CHECK(next.band == "prediction");
}

TEST_CASE("on a log scale the line is an exponential, and its mean under Student's t does not exist") {
  const DataFolder folder("day,size\n2010-01-01,1\n2011-01-01,2.5\n2012-01-01,3\n2013-01-01,9\n2014-01-01,15\n2015-01-01,40\n");
  const Result result = result_of(folder.model(R"(
trends: {line: {data: points, x: day, y: size, scale: log, unit: USD, method: least_squares}}
formulas: {cost: line(2016)}
)"));
  const OutputResult& cost = output(result, "cost");
  CHECK(cost.unit == "USD");
  CHECK(!cost.mean.value);
  CHECK(cost.interval.low.value);
}

TEST_CASE("a bootstrapped trend draws what the resampler says, and its point is the line through the data") {
  const DataFolder folder(table);
  const ModelText text = folder.model(R"(
trends: {line: {data: points, x: x, y: y, scale: log, noise: 1.5}}
formulas: {slope: line.slope, there: line(12), spread: line.predict(12) / line(12)}
)");
  Diagnostics diagnostics;
  const auto model = read_model(text.source, text.directory, diagnostics);
  const auto program = compile(*model, {}, diagnostics);
  REQUIRE_MESSAGE(program, rendered(diagnostics.sorted()));
  REQUIRE(program->drawn.size() == 2);   // the rows, and the scatter at 12
  CHECK(program->drawn[0].name == "line");
  CHECK(program->drawn[1].name == "line.scatter[12]");
  Evaluator evaluator(*program);
  const auto places = coordinates(*program);
  const PointSet points(Design{Method::sobol, 7, 512}, 0, places);
  evaluator.evaluate(points, 0);
  const FittedTrend& trend = *program->trends.at(0).fitted;
  const Resampler direct(trend.points, FitMethod::least_squares, TrendScale::log, 1.5);
  for (std::size_t t = 0; t < kernels::block_size; t += 37) {
    const double u = evaluator.values(program->drawn[0].target)[t];
    double slope = 0, level = 0;
    LineDraws out;
    out.slope = &slope;
    out.level = &level;
    direct.draw_at(&u, 1, out);
    CHECK(evaluator.values(program->outputs[0].value)[t] == slope);
    CHECK(evaluator.values(program->outputs[1].value)[t] == doctest::Approx(std::pow(10, level + slope * (12 - trend.fit.centre))).epsilon(1e-12));
  }
  CHECK(program->outputs[0].point == doctest::Approx(trend.fit.slope).epsilon(1e-14));
  CHECK(program->outputs[1].point == doctest::Approx(std::pow(10, trend.fit.at(12))).epsilon(1e-12));
  CHECK(program->outputs[2].point == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("scatter is the same at equal x and another at another") {
  const DataFolder folder(table);
  const Result result = result_of(folder.model(R"(
trends: {line: {data: points, x: x, y: y}}
formulas:
  same: line.predict(12) - line.predict(6 + 6)
  other: (line.predict(12) - line(12)) - (line.predict(13) - line(13))
)"), 1u << 14);
  CHECK(output(result, "same").minimum == 0);
  CHECK(output(result, "same").maximum == 0);
  CHECK(*output(result, "other").sd.value > 0);
}

TEST_CASE("a slope that may not be above zero has doubling times that never come") {
  const DataFolder folder("x,y\n1,3\n2,1\n3,2.5\n4,2\n5,3.5\n6,1.5\n7,3\n");
  const Result result = result_of(folder.model(R"(
trends: {flat: {data: points, x: x, y: y, scale: log}}
formulas: {slope: flat.slope, doubling: flat.doubling_time}
questions: {falls: P(slope <= 0)}
outputs: [doubling]
)"));
  const OutputResult& doubling = output(result, "doubling");
  REQUIRE(doubling.infinite);
  CHECK(!doubling.mean.value);
  CHECK(doubling.infinite->cause == "the slope of `flat` is not above 0");
  const Estimate& never = doubling.infinite->probability;
  const Estimate& falls = result.questions.at(0).probability;
  CHECK(*never.value == doctest::Approx(*falls.value).epsilon(1e-12));   // the same trials
  CHECK((*never.value > 0.05 && *never.value < 0.95));
}

TEST_CASE("one trend is one input: threads change nothing, and it is ranked under its name") {
  const DataFolder folder(table);
  const ModelText model = folder.model(R"(
inputs: {factor: 1 to 3}
trends: {line: {data: points, x: x, y: y, scale: log, noise: 2}}
formulas: {cost: line(15) * factor}
)");
  CHECK(json_report(result_of(model, 1u << 17, 1)) == json_report(result_of(model, 1u << 17, 3)));
  RankOptions options;
  options.run.samples = 1u << 14;
  const auto ranked = rank(model, options);
  REQUIRE(ranked.value);
  const auto& inputs = ranked.value->outputs.at(0).inputs;
  REQUIRE(inputs.size() == 2);
  for (const auto& input : inputs) {
    const bool of_trend = input.name == "line";
    CHECK((of_trend || input.name == "factor"));
    CHECK(input.total.value.has_value());
    CHECK(input.known_width.value.has_value());
    // Redrawn rows have no order: no half of a spread, no 5th percentile.
    CHECK(input.swing_low.value.has_value() != of_trend);
    CHECK(input.spearman.value.has_value() != of_trend);
    CHECK(input.halved_width.value.has_value() != of_trend);
  }
}

TEST_CASE("the parts of the classical distribution are a group under the trend's name") {
  const DataFolder folder(table);
  RankOptions options;
  options.run.samples = 1u << 12;
  const auto ranked = rank(folder.model(R"(
trends: {line: {data: points, x: x, y: y, method: least_squares}}
formulas: {cost: line(15)}
)"), options);
  REQUIRE(ranked.value);
  REQUIRE(ranked.value->outputs.at(0).groups.size() == 1);
  CHECK(ranked.value->outputs[0].groups[0].name == "line");
  CHECK(ranked.value->outputs[0].groups[0].members.size() == 3);
}

TEST_CASE("dates: the slope is per year and years are read as their first of January") {
  const DataFolder folder("day,size\n2010-01-01,1\n2012-01-01,100\n2014-01-01,10000\n2016-01-01,1000000\n");
  const Result result = result_of(folder.model(R"(
trends: {line: {data: points, x: day, y: size, scale: log}}
formulas:
  slope: {formula: line.slope, unit: 1/year}
  there: line(2018)
  tenfold: {formula: line.tenfold_time, unit: month}
  r2: line.r2
  n: line.n
)"), 1u << 12);
  const double span = date_of_year(2016) - date_of_year(2010);   // 6 years and a fraction of a day
  CHECK(*output(result, "slope").point == doctest::Approx(6 / span).epsilon(1e-3));
  CHECK(*output(result, "there").point == doctest::Approx(1e8).epsilon(2e-2));
  CHECK(*output(result, "tenfold").point == doctest::Approx(12).epsilon(1e-3));
  CHECK(*output(result, "r2").constant == doctest::Approx(1).epsilon(1e-6));
  CHECK(*output(result, "n").constant == 4);
}

TEST_CASE("a table of exponential growth is told apart from one of straight growth") {
  TrendPoints straight, exponential;
  for (int i = 0; i < 12; ++i) {
    const double wiggle = i % 3 - 1.0;
    straight.x.push_back(i);
    straight.y.push_back(10 + 3 * i + wiggle);
    exponential.x.push_back(i);
    exponential.y.push_back(std::exp(0.5 * i + 0.2 * wiggle));
  }
  straight.rows.resize(12), exponential.rows.resize(12);
  CHECK(!grows_exponentially(straight));
  CHECK(grows_exponentially(exponential));
}

// 400 tables, each of 10 points about a known line: the number of 90% intervals of the slope that hold it is binomial with mean 360 and
// standard deviation 6; within 5 of these but for six in ten million.
TEST_CASE("classical intervals of a slope hold it as often as they say") {
  Stream stream(11, stream_key("coverage"));
  const auto normal = *make_distribution("normal", {{{"mean", 0.0}, {"sd", 0.3}}, {}, {}, {}, false});
  int held = 0;
  for (int k = 0; k < 400; ++k) {
    FittedTrend trend;
    trend.name = "line";
    trend.written.bootstrap = false;
    for (int i = 0; i < 10; ++i) {
      trend.points.x.push_back(i);
      trend.points.y.push_back(0.7 * i + quantile(normal, (static_cast<double>(stream() >> 11) + 0.5) * 0x1p-53));
      trend.points.rows.push_back(static_cast<std::uint32_t>(i));
    }
    trend.eligible = trend.points;
    Table rows;
    rows.lines.assign(10, 1);
    trend.table = std::make_shared<const Table>(rows);
    trend.fit = *fit_line(trend.points, FitMethod::least_squares);
    const TrendStudy study = study_trend(trend, {});
    held += study.main.slope.low.value <= 0.7 && 0.7 <= study.main.slope.high.value;
  }
  CHECK(std::abs(held - 360) <= 30);
}

TEST_CASE("botec trend: leave-one-out, sweep and intervals; another number of samples moves them by their errors") {
  const DataFolder folder(table);
  const ModelText model = folder.model(R"(
trends: {line: {data: points, x: x, y: y, scale: log, select: {largest: 6}}}
formulas: {there: line(12)}
)");
  RunOptions few, many;
  few.samples = 1u << 13;
  many.samples = 1u << 17;
  const auto a = trend(model, few, {}), b = trend(model, many, {});
  REQUIRE(a.value);
  REQUIRE(b.value);
  const TrendReport &first = a.value->trends.at(0), &second = b.value->trends.at(0);
  CHECK(first.figures.n == 6);
  CHECK(first.eligible == 8);
  CHECK(!first.sweep.empty());
  REQUIRE(first.lowest);
  CHECK(first.lowest->slope < first.figures.slope.point);
  CHECK(first.highest->slope > first.figures.slope.point);
  for (const auto end : {&TrendFigure::low, &TrendFigure::median, &TrendFigure::high}) {
    const Estimate &x = first.figures.slope.*end, &y = second.figures.slope.*end;
    // Errors from 16 replicates: Student's t with 15 degrees, beyond 8 of its errors once in a million.
    CHECK(std::abs(*x.value - *y.value) <= 8 * std::hypot(*x.standard_error, *y.standard_error));
  }
  // Doubling times are those of the slopes, ends exchanged.
  CHECK(*first.figures.doubling_time.low.value == doctest::Approx(std::log10(2.0) / *first.figures.slope.high.value));
  const auto none = trend(botec_test::model_text("inputs: {a: 1 to 2}\nformulas: {b: a}\n"), {}, {});
  CHECK(none.outcome == Outcome::model_at_fault);
}

TEST_CASE("an exponential trend is never zero, and dividing by it is no cause for a warning") {
  const DataFolder folder(table);
  const auto answer = check(folder.model(R"(
trends: {line: {data: points, x: x, y: y, scale: log}}
formulas: {a: 100 / line(12), b: 100 / line.predict(12)}
)"), {}, false);
  CHECK(answer.outcome == Outcome::done);
  CHECK_MESSAGE(answer.diagnostics.empty(), rendered(answer.diagnostics));
}

TEST_CASE("along a series one trial has one line, and scatter of its own at each step") {
  const DataFolder folder("day,size\n2010-01-01,1\n2011-01-01,2.5\n2012-01-01,3\n2013-01-01,9\n2014-01-01,15\n2015-01-01,40\n");
  const Result result = result_of(folder.model(R"(
trends: {line: {data: points, x: day, y: size, scale: log}}
over: {year: 2014 to 2018}
formulas:
  size: line(year)
  single: line.predict(year)
  straight: log10(at(size, 2018) / at(size, 2014)) - line.slope * 4 [year]
  apart: at(single, 2018) / at(size, 2018) - at(single, 2014) / at(size, 2014)
  passed: crossing(size >= 50)
  dated: line(2016-01-01) - line(2016)
outputs: [straight, apart, passed, dated]
)"), 1u << 13);
  // From 1 January 2014 to 1 January 2018 there are 1461 days, four years of 365.25.
  CHECK(std::abs(output(result, "straight").minimum) < 1e-9);
  CHECK(std::abs(output(result, "straight").maximum) < 1e-9);
  CHECK(*output(result, "apart").sd.value > 0);
  CHECK(output(result, "dated").maximum == doctest::Approx(0));
  const Estimate& low = output(result, "passed").interval.low;
  REQUIRE(low.value);
  CHECK((*low.value > 2014 && *low.value < 2018));
}
