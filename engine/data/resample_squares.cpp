// Least squares of redrawn rows.
#include <algorithm>
#include <cmath>

#include "data/resampler_scratch.h"

namespace botec {

using Two = double __attribute__((vector_size(16)));

// Of sums about the centre and the fitted line.
bool Resampler::line_of(const LineSums& s, Drawn& drawn) const {
  const double n = static_cast<double>(x_.size());
  const double spread = s.xx - s.x * s.x / n;
  if (!(spread > least_spread_)) return false;
  const double together = s.xy - s.x * s.y / n, turn = together / spread;
  drawn.slope = fit_.slope + turn;
  drawn.level = fit_.level + (s.y - turn * s.x) / n;
  drawn.squares = s.yy - s.y * s.y / n - together * turn;
  return true;
}

LineSums Resampler::sums_of_squares(Scratch& scratch) const {
  if (noise_ <= 1) return plain_sums(scratch);
  if (scale_ == TrendScale::log) return noisy_sums(scratch);
  draw_values(scratch);
  return sums_of_values(scratch);
}

// Eight trials at a time where that is faster, to the same bits.
bool Resampler::sum_lanes(Trials trials, std::size_t count, Scratch& scratch) const {
  const auto sum_rows = redraw::active().sum_rows;
  const bool of_values = noise_ > 1 && scale_ != TrendScale::log;   // which need a power of two each
  if (sum_rows == nullptr || of_values || x_.size() > redraw::most_summed) return false;
  const std::size_t n = x_.size(), stride = (n + 7) / 8 * 8;
  for (std::size_t first = 0; first < count; first += 8) {
    const std::size_t size = std::min<std::size_t>(8, count - first);
    for (std::size_t t = 0; t < size; ++t) draw_words(trials[first + t], 0, scratch.lane_words + t * stride);
    sum_rows({scratch.lane_words, stride, n, padded_x_.data(), padded_y_.data(), noise_ > 1, noise_part_.shift, noise_part_.scale,
              scratch.x_sums + first, scratch.y_sums + first, scratch.xx_sums + first, scratch.xy_sums + first, scratch.yy_sums + first});
  }
  return true;
}

void Resampler::lines_of_squares(Trials trials, std::size_t count, bool squares, Scratch& scratch) const {
  const bool summed = sum_lanes(trials, count, scratch);
  for (std::size_t t = 0; t < count && !summed; ++t) {
    draw_words(trials[t], 0, scratch.words.data());
    const LineSums sums = sums_of_squares(scratch);
    scratch.x_sums[t] = sums.x;
    scratch.y_sums[t] = sums.y;
    scratch.xx_sums[t] = sums.xx;
    scratch.xy_sums[t] = sums.xy;
    scratch.yy_sums[t] = sums.yy;
  }
  auto& lane = scratch.lane;
  double spread[redraw::lanes];
  redraw::active().lines({scratch.x_sums, scratch.y_sums, scratch.xx_sums, scratch.xy_sums, squares ? scratch.yy_sums : nullptr,
                          static_cast<double>(x_.size()), least_spread_, lane.level, lane.slope, lane.squares, spread});
  for (std::size_t t = 0; t < count; ++t) {
    lane.ok[t] = spread[t] > 0;
    lane.level[t] += fit_.level;
    lane.slope[t] += fit_.slope;
  }
}

// Two sets of sums, so that an addition need not wait for the one before it.
LineSums Resampler::plain_sums(const Scratch& scratch) const {
  const std::uint64_t n = x_.size();
  const Row* const rows = rows_.data();
  Two sums[2][3] = {};
  const auto add = [&](Two* to, std::uint64_t half) {
    const auto* const row = reinterpret_cast<const double*>(rows + ((half * n) >> 32));
    to[0] += Two{row[0], row[1]};
    to[1] += Two{row[2], row[3]};
    to[2] += Two{row[4], row[5]};
  };
  for (std::size_t k = 0; k < n / 2; ++k) {
    add(sums[0], scratch.words[k] >> 32);
    add(sums[1], scratch.words[k] & 0xffffffffu);
  }
  if (n % 2 == 1) add(sums[0], scratch.words[n / 2] >> 32);
  for (std::size_t i = 0; i < 3; ++i) sums[0][i] += sums[1][i];
  return {static_cast<double>(n), sums[0][0][0], sums[0][0][1], sums[0][1][0], sums[0][1][1], sums[0][2][0]};
}

LineSums Resampler::noisy_sums(const Scratch& scratch) const {
  const std::uint64_t n = x_.size();
  const Row* const rows = rows_.data();
  const Noise noise = noise_part_;
  Two values[2] = {}, products[2] = {};   // of x and y, xy and yy
  double squares[2] = {};                 // of x
  const auto add = [&](std::size_t side, std::uint64_t word) {
    const Row& row = rows[((word >> 32) * n) >> 32];
    const double y = row.y + noise.of(word);
    const Two both{row.x, y};
    values[side] += both;
    products[side] += both * Two{y, y};
    squares[side] += row.xx;
  };
  for (std::size_t i = 0; i + 1 < n; i += 2) {
    add(0, scratch.words[i]);
    add(1, scratch.words[i + 1]);
  }
  if (n % 2 == 1) add(0, scratch.words[n - 1]);
  const Two value = values[0] + values[1], product = products[0] + products[1];
  return {static_cast<double>(n), value[0], value[1], squares[0] + squares[1], product[0], product[1]};
}

LineSums Resampler::sums_of_values(const Scratch& scratch) const {
  LineSums sums;
  for (std::size_t i = 0; i < x_.size(); ++i) sums.add(x_[scratch.rows[i]], scratch.y[i]);
  return sums;
}

}  // namespace botec
