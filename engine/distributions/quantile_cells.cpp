#include "distributions/quantile_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace botec {
namespace {

using kernels::Cell;
using kernels::CellTable;
using kernels::Segment;

constexpr std::size_t degree = std::tuple_size_v<decltype(Cell::c)> - 1;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

// What a cell may add to the error of its segments, in probability, and relative to the tail; and in x, which is rounded.
constexpr double tolerance = 5e-13, tail_tolerance = 1e-10, x_tolerance = 8 * epsilon;
// Draws outside the cells cost ten times as much as those inside.
constexpr double most_outside = 0.1;

struct Point {
  double x, slope;   // dx/dp
};

Point at(const Segment& segment, double p) {
  const double s = (p - segment.centre) * segment.inverse;
  double x = 0, slope = 0;
  for (std::size_t k = segment.c.size(); k-- > 0;) {
    slope = slope * s + x;
    x = x * s + segment.c[k];
  }
  return {x, slope * segment.inverse};
}

// The zeros of the Chebyshev polynomial of degree 8 on [-1/2, 1/2], and what turns values there into powers of s.
struct Basis {
  std::array<double, degree + 1> nodes;
  std::array<std::array<double, degree + 1>, degree + 1> powers{};   // of s, per node: Lagrange's polynomials
  Basis() {
    constexpr double pi = 3.14159265358979323846;
    for (std::size_t i = 0; i <= degree; ++i) nodes[i] = 0.5 * std::cos(pi * (static_cast<double>(i) + 0.5) / (degree + 1));
    for (std::size_t i = 0; i <= degree; ++i) {
      auto& c = powers[i];
      c[0] = 1;
      std::size_t top = 0;
      for (std::size_t j = 0; j <= degree; ++j) {
        if (j == i) continue;
        const double scale = 1 / (nodes[i] - nodes[j]);
        for (std::size_t k = ++top; k > 0; --k) c[k] = (c[k - 1] - nodes[j] * c[k]) * scale;
        c[0] *= -nodes[j] * scale;
      }
    }
  }
};

double value(const Cell& cell, double s) {
  double x = 0;
  for (std::size_t k = degree + 1; k-- > 0;) x = x * s + cell.c[k];
  return x;
}

// The cell from `low` to `high`, which begins in `segment`; moves on to the segment of its end.
class CellFit {
 public:
  CellFit(double low, double high, const Segment*& segment) : low_(low), width_(high - low) {
    while (segment->last <= low) ++segment;
    first_ = segment;
    while (segment->last < high) ++segment;
    last_ = segment;
  }

  bool fit(const Basis& basis, Cell& cell) const {
    // Less its middle value, which keeps digits where x varies little.
    const double middle = at(segment_of(low_ + width_ / 2), low_ + width_ / 2).x;
    for (std::size_t i = 0; i <= degree; ++i) {
      const double p = low_ + width_ * (basis.nodes[i] + 0.5), x = at(segment_of(p), p).x - middle;
      for (std::size_t k = 0; k <= degree; ++k) cell.c[k] += x * basis.powers[i][k];
    }
    cell.c[0] += middle;
    // Between the nodes, at the ends, and on both sides of every border between segments, where x may jump or have a kink.
    for (const double s : {-0.5, -0.45, 0.0, 0.3, 0.5}) {
      if (!follows(cell, segment_of(low_ + width_ * (s + 0.5)), low_ + width_ * (s + 0.5))) return false;
    }
    for (const Segment* border = first_; border != last_; ++border) {
      if (!follows(cell, *border, border->last) || !follows(cell, border[1], border->last)) return false;
    }
    return true;
  }

 private:
  const Segment& segment_of(double p) const {
    const Segment* segment = first_;
    while (segment != last_ && segment->last < p) ++segment;
    return *segment;
  }
  bool follows(const Cell& cell, const Segment& segment, double p) const {
    const Point point = at(segment, p);
    const double error = std::abs(value(cell, (p - low_) / width_ - 0.5) - point.x);   // NaN where a segment has no answer
    return error <= std::min(tolerance, tail_tolerance * p) * std::abs(point.slope) || error <= x_tolerance * std::abs(point.x);
  }

  double low_, width_;
  const Segment* first_;
  const Segment* last_;
};

}  // namespace

std::vector<Cell> cells_of(std::span<const Segment> lower, std::span<const Segment> upper) {
  static const Basis basis;
  Cell none;
  none.c.fill(std::numeric_limits<double>::quiet_NaN());
  std::vector<Cell> cells{none};
  cells.reserve(2 * CellTable::half + 1);
  double missing = 0;
  for (const auto half : {lower, upper}) {
    const Segment* segment = half.data();
    for (int octave = CellTable::octaves; octave > 0; --octave) {
      const double start = std::ldexp(0.5, -octave), width = start / CellTable::per_octave;
      for (int k = 0; k < CellTable::per_octave; ++k) {
        const double low = start + k * width;
        Cell cell;
        if (!CellFit(low, low + width, segment).fit(basis, cell)) {
          cell = none;
          missing += width;
        }
        cells.push_back(cell);
      }
    }
  }
  if (missing > most_outside) cells.clear();
  return cells;
}

}  // namespace botec
