// Redrawn lines against all redrawings there are, against fits of the redrawn rows one by one, and against formulas.
#include "data/resampler.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "kernels/kernels.h"
#include "random/stream.h"
#include "data/points_of.h"
#include "reference/trends_values.h"

namespace botec {
namespace {

std::vector<std::uint64_t> words(std::size_t n, std::uint64_t seed = 1) {
  std::vector<std::uint64_t> result(n);
  Stream stream(seed, stream_key("resampler"));
  for (auto& word : result) word = stream();
  return result;
}

struct Lines {
  std::vector<double> level, slope, sd, change, level_before, slope_before;
  explicit Lines(std::size_t n) : level(n), slope(n), sd(n), change(n), level_before(n), slope_before(n) {}
  LineDraws at(std::size_t k) { return {&level[k], &slope[k], &sd[k], &change[k], &level_before[k], &slope_before[k]}; }
};

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}
double variance(const std::vector<double>& values) {
  const double m = mean(values);
  double sum = 0;
  for (const double v : values) sum += (v - m) * (v - m);
  return sum / static_cast<double>(values.size() - 1);
}

// The points that word k redraws: the halves of its words choose rows, or with noise the upper half does and the lower one is the
// noise. This way of using words is part of what a seed means.
TrendPoints redrawn(const TrendPoints& points, std::uint64_t word, std::uint64_t attempt, TrendScale scale, double noise) {
  const std::size_t n = points.size();
  std::vector<std::uint64_t> raw(n);
  kernels::active().random_words(raw.data(), word, 0x72656472617720ull, 0, attempt, n);
  std::vector<std::pair<double, double>> rows;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t w = noise > 1 ? raw[i] : raw[i / 2] << (i % 2 == 0 ? 0 : 32);
    const std::size_t row = static_cast<std::size_t>(((w >> 32) * n) >> 32);
    double y = points.y[row];
    if (noise > 1) {
      const double share = (static_cast<double>(raw[i] & 0xffffffffu) + 0.5) / 4294967296.0;
      const double factor = std::pow(noise, 2 * share - 1);
      y = scale == TrendScale::log ? y + std::log10(factor) : y * factor;
    }
    rows.emplace_back(points.x[row], y);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  TrendPoints result;
  for (const auto& [x, y] : rows) {
    result.x.push_back(x);
    result.y.push_back(y);
    result.rows.push_back(0);
  }
  return result;
}

bool near(double a, double b, double scale) { return std::abs(a - b) <= 1e-8 * (scale + std::abs(b)); }

}  // namespace

TEST_CASE("a redrawn line is the line through the redrawn rows") {
  for (const auto& data : reference::trend_cases) {
    if (data.name.starts_with("far")) continue;   // where rounding differs by more than is asked here
    const TrendPoints points = points_of(data.x, data.y);
    for (const auto method : {FitMethod::least_squares, FitMethod::theil_sen, FitMethod::two_regimes}) {
      for (const double noise : {1.0, 2.0}) {
        for (const auto scale : {TrendScale::log, TrendScale::linear}) {
          CAPTURE(std::string(data.name));
          CAPTURE(noise);
          CAPTURE(static_cast<int>(method));
          const Resampler resampler(points, method, scale, noise);
          const auto w = words(40);
          Lines lines(w.size());
          resampler.draw(w.data(), w.size(), lines.at(0));
          bool same = true;
          for (std::size_t k = 0; k < w.size(); ++k) {
            std::uint64_t attempt = 0;
            auto fit = fit_line(redrawn(points, w[k], attempt, scale, noise), method);
            while (!fit) fit = fit_line(redrawn(points, w[k], ++attempt, scale, noise), method);
            const double moved = resampler.fit().centre - fit->centre;
            same = same && near(lines.slope[k], fit->slope, 1) && near(lines.level[k], fit->level + fit->slope * moved, 1);
            const double inflation = std::sqrt(static_cast<double>(fit->n) / fit->freedom);
            same = same && near(lines.sd[k], fit->residual_sd * inflation, 1e-3);   // a difference of squares
            if (method == FitMethod::two_regimes) {
              same = same && near(lines.change[k], fit->change, 0) && near(lines.slope_before[k], fit->slope_before, 1) &&
                     near(lines.level_before[k], fit->level_before + fit->slope_before * moved, 1);
            } else {
              same = same && lines.change[k] < -1e300 && lines.slope_before[k] == lines.slope[k] && lines.level_before[k] == lines.level[k];
            }
          }
          CHECK(same);
        }
      }
    }
  }
}

TEST_CASE("many rows: the lines of redrawn rows are those of all their pairs, or of all their changes") {
  for (const std::size_t n : {63, 64, 65, 150, 301}) {
    CAPTURE(n);
    TrendPoints points;
    Stream stream(n, stream_key("many rows"));
    for (std::size_t i = 0; i < n; ++i) {
      points.x.push_back(2000 + static_cast<double>(i / 2));   // every x twice
      points.y.push_back(0.01 * static_cast<double>(i) + static_cast<double>(stream() % 64) / 32);   // with equal slopes among them
      points.rows.push_back(static_cast<std::uint32_t>(i));
    }
    for (const auto method : {FitMethod::theil_sen, FitMethod::two_regimes}) {
      const Resampler resampler(points, method, TrendScale::log, 1);
      const auto w = words(50, n);
      Lines lines(w.size());
      resampler.draw(w.data(), w.size(), lines.at(0));
      for (std::size_t k = 0; k < w.size(); ++k) {
        const auto fit = fit_line(redrawn(points, w[k], 0, TrendScale::log, 1), method);
        REQUIRE(fit);
        CHECK(near(lines.slope[k], fit->slope, 1e-3));
        CHECK(near(lines.level[k], fit->level + fit->slope * (resampler.fit().centre - fit->centre), 1e-3));
        if (method == FitMethod::two_regimes) CHECK(near(lines.change[k], fit->change, 0));
      }
    }
  }
}

TEST_CASE("a line depends on its word alone") {
  const auto& data = reference::trend_cases[0];
  for (const auto method : {FitMethod::least_squares, FitMethod::theil_sen, FitMethod::two_regimes}) {
    const Resampler resampler(points_of(data.x, data.y), method, TrendScale::log, method == FitMethod::least_squares ? 2.0 : 1.0);
    const auto w = words(64);
    Lines whole(64), parts(64);
    resampler.draw(w.data(), 64, whole.at(0));
    for (std::size_t k = 64; k-- > 0;) resampler.draw(&w[k], 1, parts.at(k));
    CHECK(whole.level == parts.level);
    CHECK(whole.slope == parts.slope);
    CHECK(whole.sd == parts.sd);
    CHECK(whole.change == parts.change);
    std::vector<double> slope(64);
    LineDraws only;
    only.slope = slope.data();
    resampler.draw(w.data(), 64, only);
    CHECK(slope == whole.slope);
  }
}

// Of four points all 256 redrawings are equally likely, less the 4 that have no line. Chi-squared over the different slopes; the
// critical value is Wilson and Hilferty's at 1e-6, for two methods: a false alarm in 5e5 runs, and the seed is fixed.
TEST_CASE("every redrawing is as likely as any other") {
  const TrendPoints points = points_of({0, 1, 3, 4.5}, {0.1, 1.3, 2.0, 7.7});
  for (const auto method : {FitMethod::least_squares, FitMethod::theil_sen}) {
    std::map<double, double> expected;   // by slope, of those that differ by rounding the first
    const auto place = [&](double slope) {
      const auto at = expected.lower_bound(slope - 1e-9);
      return at != expected.end() && at->first < slope + 1e-9 ? at : expected.end();
    };
    for (std::size_t code = 0; code < 256; ++code) {
      std::vector<std::size_t> rows{code % 4, code / 4 % 4, code / 16 % 4, code / 64};
      std::sort(rows.begin(), rows.end());
      TrendPoints drawn;
      for (const auto row : rows) {
        drawn.x.push_back(points.x[row]);
        drawn.y.push_back(points.y[row]);
        drawn.rows.push_back(0);
      }
      const auto fit = fit_line(drawn, method);
      if (!fit) continue;
      const auto at = place(fit->slope);
      if (at == expected.end()) expected[fit->slope] = 1.0 / 252;
      else at->second += 1.0 / 252;
    }
    constexpr std::size_t n = 200000;
    const auto w = words(n);
    std::vector<double> slopes(n);
    LineDraws out;
    out.slope = slopes.data();
    Resampler(points, method, TrendScale::linear, 1).draw(w.data(), n, out);
    std::map<double, double> seen;
    bool known = true;
    for (const double slope : slopes) {
      const auto at = place(slope);
      known = known && at != expected.end();
      if (at != expected.end()) seen[at->first] += 1;
    }
    CHECK(known);
    double chi_squared = 0;
    for (const auto& [slope, share] : expected) chi_squared += std::pow(seen[slope] - share * n, 2) / (share * n);
    const double freedom = static_cast<double>(expected.size() - 1), h = 2 / (9 * freedom);
    CHECK(freedom >= 6);   // medians take few values
    CHECK(chi_squared < freedom * std::pow(1 - h + 4.753 * std::sqrt(h), 3));
    CHECK(chi_squared > freedom * std::pow(1 - h - 4.753 * std::sqrt(h), 3));
  }
}

// Every second redrawing of two points has no line and is drawn again, so all lines are the same.
TEST_CASE("two points have one line") {
  const auto w = words(1000);
  Lines lines(w.size());
  Resampler(points_of({1, 2}, {3, 5}), FitMethod::least_squares, TrendScale::linear, 1).draw(w.data(), w.size(), lines.at(0));
  CHECK(std::all_of(lines.slope.begin(), lines.slope.end(), [](double s) { return std::abs(s - 2) < 1e-14; }));
  CHECK(std::all_of(lines.sd.begin(), lines.sd.end(), [](double s) { return s == 0; }));
}

// Points a hundred-thousandth of the range apart are different; a redrawing of one x alone is not taken for a line by rounding.
TEST_CASE("x that hardly differ") {
  const auto w = words(2000);
  Lines lines(w.size());
  Resampler(points_of({0, 1e-3, 100}, {0, 1, 2}), FitMethod::least_squares, TrendScale::linear, 1).draw(w.data(), w.size(), lines.at(0));
  CHECK(std::any_of(lines.slope.begin(), lines.slope.end(), [](double s) { return std::abs(s - 1000) < 0.01; }));
  CHECK(std::all_of(lines.slope.begin(), lines.slope.end(), [](double s) { return s > 0 && s < 1000.01; }));
}

// The bootstrap of pairs estimates the variance of the slope as Σ (x - c)² e² / (Σ (x - c)²)² does (White 1980), but for terms of
// 1/n relative. n = 400: they are a percent or two; 20,000 draws know their variance to 1%. Allowed: 8%, six standard errors and two
// percent of bias, a false alarm in 1e8.
TEST_CASE("the spread of slopes is what theory says") {
  constexpr std::size_t n = 400, draws = 20000;
  Stream stream(7, stream_key("spread"));
  TrendPoints points;
  for (std::size_t i = 0; i < n; ++i) {
    double noise = 0;
    for (int k = 0; k < 12; ++k) noise += static_cast<double>(stream() >> 11) * 0x1p-53;
    const double x = 10.0 * static_cast<double>(i) / n;
    points.x.push_back(x);
    points.y.push_back(2 + 0.3 * x + (noise - 6) * (0.2 + 0.1 * x));
    points.rows.push_back(0);
  }
  const Resampler resampler(points, FitMethod::least_squares, TrendScale::log, 1);
  const LineFit& fit = resampler.fit();
  double spread = 0, weighted = 0, squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double x = points.x[i] - fit.centre, e = points.y[i] - fit.at(points.x[i]);
    spread += x * x;
    weighted += x * x * e * e;
    squares += e * e;
  }
  const auto w = words(draws);
  Lines lines(draws);
  resampler.draw(w.data(), draws, lines.at(0));
  CHECK(variance(lines.slope) == doctest::Approx(weighted / (spread * spread)).epsilon(0.08));
  CHECK(variance(lines.level) == doctest::Approx(squares / n / n).epsilon(0.08));
  CHECK(std::abs(mean(lines.slope) - fit.slope) < 6 * std::sqrt(weighted) / spread / std::sqrt(double{draws}) + 0.02 * std::sqrt(weighted) / spread);
  // Residual variances are those of new values about the true line: n / (n - 2) twice. To a tenth of a percent and 1/n².
  std::vector<double> residual;
  for (const double sd : lines.sd) residual.push_back(sd * sd);
  CHECK(mean(residual) == doctest::Approx(fit.residual_sd * fit.residual_sd).epsilon(0.01));

  // Noise alone: on a line, a factor log-uniform in [1/3, 3] is uniform on log10 with variance log10(3)² / 3.
  TrendPoints line = points;
  for (std::size_t i = 0; i < n; ++i) line.y[i] = 1 + 2 * line.x[i];
  const Resampler noisy(line, FitMethod::least_squares, TrendScale::log, 3);
  noisy.draw(w.data(), draws, lines.at(0));
  const double each = std::pow(std::log10(3), 2) / 3;
  CHECK(variance(lines.slope) == doctest::Approx(each / spread).epsilon(0.08));
  CHECK(std::abs(mean(lines.slope) - 2) < 6 * std::sqrt(each / spread / draws));
}

// A factor is never outside its range: on a linear scale from 10 it makes 5 to 20.
TEST_CASE("noise multiplies by a factor in its range") {
  const Resampler resampler(points_of({0, 1}, {10, 10}), FitMethod::least_squares, TrendScale::linear, 2);
  const auto w = words(5000);
  Lines lines(w.size());
  resampler.draw(w.data(), w.size(), lines.at(0));
  double least = 1e9, most = 0;
  for (std::size_t k = 0; k < w.size(); ++k) {
    for (const double end : {-0.5, 0.5}) {
      least = std::min(least, lines.level[k] + end * lines.slope[k]);
      most = std::max(most, lines.level[k] + end * lines.slope[k]);
    }
  }
  CHECK(least >= 5 * (1 - 1e-12));
  CHECK(most <= 20 * (1 + 1e-12));
  CHECK(least < 5.01);   // 10,000 ends: the chance that none is so near is e^-14
  CHECK(most > 19.98);
}

// A change of slope at a known place is found there, and its date spreads over the rows around it.
TEST_CASE("the date of a change is uncertain") {
  const auto& data = *std::find_if(reference::trend_cases.begin(), reference::trend_cases.end(), [](const auto& c) { return c.name.starts_with("broken"); });
  const Resampler resampler(points_of(data.x, data.y), FitMethod::two_regimes, TrendScale::log, 1);
  const auto w = words(2000);
  Lines lines(w.size());
  resampler.draw(w.data(), w.size(), lines.at(0));
  CHECK(std::abs(mean(lines.change) - 2012.5) < 1);
  CHECK(variance(lines.change) > 0.01);
  CHECK(mean(lines.slope) == doctest::Approx(0.5).epsilon(0.15));
  CHECK(mean(lines.slope_before) == doctest::Approx(0.1).epsilon(0.15));
}

}  // namespace botec
