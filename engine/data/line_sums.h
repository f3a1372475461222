// Least squares from sums about fixed centres, of all points or of a stretch of them.
// Place: under trend_fit.cpp and resampler.cpp. Threads: plain data.
#pragma once

#include <cstddef>

namespace botec {

// Σ1, Σx, Σy, Σx², Σxy, Σy² of values that were centred beforehand, so that little cancels in what follows.
struct LineSums {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;

  void add(double at, double value, double weight = 1) {
    n += weight;
    x += weight * at;
    y += weight * value;
    xx += weight * (at * at);
    xy += weight * (at * value);
    yy += weight * (value * value);
  }
  LineSums& operator+=(const LineSums& other) {
    n += other.n;
    x += other.x;
    y += other.y;
    xx += other.xx;
    xy += other.xy;
    yy += other.yy;
    return *this;
  }
  LineSums operator-(const LineSums& other) const {
    return {n - other.n, x - other.x, y - other.y, xx - other.xx, xy - other.xy, yy - other.yy};
  }

  double spread_x() const { return xx - x * x / n; }
  double spread_y() const { return yy - y * y / n; }
  double together() const { return xy - x * y / n; }
  double slope() const { return together() / spread_x(); }
  double level() const { return (y - slope() * x) / n; }   // at the centre of x
  double residuals() const {                                // sum of their squares; rounding may not make it negative
    const double sum = spread_y() - together() * slope();
    return sum > 0 ? sum : 0;
  }
};

}  // namespace botec
