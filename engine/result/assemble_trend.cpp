#include "result/assemble_trend.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/calendar.h"

namespace botec {
namespace {

Estimate estimate(const Found& found) { return {found.value, found.error}; }

// A function of the slope that grows with it, or falls; what falls has its ends exchanged.
template <class Function>
TrendFigure figure(const StudiedFit& fit, bool falls, Function of) {
  const auto at = [&](const Found& slope) {
    const double value = of(slope.value);
    const double moved = std::abs(of(slope.value + slope.error) - value);   // to first order, as errors are
    return Estimate{value, std::isfinite(moved) ? std::optional(moved) : std::nullopt};
  };
  const Spread& s = fit.slope;
  return {of(fit.fit.slope), at(falls ? s.high : s.low), at(s.median), at(falls ? s.low : s.high)};
}

double time_to(double factor, double slope) {
  return slope > 0 ? std::log10(factor) / slope : std::numeric_limits<double>::infinity();
}

TrendFigures figures_of(const FittedTrend& trend, const StudiedFit& fit) {
  TrendFigures result;
  result.rule = fit.rule;
  result.n = fit.fit.n;
  result.r2 = fit.fit.r2;
  result.slope = figure(fit, false, [](double s) { return s; });
  result.not_positive = estimate(fit.not_positive);
  if (!trend.log()) return result;
  result.growth = figure(fit, false, [](double s) { return std::pow(10.0, s); });
  result.doubling_time = figure(fit, true, [](double s) { return time_to(2, s); });
  result.tenfold_time = figure(fit, true, [](double s) { return time_to(10, s); });
  return result;
}

std::optional<TrendReport::Without> without(const FittedTrend& trend, const std::optional<TrendStudy::Without>& found) {
  if (!found) return std::nullopt;
  TrendReport::Without result{found->row, found->fit.slope, {}};
  if (trend.log()) result.doubling_time = time_to(2, found->fit.slope);
  return result;
}

const char* name_of(FitMethod method) {
  switch (method) {
    case FitMethod::least_squares: return "least_squares";
    case FitMethod::theil_sen: return "theil_sen";
    case FitMethod::two_regimes: return "two_regimes";
  }
  return "";
}

}  // namespace

TrendReport assemble_trend(const FittedTrend& trend, const TrendStudy& study) {
  const Trend& written = trend.written;
  TrendReport result;
  result.name = trend.name;
  result.description = written.description.value;
  result.source = written.source.value;
  result.note = written.note.value;
  result.data = written.data.value;
  result.x = written.x.value;
  result.y = written.y.value;
  result.unit = to_text(trend.unit);
  result.x_unit = to_text(trend.x_unit);
  result.slope_unit = to_text(trend.slope_unit);
  result.dates = trend.dates;
  result.scale = trend.log() ? "log" : "linear";
  result.fit = name_of(written.fit);
  result.method = written.bootstrap ? "bootstrap" : "least_squares";
  result.noise = written.noise;
  const auto in_period = [&](double x) { return x >= trend.selection.from && x < trend.selection.to; };
  result.eligible = static_cast<std::size_t>(std::count_if(trend.eligible.x.begin(), trend.eligible.x.end(), in_period));
  result.missing = trend.eligible.missing;
  const auto shown_x = [&](double x) { return trend.dates ? year_of_date(x) : x; };
  result.first_x = shown_x(trend.fit.first_x);
  result.last_x = shown_x(trend.fit.last_x);
  result.first = x_in_words(trend, trend.fit.first_x);
  result.last = x_in_words(trend, trend.fit.last_x);
  result.figures = figures_of(trend, study.main);
  result.residual_sd = trend.fit.residual_sd;
  if (study.main.change) {
    const Spread& s = *study.main.change;
    const auto at = [&](const Found& f) { return Estimate{shown_x(f.value), f.error}; };
    result.change = TrendFigure{shown_x(trend.fit.change), at(s.low), at(s.median), at(s.high)};
  }
  result.lowest = without(trend, study.lowest);
  result.highest = without(trend, study.highest);
  for (const StudiedFit& fit : study.sweep) result.sweep.push_back(figures_of(trend, fit));
  for (std::size_t i = 0; i < trend.eligible.size(); ++i) {
    if (trend.eligible.x[i] < trend.fit.first_x || trend.eligible.x[i] > trend.fit.last_x) continue;
    const bool chosen = std::find(trend.points.rows.begin(), trend.points.rows.end(), trend.eligible.rows[i]) != trend.points.rows.end();
    result.points.push_back({trend.eligible.x[i], trend.eligible.y[i], chosen});
    result.line.push_back(trend.fit.at(trend.eligible.x[i]));
  }
  return result;
}

}  // namespace botec
