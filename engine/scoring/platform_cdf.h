// A distribution function as Metaculus takes it: values at equal steps of the question's scale that keep the platform's rules.
// Rules as of August 2026: bins + 1 values (200 bins unless the question says otherwise); each step at least 0.01/bins and at most
// 40/bins; where a bound is open, at least 0.001 beyond it, where it is closed nothing; values have ten decimals.
// Place: scoring → result. Threads: pure functions, plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace botec {

struct PlatformScale {
  double lower = 0, upper = 1;
  std::optional<double> zero_point;    // of a logarithmic scale: where it would reach after infinitely many steps
  std::size_t bins = 200;
  bool open_lower = false, open_upper = false;
};

// The values of the scale at its bins + 1 points.
std::vector<double> points_of(const PlatformScale& scale);

struct PlatformCdf {
  std::vector<double> values;
  double largest_move = 0;             // from the distribution itself, given that it does not lie beyond a closed bound
  std::size_t moved_at = 0;            // at which point
};

// `own`: P(X < lower), then P(X <= point) of each further point. Nothing where a closed bound leaves no probability.
std::optional<PlatformCdf> fit_to_platform(const std::vector<double>& own, const PlatformScale& scale);

// What breaks the rules, in words; empty where they are kept.
const char* broken_rule(const std::vector<double>& cdf, const PlatformScale& scale);

// A probability that the platform takes: from 0.001 to 0.999.
double platform_probability(double probability);

}  // namespace botec
