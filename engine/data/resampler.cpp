#include "data/resampler.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/resampler_scratch.h"
#include "kernels/kernels.h"

namespace botec {
namespace {

constexpr std::uint64_t purpose = 0x72656472617720ull;   // the upper half of the key, so that no other use has these words
constexpr std::uint64_t attempts = 64;                    // of two points each fails with probability 1/2
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
    furthest = std::max(furthest, x * x);
    if (i > 0 && points.x[i] > points.x[i - 1]) least_gap = std::min(least_gap, points.x[i] - points.x[i - 1]);
  }
  // The least that different x can give is one of them apart from all others by the smallest gap: gap² (n - 1) / n.
  const double n = static_cast<double>(points.size());
  least_spread_ = std::max(least_gap * least_gap * (n - 1) / n / 2, 1e-14 * n * furthest);
  if (method == FitMethod::theil_sen) prepare_pairs();
  if (method == FitMethod::theil_sen && noise > 1) find_usual_slopes();
}

void Resampler::draw(const std::uint64_t* words, std::size_t n, const LineDraws& out) const {
  Scratch scratch(x_.size(), fit_.method, noise_ > 1);
  const double count = static_cast<double>(fit_.n);
  const double inflation = fit_.freedom > 0 ? count / (fit_.freedom * fit_.freedom) : 0;
  const auto put = [](double* to, std::size_t k, double value) {
    if (to != nullptr) to[k] = value;
  };
  for (std::size_t k = 0; k < n; ++k) {
    Drawn drawn{};
    std::uint64_t attempt = 0;
    while (attempt < attempts && !redraw(words[k], attempt, scratch, drawn)) ++attempt;
    if (attempt == attempts) drawn = {fit_.level, fit_.slope, 0, fit_.change, fit_.level_before, fit_.slope_before};
    put(out.level, k, drawn.level);
    put(out.slope, k, drawn.slope);
    put(out.residual_sd, k, std::sqrt(std::max(drawn.squares, 0.0) * inflation));
    put(out.change, k, fit_.has_change() ? drawn.change : lowest);
    put(out.level_before, k, fit_.has_change() ? drawn.level_before : drawn.level);
    put(out.slope_before, k, fit_.has_change() ? drawn.slope_before : drawn.slope);
  }
}

// Without noise one word chooses two rows, by its halves; with noise its lower half is the noise.
bool Resampler::redraw(std::uint64_t word, std::uint64_t attempt, Scratch& scratch, Drawn& drawn) const {
  const std::size_t n = x_.size();
  const std::size_t words = noise_ > 1 ? n : (n + 1) / 2;
  kernels::active().random_words(scratch.words.data(), word, purpose, 0, attempt, words);
  if (fit_.method == FitMethod::least_squares) {
    if (noise_ <= 1) return plain_line(scratch, drawn);
    if (scale_ == TrendScale::log) return noisy_line(scratch, drawn);
  }
  draw_values(scratch);
  switch (fit_.method) {
    case FitMethod::least_squares: return line_of_values(scratch, drawn);
    case FitMethod::theil_sen: return median_line(scratch, drawn);
    case FitMethod::two_regimes: return broken_line(scratch, drawn);
  }
  return false;
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
  const Noise noise = noise_of();
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
