#include "sensitivity/trend_study.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "distributions/family.h"
#include "random/design.h"
#include "sensitivity/survey.h"

namespace botec {
namespace {

constexpr std::uint32_t replicates = 16;   // their spread is every standard error
constexpr std::size_t n = kernels::block_size;

struct Draws {
  std::vector<double> slope, change;
};

// One replicate's lines: those that a run with plain draws and this seed has.
Draws draw(const FittedTrend& trend, const TrendLine& line, std::uint32_t replicate, std::uint64_t count, std::uint64_t seed) {
  const Coordinate coordinate{stream_key(trend.name), 0};
  const PointSet points(Design{Method::plain, seed, count}, replicate, {&coordinate, 1});
  Draws draws;
  std::vector<double> u(n), slope(n), change(n);
  for (std::uint64_t first = 0; first < count; first += n) {
    points.uniforms(0, first, u.data());
    LineDraws out;
    out.slope = slope.data();
    out.change = change.data();
    line.resampler().draw_at(u.data(), n, out);
    draws.slope.insert(draws.slope.end(), slope.begin(), slope.end());
    draws.change.insert(draws.change.end(), change.begin(), change.end());
  }
  return draws;
}

double error_of(const std::vector<double>& of_replicates) {
  double mean = 0, squares = 0;
  for (const double v : of_replicates) mean += v / replicates;
  for (const double v : of_replicates) squares += (v - mean) * (v - mean);
  return std::sqrt(squares / (replicates - 1) / replicates);
}

Found quantile_with_error(std::vector<std::vector<double>>& by_replicate, std::vector<double>& all, double p) {
  std::vector<double> found;
  for (auto& values : by_replicate) found.push_back(quantile_of(values, p));
  return {quantile_of(all, p), error_of(found)};
}

Spread spread_of(std::vector<std::vector<double>> by_replicate, double level) {
  std::vector<double> all;
  for (const auto& values : by_replicate) all.insert(all.end(), values.begin(), values.end());
  const double p = (1 - level) / 2;
  return {quantile_with_error(by_replicate, all, p), quantile_with_error(by_replicate, all, 0.5), quantile_with_error(by_replicate, all, 1 - p)};
}

void bootstrap(const FittedTrend& trend, const TrendLine& line, std::uint64_t samples, const TrendStudyOptions& options, StudiedFit& result) {
  const std::uint64_t count = std::max<std::uint64_t>(samples / replicates / n, 1) * n;
  std::vector<std::vector<double>> slopes, changes;
  std::vector<double> shares;
  for (std::uint32_t r = 0; r < replicates; ++r) {
    Draws draws = draw(trend, line, r, count, options.seed);
    const auto below = std::count_if(draws.slope.begin(), draws.slope.end(), [](double s) { return !(s > 0); });
    shares.push_back(static_cast<double>(below) / static_cast<double>(count));
    if (options.progress) options.progress(count);
    slopes.push_back(std::move(draws.slope));
    changes.push_back(std::move(draws.change));
  }
  for (const double share : shares) result.not_positive.value += share / replicates;
  result.not_positive.error = error_of(shares);
  result.slope = spread_of(std::move(slopes), options.level);
  if (result.fit.has_change()) result.change = spread_of(std::move(changes), options.level);
}

// Student's t about the slope of least squares.
void classical(const TrendStudyOptions& options, StudiedFit& result) {
  const LineFit& fit = result.fit;
  if (!(fit.slope_error > 0)) {
    result.slope = {{fit.slope, 0}, {fit.slope, 0}, {fit.slope, 0}};
    result.not_positive.value = fit.slope > 0 ? 0 : 1;
    return;
  }
  const auto t = make_distribution("student_t", {{{"df", fit.freedom}, {"location", fit.slope}, {"scale", fit.slope_error}}, {}, {}, {}, false});
  const double p = (1 - options.level) / 2;
  result.slope = {{quantile(*t, p), 0}, {fit.slope, 0}, {quantile(*t, p, Tail::upper), 0}};
  result.not_positive.value = cdf(*t, 0);
}

std::optional<StudiedFit> study_fit(const FittedTrend& trend, const TrendPoints& points, std::string rule, std::uint64_t samples, const TrendStudyOptions& options) {
  const auto fit = fit_line(points, trend.written.fit);
  if (!fit || fit->freedom < 1) return std::nullopt;
  StudiedFit result{std::move(rule), *fit, {}, {}, {}};
  if (!trend.written.bootstrap) {
    classical(options, result);
    return result;
  }
  const TrendLine line(trend.name, points, trend.written.fit, trend.written.scale, trend.written.noise);
  bootstrap(trend, line, samples, options, result);
  return result;
}

// The point of the rule's choice that is furthest from its line.
std::size_t furthest(const TrendPoints& points, const LineFit& fit) {
  std::size_t result = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (std::abs(points.y[i] - fit.at(points.x[i])) > std::abs(points.y[result] - fit.at(points.x[result]))) result = i;
  }
  return result;
}

// The same rule once the furthest points are not there to be chosen.
void sweep_outliers(const FittedTrend& trend, const TrendStudyOptions& options, TrendStudy& study) {
  constexpr int most = 2;
  TrendPoints eligible = trend.eligible, chosen = trend.points;
  std::string rule = selection_in_words(trend) + " without ";
  for (int i = 0; i < most && chosen.size() > 4; ++i) {
    const auto fit = fit_line(chosen, trend.written.fit);
    if (!fit) return;
    const std::size_t out = furthest(chosen, *fit);
    rule += (i == 0 ? "" : ", ") + row_name(trend, chosen, out);
    const auto row = std::find(eligible.rows.begin(), eligible.rows.end(), chosen.rows[out]);
    eligible = without_point(eligible, static_cast<std::size_t>(row - eligible.rows.begin()));
    chosen = select_points(eligible, trend.selection);
    if (auto found = study_fit(trend, chosen, rule, options.sweep_samples, options)) study.sweep.push_back(std::move(*found));
  }
}

void sweep(const FittedTrend& trend, const TrendStudyOptions& options, TrendStudy& study) {
  const auto add = [&](const Selection& selection, std::string rule) {
    auto found = study_fit(trend, select_points(trend.eligible, selection), std::move(rule), options.sweep_samples, options);
    if (found) study.sweep.push_back(std::move(*found));
  };
  Selection other = trend.selection;
  if (other.rule == Selection::Rule::largest) {
    const std::size_t k = trend.selection.count;
    for (const std::size_t count : {k / 2, k - 1, k, k + 1, 2 * k}) {
      other.count = count;
      if (count >= 3) add(other, fmt::format("largest {}", count));
    }
  }
  if (other.rule == Selection::Rule::z_above) {
    for (const double step : {-0.2, -0.1, 0.0, 0.1, 0.2}) {
      other.threshold = trend.selection.threshold + step;
      add(other, fmt::format("z above {:.6g}", other.threshold));
    }
  }
  if (trend.selection.rule == Selection::Rule::all) return;
  if (trend.selection.rule == Selection::Rule::records) sweep_outliers(trend, options, study);
  other.rule = Selection::Rule::all;
  add(other, "all");
}

}  // namespace

TrendStudy study_trend(const FittedTrend& trend, const TrendStudyOptions& options) {
  TrendStudy study;
  if (auto main = study_fit(trend, trend.points, selection_in_words(trend), options.samples, options)) study.main = std::move(*main);
  else study.main = {selection_in_words(trend), trend.fit, {{trend.fit.slope, 0}, {trend.fit.slope, 0}, {trend.fit.slope, 0}}, {trend.fit.slope > 0 ? 0.0 : 1.0, 0}, {}};
  if (const auto out = leave_one_out(trend.points, trend.written.fit)) {
    study.lowest = {row_name(trend, trend.points, out->lowest_point), out->lowest};
    study.highest = {row_name(trend, trend.points, out->highest_point), out->highest};
  }
  sweep(trend, options, study);
  return study;
}

}  // namespace botec
