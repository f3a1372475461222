#include "data/resampler.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "data/resampler_scratch.h"
#include "kernels/kernels.h"

namespace botec {
namespace {

constexpr std::uint64_t attempts = 64;                    // of two points each fails with probability 1/2
constexpr std::uint64_t purpose = 0x72656472617720ull;   // the upper half of the key, so that no other use has these words
constexpr double lowest = -std::numeric_limits<double>::infinity();

}  // namespace

Resampler::Resampler(const TrendPoints& points, FitMethod method, TrendScale scale, double noise)
    : fit_(*fit_line(points, method)), scale_(scale), noise_(noise), y_(points.y) {
  double least_gap = std::numeric_limits<double>::infinity(), furthest = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = points.x[i] - fit_.centre;
    const double y = points.y[i] - (fit_.level + fit_.slope * x);
    x_.push_back(x);
    rows_.push_back({x, y, x * x, x * y, y * y});
    from_line_.push_back(y);
    furthest = std::max(furthest, x * x);
    if (i > 0 && points.x[i] > points.x[i - 1]) least_gap = std::min(least_gap, points.x[i] - points.x[i - 1]);
  }
  // The least that different x can give is one of them apart from all others by the smallest gap: gap² (n - 1) / n.
  const double n = static_cast<double>(points.size());
  least_spread_ = std::max(least_gap * least_gap * (n - 1) / n / 2, 1e-14 * n * furthest);
  if (noise > 1) noise_part_ = noise_of();
  prepare_groups();
  if (x_.size() <= redraw::most_summed) {
    padded_x_ = x_;
    padded_y_ = from_line_;
    padded_x_.resize((x_.size() + 15) / 16 * 16);
    padded_y_.resize(padded_x_.size());
  }
  if (x_.size() <= Redrawings::most_rows) {
    redrawings_ = Redrawings(x_, from_line_, least_spread_);
    const std::uint64_t rows = x_.size();
    for (std::uint64_t row = 0; row < rows; ++row) half_of_.push_back(static_cast<std::uint32_t>(((row << 32) + rows - 1) / rows));
  }
  if (method == FitMethod::theil_sen) prepare_pairs();
  if (method == FitMethod::theil_sen && noise > 1) find_usual_slopes();
}

void Resampler::prepare_groups() {
  for (std::size_t i = 0; i < x_.size(); ++i) {
    if (i == 0 || x_[i] > x_[i - 1]) {
      first_row_.push_back(static_cast<std::uint32_t>(i));
      group_x_.push_back(x_[i]);
    }
    group_.push_back(static_cast<std::uint32_t>(group_x_.size() - 1));
  }
  first_row_.push_back(static_cast<std::uint32_t>(x_.size()));
}

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t word_of(double u) {
  std::uint64_t x = std::bit_cast<std::uint64_t>(u) + 0x9E3779B97F4A7C15ULL;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

void Resampler::draw(const std::uint64_t* words, std::size_t n, const LineDraws& out) const {
  Scratch scratch(x_.size(), fit_.method, noise_ > 1);
  Trial trials[redraw::lanes];
  for (std::size_t first = 0; first < n; first += redraw::lanes) {
    const std::size_t size = std::min(redraw::lanes, n - first);
    for (std::size_t t = 0; t < size; ++t) trials[t].word = words[first + t];
    draw_lanes(trials, first, size, out, scratch);
  }
}

void Resampler::draw_at(const double* u, std::size_t n, const LineDraws& out) const {
  Scratch scratch(x_.size(), fit_.method, noise_ > 1);
  Trial trials[redraw::lanes];
  for (std::size_t first = 0; first < n; first += redraw::lanes) {
    const std::size_t size = std::min(redraw::lanes, n - first);
    for (std::size_t t = 0; t < size; ++t) {
      trials[t].word = word_of(u[first + t]);
      if (redrawings_.empty()) continue;
      const auto [rows, rest] = redrawings_.choose(u[first + t]);
      trials[t].rows = rows;
      trials[t].noise = static_cast<std::uint32_t>(std::min(rest * 0x1p32, 0x1p32 - 1));
    }
    draw_lanes(trials, first, size, out, scratch);
  }
}

void Resampler::draw_lanes(Trials trials, std::size_t first, std::size_t size, const LineDraws& out, Scratch& scratch) const {
  const double count = static_cast<double>(fit_.n);
  const double inflation = fit_.freedom > 0 ? count / (fit_.freedom * fit_.freedom) : 0;
  auto& lane = scratch.lane;
  redraw_lanes(trials, size, out, scratch);
  for (std::size_t t = 0; t < size; ++t) {
    if (lane.ok[t]) continue;
    Drawn drawn{};
    std::uint64_t attempt = 1;
    while (attempt < attempts && !redraw(trials[t], attempt, scratch, drawn)) ++attempt;
    if (attempt == attempts) drawn = {fit_.level, fit_.slope, 0, fit_.change, fit_.level_before, fit_.slope_before};
    scratch.put(t, drawn);
  }
  const auto put = [&](double* to, const double* from) {
    if (to != nullptr) std::copy_n(from, size, to + first);
  };
  put(out.level, lane.level);
  put(out.slope, lane.slope);
  for (std::size_t t = 0; t < size && out.residual_sd != nullptr; ++t) out.residual_sd[first + t] = std::sqrt(std::max(lane.squares[t], 0.0) * inflation);
  put(out.level_before, fit_.has_change() ? lane.level_before : lane.level);
  put(out.slope_before, fit_.has_change() ? lane.slope_before : lane.slope);
  if (!fit_.has_change()) std::fill_n(lane.change, size, lowest);
  put(out.change, lane.change);
}

void Resampler::redraw_lanes(Trials trials, std::size_t count, const LineDraws& wanted, Scratch& scratch) const {
  const bool squares = wanted.residual_sd != nullptr;
  const bool countable = noise_ <= 1 && x_.size() <= redraw::most_rows;
  if (fit_.method == FitMethod::least_squares) return lines_of_squares(trials, count, squares, scratch);
  if (fit_.method == FitMethod::theil_sen && countable) return lines_of_medians(trials, count, squares || wanted.level != nullptr || wanted.level_before != nullptr, scratch);
  if (fit_.method == FitMethod::two_regimes && countable) return lines_of_regimes(trials, count, squares, scratch);
  for (std::size_t t = 0; t < count; ++t) {
    Drawn drawn{};
    scratch.lane.ok[t] = redraw(trials[t], 0, scratch, drawn);
    scratch.put(t, drawn);
  }
}

// Without noise one word chooses two rows, by its halves; with noise its lower half is the noise.
void Resampler::draw_words(const Trial& trial, std::uint64_t attempt, std::uint64_t* words) const {
  const std::size_t n = x_.size();
  const bool chosen = trial.rows != nullptr;
  if (!chosen || noise_ > 1) kernels::active().random_words(words, trial.word, purpose, 0, attempt, noise_ > 1 ? n : (n + 1) / 2);
  if (!chosen) return;
  for (std::size_t i = 0; i < n && noise_ > 1; ++i) words[i] = std::uint64_t{half_of_[trial.rows[i]]} << 32 | (words[i] & 0xffffffffu);
  if (noise_ > 1) {
    words[0] = (words[0] & ~std::uint64_t{0xffffffffu}) | trial.noise;
    return;
  }
  for (std::size_t i = 0; i < n; i += 2) {
    words[i / 2] = std::uint64_t{half_of_[trial.rows[i]]} << 32 | (i + 1 < n ? half_of_[trial.rows[i + 1]] : 0);
  }
}

void Resampler::count_rows(Trials trials, std::size_t count, Scratch& scratch) const {
  const std::uint64_t n = x_.size();
  std::fill(scratch.lane_counts.begin(), scratch.lane_counts.end(), std::uint8_t{0});
  for (std::size_t t = 0; t < count; ++t) {
    draw_words(trials[t], 0, scratch.words.data());
    std::uint8_t* const counts = scratch.lane_counts.data() + t;
    for (std::size_t k = 0; k < n / 2; ++k) {
      ++counts[((scratch.words[k] >> 32) * n >> 32) * redraw::lanes];
      ++counts[((scratch.words[k] & 0xffffffffu) * n >> 32) * redraw::lanes];
    }
    if (n % 2 == 1) ++counts[((scratch.words[n / 2] >> 32) * n >> 32) * redraw::lanes];
  }
}

bool Resampler::redraw(const Trial& trial, std::uint64_t attempt, Scratch& scratch, Drawn& drawn) const {
  draw_words(trial, attempt, scratch.words.data());
  if (fit_.method == FitMethod::least_squares) return line_of(sums_of_squares(scratch), drawn);
  draw_values(scratch);
  return fit_.method == FitMethod::theil_sen ? median_line(scratch, drawn) : broken_line(scratch, drawn);
}

// On a log scale what is added to a value, on a linear one the binary logarithm of its factor.
Resampler::Noise Resampler::noise_of() const {
  double width = noise_;
  const kernels::Table& table = kernels::active();   // not the C library's, which differs from machine to machine
  (scale_ == TrendScale::log ? table.log10 : table.log2)(&width, &width, 1);
  return {width * (0x1p-32 - 1), width * 0x1p-31};   // the middle of the half's cell
}

// Which rows, and their values: on the scale as it is for Theil and Sen, from the fitted line for the others.
void Resampler::draw_values(Scratch& scratch) const {
  const std::size_t n = x_.size();
  const bool from_line = fit_.method != FitMethod::theil_sen;
  if (noise_ <= 1) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t half = i % 2 == 0 ? scratch.words[i / 2] >> 32 : scratch.words[i / 2] & 0xffffffffu;
      const std::size_t row = (half * n) >> 32;
      scratch.rows[i] = static_cast<std::uint32_t>(row);
      scratch.y[i] = from_line ? rows_[row].y : y_[row];
    }
    return;
  }
  const Noise noise = noise_part_;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t word = scratch.words[i];
    const std::size_t row = ((word >> 32) * n) >> 32;
    scratch.rows[i] = static_cast<std::uint32_t>(row);
    scratch.y[i] = noise.of(word);
  }
  if (scale_ == TrendScale::log) {
    if (from_line) {
      for (std::size_t i = 0; i < n; ++i) scratch.y[i] += rows_[scratch.rows[i]].y;
    } else {
      for (std::size_t i = 0; i < n; ++i) scratch.y[i] += y_[scratch.rows[i]];
    }
    return;
  }
  kernels::active().exp2(scratch.y.data(), scratch.y.data(), n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t row = scratch.rows[i];
    scratch.y[i] = y_[row] * scratch.y[i] - (from_line ? y_[row] - rows_[row].y : 0);
  }
}

}  // namespace botec
