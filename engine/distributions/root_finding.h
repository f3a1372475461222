// The root of a falling function, for fits that have no closed form. Threads: pure functions.
#pragma once

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <optional>

#include "distributions/boost_policy.h"

namespace botec {

// Steps double away from `start`, the first one given, until the sign changes, within [least, most]; then algorithm 748 of
// Alefeld, Potra and Shi (1995) closes in. At most about 100 evaluations; nothing where there is no change of sign.
template <class F>
std::optional<double> falling_root(F f, double start, double first_step, double least, double most) {
  // Infinities (a ratio that overflows) are only directions; the interpolation wants numbers.
  const auto value = [&](double x) { return std::clamp(f(x), -1e6, 1e6); };
  double left = start, right = start;
  double at_left = value(start), at_right = at_left;
  if (std::isnan(at_left)) return std::nullopt;
  for (double step = first_step; at_left < 0; step *= 2) {
    if (left <= least) return std::nullopt;
    right = left;
    at_right = at_left;
    left = std::max(left - step, least);
    at_left = value(left);
  }
  for (double step = first_step; at_right > 0; step *= 2) {
    if (right >= most) return std::nullopt;
    left = right;
    at_left = at_right;
    right = std::min(right + step, most);
    at_right = value(right);
  }
  if (at_left == 0) return left;
  if (at_right == 0) return right;
  if (!(at_left > 0 && at_right < 0)) return std::nullopt;
  std::uintmax_t evaluations = 80;
  const boost::math::tools::eps_tolerance<double> closed(53);
  const auto [low, high] =
      boost::math::tools::toms748_solve(value, left, right, at_left, at_right, closed, evaluations, QuietPolicy());
  return std::abs(value(low)) < std::abs(value(high)) ? low : high;
}

}  // namespace botec
