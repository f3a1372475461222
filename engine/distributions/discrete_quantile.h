// The generalised inverse of a cdf on the whole numbers. Threads: pure functions.
#pragma once

#include <algorithm>
#include <cmath>

#include "distributions/tail_probability.h"

namespace botec {

// A first guess at a quantile from three moments (Cornish and Fisher 1938, first correction).
inline double cornish_fisher(double mean, double sd, double skewness, double p, Tail tail) {
  const double z = standard_normal_quantile(p, tail);
  return mean + sd * (z + skewness * (z * z - 1) / 6);
}

// The smallest whole number in [low, high] with reached(k) >= p (lower tail) or <= p (upper tail), reached being the cdf in
// that tail; `high` must satisfy it or be infinite. Steps double away from the guess, then the bracket is halved: at most
// about 130 evaluations for numbers that doubles can count.
template <class Cdf>
double discrete_quantile(double guess, double low, double high, double p, Tail tail, Cdf reached) {
  constexpr double countless = 0x1p60;  // no doubling goes further
  const auto enough = [&](double k) { return tail == Tail::lower ? reached(k) >= p : reached(k) <= p; };
  double at = std::floor(std::clamp(std::isnan(guess) ? low : guess, low, std::min(high, countless)));
  double below, above;  // below: not enough (or low - 1); above: enough
  double step = 1;
  if (enough(at)) {
    above = at;
    below = at - step;
    while (below >= low && enough(below)) {
      above = below;
      below -= step *= 2;
    }
    below = std::max(below, low - 1);
  } else {
    below = at;
    above = at + step;
    while (above < high && !enough(above)) {
      if (above > countless) return high;
      below = above;
      above += step *= 2;
    }
    above = std::min(above, high);
  }
  while (above - below > 1) {
    const double middle = std::floor(below + (above - below) / 2);
    if (middle <= below || middle >= above) break;  // doubles have no whole number between
    (enough(middle) ? above : below) = middle;
  }
  return above;
}

}  // namespace botec
