#include "data/trend_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/line_sums.h"
#include "data/median.h"
#include "data/two_regimes.h"

namespace botec {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_for_pairs = 2000;   // two million slopes, 32 MB

Complaint too_few(std::string message) { return {"data", std::move(message), "", "", 0, 0}; }

// The second pass takes back what the first one's rounding left.
double mean_of(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size());
  double mean = 0, rest = 0;
  for (const double value : values) mean += value / n;
  for (const double value : values) rest += value - mean;
  return mean + rest / n;
}

struct Straight {
  double level = 0, slope = 0, spread_x = 0;
};

// Of points [begin, end), with the level at `centre`.
Straight least_squares(const TrendPoints& points, std::size_t begin, std::size_t end, double centre) {
  const std::vector<double> x(points.x.begin() + static_cast<std::ptrdiff_t>(begin), points.x.begin() + static_cast<std::ptrdiff_t>(end));
  const std::vector<double> y(points.y.begin() + static_cast<std::ptrdiff_t>(begin), points.y.begin() + static_cast<std::ptrdiff_t>(end));
  const double mean_x = mean_of(x), mean_y = mean_of(y);
  double spread = 0, together = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    spread += (x[i] - mean_x) * (x[i] - mean_x);
    together += (x[i] - mean_x) * (y[i] - mean_y);
  }
  const double slope = together / spread;
  return {mean_y + slope * (centre - mean_x), slope, spread};
}

Straight theil_sen(const TrendPoints& points, double centre) {
  std::vector<double> values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      if (points.x[j] > points.x[i]) values.push_back((points.y[j] - points.y[i]) / (points.x[j] - points.x[i]));
    }
  }
  const double slope = median_of(values);
  values.clear();
  for (std::size_t i = 0; i < points.size(); ++i) values.push_back(points.y[i] - slope * (points.x[i] - centre));
  return {median_of(values), slope, 0};
}

std::vector<LineSums> sums_of_each(const TrendPoints& points, double centre) {
  const double mean = mean_of(points.y);
  std::vector<LineSums> sums(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) sums[i].add(points.x[i] - centre, points.y[i] - mean);
  return sums;
}

void measure_residuals(const TrendPoints& points, LineFit& fit) {
  const double mean = mean_of(points.y);
  double squares = 0, about_mean = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double residual = points.y[i] - fit.at(points.x[i]);
    squares += residual * residual;
    about_mean += (points.y[i] - mean) * (points.y[i] - mean);
  }
  fit.residual_sd = fit.freedom > 0 ? std::sqrt(squares / fit.freedom) : 0;
  fit.r2 = about_mean > 0 ? 1 - squares / about_mean : 0;
}

std::optional<Complaint> unfit(const TrendPoints& points, FitMethod method) {
  const std::size_t n = points.size();
  if (n == 0) return too_few("no row is left to fit a line to");
  if (n == 1) return too_few("one row is left; a line needs two or more");
  if (points.x.front() == points.x.back()) return too_few(fmt::format("all {} rows have the same x; a line needs two different ones", n));
  if (method == FitMethod::theil_sen && n > most_for_pairs) {
    return too_few(fmt::format("{} rows are too many to compare all pairs of; Theil and Sen's line takes up to {}", n, most_for_pairs));
  }
  return std::nullopt;
}

}  // namespace

Expected<LineFit> fit_line(const TrendPoints& points, FitMethod method) {
  if (auto complaint = unfit(points, method)) return *complaint;
  LineFit fit;
  fit.method = method;
  fit.n = points.size();
  fit.centre = mean_of(points.x);
  fit.first_x = points.x.front();
  fit.last_x = points.x.back();
  fit.level_error = fit.slope_error = unknown;
  fit.freedom = static_cast<double>(fit.n) - (method == FitMethod::two_regimes ? 5 : 2);
  Straight line;
  if (method == FitMethod::theil_sen) line = theil_sen(points, fit.centre);
  if (method == FitMethod::least_squares) line = least_squares(points, 0, fit.n, fit.centre);
  if (method == FitMethod::two_regimes) {
    const auto split = split_regimes(points.x, sums_of_each(points, fit.centre));
    if (!split || fit.n < fewest_rows) {
      return too_few(fmt::format("{} rows are too few for two regimes, which need {} rows and {} different x on each side of the change", fit.n,
                                 fewest_rows, fewest_in_regime));
    }
    const Straight before = least_squares(points, 0, split->first, fit.centre);
    fit.level_before = before.level;
    fit.slope_before = before.slope;
    fit.change = split->change;
    line = least_squares(points, split->first, fit.n, fit.centre);
  }
  fit.level = line.level;
  fit.slope = line.slope;
  measure_residuals(points, fit);
  if (method == FitMethod::least_squares) {
    fit.level_error = fit.residual_sd / std::sqrt(static_cast<double>(fit.n));
    fit.slope_error = fit.residual_sd / std::sqrt(line.spread_x);
  }
  if (method != FitMethod::two_regimes) {
    fit.level_before = fit.level;
    fit.slope_before = fit.slope;
  }
  return fit;
}

namespace {

// The slopes without each point, which for least squares follow from all points at once (Cook and Weisberg 1982, 2.2).
std::vector<double> slopes_without(const TrendPoints& points, FitMethod method) {
  std::vector<double> slopes(points.size(), unknown);
  if (method != FitMethod::least_squares) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (const auto fit = fit_line(without_point(points, i), method)) slopes[i] = fit->slope;
    }
    return slopes;
  }
  const auto fit = fit_line(points, method);
  if (!fit) return slopes;
  double spread = 0;
  for (const double x : points.x) spread += (x - fit->centre) * (x - fit->centre);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = points.x[i] - fit->centre, rest = 1 - 1 / static_cast<double>(fit->n) - x * x / spread;   // 1 - leverage
    if (rest > 1e-9) slopes[i] = fit->slope - x * (points.y[i] - fit->at(points.x[i])) / (rest * spread);
  }
  return slopes;
}

}  // namespace

std::optional<LeaveOneOut> leave_one_out(const TrendPoints& points, FitMethod method) {
  constexpr std::size_t most_pairs = 500, most = 20000;
  if (points.size() > (method == FitMethod::theil_sen ? most_pairs : most)) return std::nullopt;
  const std::vector<double> slopes = slopes_without(points, method);
  std::size_t low = slopes.size(), high = slopes.size();
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    if (std::isnan(slopes[i])) continue;
    if (low == slopes.size() || slopes[i] < slopes[low]) low = i;
    if (high == slopes.size() || slopes[i] > slopes[high]) high = i;
  }
  if (low == slopes.size()) return std::nullopt;
  const auto lowest = fit_line(without_point(points, low), method), highest = fit_line(without_point(points, high), method);
  if (!lowest || !highest) return std::nullopt;
  return LeaveOneOut{low, high, *lowest, *highest};
}

}  // namespace botec
