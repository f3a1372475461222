// The inverse of a tail probability by Newton's method on its logarithm. Place: under the inverses of the incomplete gamma and
// beta functions. Both laws have log-concave densities in the logarithm (gamma) or the log-odds (beta), so that the
// logarithm of either tail is concave there, and Newton's method converges from any start without overshooting twice.
// Threads: pure functions.
#pragma once

#include <cmath>
#include <limits>

namespace botec {

// Point: a value that `moved(point, step)` shifts by a step in the concave coordinate. tail(point) is the probability, rate(point) its
// derivative in that coordinate without sign; `direction` is +1 where the tail grows with the coordinate, else -1.
template <class Point, class TailProbability, class Rate, class Move>
Point invert_tail(Point start, double p, double direction, TailProbability tail, Rate rate, Move moved) {
  constexpr int limit = 100;
  constexpr double longest = 30;  // keeps a start in the flat part from leaving the doubles
  Point best = start;
  double best_miss = std::numeric_limits<double>::infinity();
  int stalled = 0;
  for (int i = 0; i < limit; ++i) {
    const double reached = tail(start);
    const double miss = std::log(reached / p);
    if (std::abs(miss) < best_miss) {
      best_miss = std::abs(miss);
      best = start;
      stalled = 0;
    } else if (std::isfinite(miss) && (best_miss < 1e-12 || ++stalled > 3)) {
      break;  // only rounding noise of the tail itself is left
    }
    if (best_miss == 0) break;
    double step = -direction * miss * reached / rate(start);
    if (!(std::abs(step) <= longest)) step = -direction * std::copysign(longest, miss);
    const Point next = moved(start, step);
    if (!(std::abs(step) > 1e-17)) break;
    start = next;
  }
  return best;
}

}  // namespace botec
