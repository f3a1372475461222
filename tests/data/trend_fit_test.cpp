// Straight lines against NIST's certified values, exact fractions, NumPy and SciPy, and closed forms.
#include "data/trend_fit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reference/trends_values.h"

namespace botec {
namespace {

TrendPoints points_of(const std::vector<double>& x, const std::vector<double>& y) {
  TrendPoints points;
  std::vector<std::uint32_t> order(x.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return x[a] < x[b]; });
  for (const auto i : order) {
    points.x.push_back(x[i]);
    points.y.push_back(y[i]);
    points.rows.push_back(i);
  }
  return points;
}

double relative(double value, double expected) { return std::abs(value - expected) / std::abs(expected); }

std::string refusal(const TrendPoints& points, FitMethod method = FitMethod::least_squares) {
  const auto fit = fit_line(points, method);
  return fit ? "a line" : fit.complaint().message;
}

}  // namespace

// NIST Statistical Reference Datasets, linear regression, "Norris" (lower difficulty, observed): data and certified values.
// It is the only one of the collection that is a straight line with a constant.
TEST_CASE("the certified values of NIST's Norris data") {
  const std::vector<double> y = {.1,    338.8, 118.1, 888.0, 9.2,   228.1, 668.5, 998.5, 449.1, 778.9, 559.2, .3,
                                 .1,    778.1, 668.8, 339.3, 448.9, 10.8,  557.7, 228.3, 998.0, 888.8, 119.6, .3,
                                 .6,    557.6, 339.3, 888.0, 998.5, 778.9, 10.2,  117.6, 228.9, 668.4, 449.2, .2};
  const std::vector<double> x = {.2,    337.4, 118.2, 884.6, 10.1,  226.5, 666.3, 996.3, 448.6, 777.0, 558.2, .4,
                                 .6,    775.5, 666.9, 338.0, 447.5, 11.6,  556.0, 228.1, 995.8, 887.6, 120.2, .3,
                                 .3,    556.8, 339.1, 887.2, 999.0, 779.0, 11.1,  118.3, 229.2, 669.1, 448.9, .5};
  const auto fit = fit_line(points_of(x, y), FitMethod::least_squares);
  REQUIRE(fit);
  CHECK(relative(fit->slope, 1.00211681802045) < 1e-14);
  CHECK(relative(fit->intercept(), -0.262323073774029) < 1e-12);   // a thousandth of what it is the difference of
  CHECK(relative(fit->slope_error, 0.429796848199937e-3) < 1e-13);
  CHECK(relative(fit->residual_sd, 0.884796396144373) < 1e-13);
  CHECK(relative(fit->r2, 0.999993745883712) < 1e-14);
  // The error of the intercept follows from those of level and slope, which are uncorrelated about the centre.
  CHECK(relative(std::hypot(fit->level_error, fit->centre * fit->slope_error), 0.232818234301152) < 1e-13);
}

TEST_CASE("lines of an independent implementation") {
  for (const auto& expected : reference::trend_cases) {
    CAPTURE(std::string(expected.name));
    const TrendPoints points = points_of(expected.x, expected.y);
    const auto line = fit_line(points, FitMethod::least_squares);
    REQUIRE(line);
    const double n = static_cast<double>(points.size());
    CHECK(relative(line->centre, expected.centre) < 1e-15);
    CHECK(relative(line->level, expected.level) < 1e-14);
    CHECK(relative(line->slope, expected.slope) < 1e-9);   // "far": x is a million times its spread, which costs six digits
    CHECK(relative(line->residual_sd, std::sqrt(expected.squares / (n - 2))) < 1e-7);
    CHECK(relative(line->level_error, expected.level_error) < 1e-7);
    CHECK(relative(line->slope_error, expected.slope_error) < 1e-7);
    CHECK(std::abs(line->r2 - expected.r2) < 1e-9);
    CHECK(line->at(expected.centre + 2) == doctest::Approx(expected.level + 2 * expected.slope).epsilon(1e-12));

    const auto medians = fit_line(points, FitMethod::theil_sen);
    REQUIRE(medians);
    CHECK(relative(medians->slope, expected.median_slope) < 1e-9);
    CHECK(std::abs(medians->level - expected.median_level) < 1e-9 * (1 + std::abs(expected.median_level)));

    const auto broken = fit_line(points, FitMethod::two_regimes);
    REQUIRE(broken);
    CHECK(relative(broken->change, expected.change) < 1e-14);
    CHECK(relative(broken->slope, expected.slope_after) < 1e-6);
    CHECK(relative(broken->slope_before, expected.slope_before) < 1e-6);
    CHECK(std::abs(broken->level - expected.level_after) < 1e-6 * (1 + std::abs(expected.level_after)));
    CHECK(std::abs(broken->level_before - expected.level_before) < 1e-6 * (1 + std::abs(expected.level_before)));
    if (n > 5) CHECK(relative(broken->residual_sd, std::sqrt(expected.regime_squares / (n - 5))) < 1e-5);
    CHECK(broken->at(expected.x.front()) == doctest::Approx(broken->level_before + broken->slope_before * (expected.x.front() - broken->centre)));
  }
}

TEST_CASE("what leaving one point out does") {
  for (const auto& expected : reference::trend_cases) {
    CAPTURE(std::string(expected.name));
    const auto out = leave_one_out(points_of(expected.x, expected.y), FitMethod::least_squares);
    REQUIRE(out);
    CHECK(out->lowest_point == expected.lowest);
    CHECK(out->highest_point == expected.highest);
    CHECK(relative(out->lowest.slope, expected.lowest_slope) < 1e-9);
    CHECK(relative(out->highest.slope, expected.highest_slope) < 1e-9);
  }
  // Without the only other x there is no line: that point is passed over.
  const auto out = leave_one_out(points_of({0, 0, 0, 1}, {0, 1, 2, 5}), FitMethod::least_squares);
  REQUIRE(out);
  CHECK(out->lowest_point == 0);    // from 1.5 to 5
  CHECK(out->lowest.slope == doctest::Approx(3.5).epsilon(1e-15));
  CHECK(out->highest_point == 2);   // from 0.5 to 5
  CHECK(out->highest.slope == doctest::Approx(4.5).epsilon(1e-15));
  CHECK_FALSE(leave_one_out(points_of({0, 1}, {0, 1}), FitMethod::least_squares));
  const auto medians = leave_one_out(points_of({0, 1, 2, 3}, {0, 1, 2, 30}), FitMethod::theil_sen);
  REQUIRE(medians);
  CHECK(medians->lowest_point == 3);
  CHECK(medians->lowest.slope == 1);
}

TEST_CASE("lines that are exact") {
  for (const auto method : {FitMethod::least_squares, FitMethod::theil_sen, FitMethod::two_regimes}) {
    const auto fit = fit_line(points_of({5, 1, 2, 3, 4, 6, 7, 8, 9}, {11, 3, 5, 7, 9, 13, 15, 17, 19}), method);
    REQUIRE(fit);
    CHECK(fit->slope == doctest::Approx(2).epsilon(1e-13));
    CHECK(fit->intercept() == doctest::Approx(1).epsilon(1e-12));
    CHECK(fit->residual_sd < 1e-13);
    CHECK(fit->r2 == doctest::Approx(1).epsilon(1e-13));
    CHECK(fit->first_x == 1);
    CHECK(fit->last_x == 9);
  }
  const auto two = fit_line(points_of({1, 2}, {3, 5}), FitMethod::least_squares);
  REQUIRE(two);
  CHECK(two->slope == 2);
  CHECK(two->residual_sd == 0);   // nothing to tell it from
  CHECK(two->freedom == 0);
  const auto flat = fit_line(points_of({1, 2, 3}, {4, 4, 4}), FitMethod::least_squares);
  REQUIRE(flat);
  CHECK(flat->slope == 0);
  CHECK(flat->r2 == 0);
}

// One wild value moves a median by nothing.
TEST_CASE("Theil and Sen's line withstands an outlier") {
  std::vector<double> x, y;
  for (int i = 0; i < 21; ++i) x.push_back(i), y.push_back(0.5 * i);
  y[20] = 1e6;
  const auto fit = fit_line(points_of(x, y), FitMethod::theil_sen);
  REQUIRE(fit);
  CHECK(fit->slope == 0.5);
  CHECK(fit->intercept() == 0);
}

TEST_CASE("no line") {
  CHECK(refusal({}) == "no row is left to fit a line to");
  CHECK(refusal(points_of({1}, {1})) == "one row is left; a line needs two or more");
  CHECK(refusal(points_of({2, 2, 2}, {1, 2, 3})) == "all 3 rows have the same x; a line needs two different ones");
  const auto five = points_of({1, 2, 3, 4, 5}, {1, 2, 3, 4, 5});
  CHECK(refusal(five, FitMethod::two_regimes) == "5 rows are too few for two regimes, which need 9 rows and 3 different x on each side of the change");
  CHECK(refusal(points_of({1, 1, 1, 2, 2, 2, 3, 4, 5}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), FitMethod::two_regimes).starts_with("9 rows are too few"));
  std::vector<double> many(2001);
  std::iota(many.begin(), many.end(), 0.0);
  CHECK(refusal(points_of(many, many), FitMethod::theil_sen).find("too many to compare all pairs") != std::string::npos);
}

TEST_CASE("which points are chosen") {
  for (const auto& expected : reference::trend_cases) {
    CAPTURE(std::string(expected.name));
    const TrendPoints points = points_of(expected.x, expected.y);
    Selection selection;
    selection.rule = Selection::Rule::z_above;
    selection.threshold = 0.5;
    selection.window = (expected.x.back() - expected.x.front()) / 3;
    const auto chosen = select_points(points, selection);
    CHECK(std::vector<std::size_t>(chosen.rows.begin(), chosen.rows.end()) == expected.above);
  }
  const auto points = points_of({1, 2, 2, 2, 3, 4, 5}, {1, 3, 5, 4, 5, 2, 6});
  using Rows = std::vector<std::uint32_t>;
  Selection records{Selection::Rule::records};
  CHECK(select_points(points, records).rows == Rows{0, 2, 6});   // an equal value is no record
  records.from = 2.5;
  CHECK(select_points(points, records).rows == Rows{6});         // what came before still counts
  Selection largest{Selection::Rule::largest, 3};
  CHECK(select_points(points, largest).rows == Rows{2, 4, 6});
  largest.to = 5;
  CHECK(select_points(points, largest).rows == Rows{2, 3, 4});   // the largest of the period
  largest.count = 100;
  CHECK(select_points(points, largest).size() == 6);
  CHECK(select_points(points, {}).rows == points.rows);
  Selection alone{Selection::Rule::z_above, 0, 0.0, 0.5};
  CHECK(select_points(points_of({1, 2}, {1, 2}), alone).size() == 0);   // a window of one point says nothing
}

}  // namespace botec
