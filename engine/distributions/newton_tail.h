// The inverse of a tail probability by Newton's method on its logarithm. Place: under the inverses of the incomplete gamma and
// beta functions. Both laws have log-concave densities in the logarithm (gamma) or the log-odds (beta), so that the
// logarithm of either tail is concave there, and Newton's method comes home from any start.
// Threads: pure functions.
#pragma once

#include <cmath>
#include <limits>

namespace botec {

// Point: a value that `moved(point, step)` shifts by a step in the concave coordinate. tail(point) is the probability, rate(point) its
// derivative in that coordinate without sign; `inward` is +1 where the tail grows with the coordinate, else -1.
template <class Point, class TailProbability, class Rate, class Move>
Point invert_tail(Point at, double p, double inward, TailProbability tail, Rate rate, Move moved) {
  constexpr int limit = 200;
  constexpr double longest = 2;  // keeps a step from the flat part within sight of the tail
  Point last = at, best = at;    // last: where the tail was not below the smallest double
  double best_miss = std::numeric_limits<double>::infinity(), step = 0;
  int stalled = 0;
  for (int i = 0; i < limit; ++i) {
    const double reached = tail(at), miss = std::log(reached / p);
    if (!std::isfinite(miss)) {  // too far out
      if (std::isnan(miss)) break;
      step = std::isfinite(best_miss) ? step / 2 : inward * longest;
      at = moved(std::isfinite(best_miss) ? last : at, step);
      continue;
    }
    if (std::abs(miss) < best_miss) {
      best_miss = std::abs(miss);
      best = at;
      stalled = 0;
    } else if (best_miss < 1e-12 || ++stalled > 3) {
      break;  // only rounding noise of the tail itself is left
    }
    if (best_miss == 0) break;
    step = -inward * miss * reached / rate(at);
    if (!(std::abs(step) <= longest)) step = -inward * std::copysign(longest, miss);
    if (!(std::abs(step) > 1e-17)) break;
    if (std::abs(miss) < 1e-9) return moved(at, step);  // convergence is quadratic: this step leaves 1e-18
    last = at;
    at = moved(at, step);
  }
  return best;
}

}  // namespace botec
