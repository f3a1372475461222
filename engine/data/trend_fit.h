// A line through points, in three ways: what the data as they are say.
// Place: TrendPoints → LineFit, which is a trend's point estimate; resampler.h draws lines around it. Threads: pure.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>

#include "data/trend_points.h"

namespace botec {

enum class FitMethod {
  least_squares,
  theil_sen,     // slope: median of the slopes of all pairs of different x (Theil 1950, Sen 1968); level: median residual
  two_regimes,   // a line on each side of one change of x, chosen by least squares; the lines need not meet
};

// y = level + slope (x - centre). Of two regimes level and slope are the later one's, which is what a forecast continues.
struct LineFit {
  FitMethod method = FitMethod::least_squares;
  std::size_t n = 0;
  double centre = 0;         // mean of x, so that level and slope of least squares are uncorrelated
  double level = 0, slope = 0;
  double residual_sd = 0;    // divides by `freedom`; 0 where that is 0
  double freedom = 0;        // n - 2; two regimes: n - 5
  double r2 = 0;             // 1 - (squares of residuals) / (squares about the mean)
  double level_error = 0, slope_error = 0;   // standard errors of least squares; NaN for the other methods
  double first_x = 0, last_x = 0;

  // Two regimes: from x = change on the line above, before it this one (about the same centre).
  double change = -std::numeric_limits<double>::infinity();
  double level_before = 0, slope_before = 0;

  bool has_change() const { return method == FitMethod::two_regimes; }
  double at(double x) const {
    return has_change() && x < change ? level_before + slope_before * (x - centre) : level + slope * (x - centre);
  }
  double intercept() const { return level - slope * centre; }   // at x = 0
};

// A complaint `data` for fewer than 2 points (two regimes: 9, and 3 different x on each side) or points that all have one x.
Expected<LineFit> fit_line(const TrendPoints& points, FitMethod method);

// How far the slope (of two regimes: the later one) moves when one point is left out.
struct LeaveOneOut {
  std::size_t lowest_point = 0, highest_point = 0;   // leaving this one out gives the lowest, the highest slope
  LineFit lowest, highest;
};
// Nothing where no fit is left, nor for more than 20,000 points (Theil and Sen: 500), of which one moves nothing.
std::optional<LeaveOneOut> leave_one_out(const TrendPoints& points, FitMethod method);

}  // namespace botec
