// Least squares of redrawn rows.
#include <cmath>

#include "data/resampler_scratch.h"

namespace botec {

using Two = double __attribute__((vector_size(16)));

// Of sums about the centre and the fitted line.
bool Resampler::line_of(double x, double y, double xx, double xy, double yy, Drawn& drawn) const {
  const double n = static_cast<double>(x_.size());
  const double spread = xx - x * x / n;
  if (!(spread > least_spread_)) return false;
  const double together = xy - x * y / n, turn = together / spread;
  drawn.slope = fit_.slope + turn;
  drawn.level = fit_.level + (y - turn * x) / n;
  drawn.squares = yy - y * y / n - together * turn;
  return true;
}

// Two sets of sums, so that an addition need not wait for the one before it.
bool Resampler::plain_line(const Scratch& scratch, Drawn& drawn) const {
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
  return line_of(sums[0][0][0], sums[0][0][1], sums[0][1][0], sums[0][1][1], sums[0][2][0], drawn);
}

bool Resampler::noisy_line(const Scratch& scratch, Drawn& drawn) const {
  const std::uint64_t n = x_.size();
  const Row* const rows = rows_.data();
  const Noise noise = noise_of();
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
  return line_of(value[0], value[1], squares[0] + squares[1], product[0], product[1], drawn);
}

bool Resampler::line_of_values(const Scratch& scratch, Drawn& drawn) const {
  LineSums sums;
  for (std::size_t i = 0; i < x_.size(); ++i) sums.add(x_[scratch.rows[i]], scratch.y[i]);
  return line_of(sums.x, sums.y, sums.xx, sums.xy, sums.yy, drawn);
}

}  // namespace botec
