// The polynomial of degree 11 through six points with their slopes, in powers of s on [-1, 1].
// Place: inside distributions, for quantile tables. Threads: pure functions.
#pragma once

#include <array>
#include <cstddef>

namespace botec::hermite {

inline constexpr std::size_t points = 6;

struct Point {
  double s, x, slope;  // slope is dx/ds
};

// Newton's divided differences with every point taken twice, multiplied out.
inline std::array<double, 2 * points> through(const std::array<Point, points>& given) {
  constexpr std::size_t n = 2 * points;
  std::array<double, n> s, d;
  // Differences are taken of x less its middle value, which keeps digits where x varies little.
  const double middle = given[points / 2].x;
  for (std::size_t i = 0; i < n; ++i) s[i] = given[i / 2].s, d[i] = given[i / 2].x - middle;
  for (std::size_t order = 1; order < n; ++order)
    for (std::size_t i = n - 1; i >= order; --i) {
      const double width = s[i] - s[i - order];
      d[i] = width == 0 ? given[i / 2].slope : (d[i] - d[i - 1]) / width;
      if (i == order) break;
    }
  std::array<double, n> c{};
  c[0] = d[n - 1];
  for (std::size_t k = n - 1; k-- > 0;) {
    for (std::size_t i = n - 1; i > 0; --i) c[i] = c[i - 1] - s[k] * c[i];
    c[0] = d[k] - s[k] * c[0];
  }
  c[0] += middle;
  return c;
}

// The cubic through two points with slopes, at s.
inline double cubic(const Point& a, const Point& b, double s) {
  const double h = b.s - a.s, t = (s - a.s) / h, r = 1 - t;
  return r * r * (1 + 2 * t) * a.x + t * t * (1 + 2 * r) * b.x + h * t * r * (r * a.slope - t * b.slope);
}

}  // namespace botec::hermite
