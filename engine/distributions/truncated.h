// A distribution conditioned on an interval, as its file and that of its moments see it.
// Place: inside distributions only. Threads: pure functions.
#pragma once

#include "distributions/distribution.h"

namespace botec {

// Parameters of the truncated family; parts holds the one law that is cut.
struct Cut {
  double low, high;    // the support; of whole numbers the first and the last that stay
  double below;        // P(X < low)
  double from_low;     // P(X >= low)
  double to_high;      // P(X <= high)
  double above;        // P(X > high)
  double kept;         // P(low <= X <= high)
};
Cut cut_of(const Distribution& truncated);

// Below this share of what is subtracted a difference of two probabilities has lost more than three digits, and an
// integral of the density takes its place.
inline constexpr double cancellation = 1e-3;

// P(x0 <= X <= x1) of a law without atoms or on whole numbers, with relative accuracy however deep in a tail or
// narrow the interval is.
double mass_between(const Distribution& base, double x0, double x1);

Moments truncated_moments(const Distribution& truncated);

}  // namespace botec
