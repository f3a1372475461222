#include "distributions/monotone_inverse.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace botec {

namespace {

// The place of a double among all doubles in ascending order.
std::int64_t rank_of(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x + 0.0);  // + 0.0 makes one zero of two
  return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}

double of_rank(std::int64_t rank) {
  return std::bit_cast<double>(rank >= 0 ? rank : std::numeric_limits<std::int64_t>::min() - rank);
}

// How many doubles lie between; unsigned, because the whole line is wider than a signed count.
std::uint64_t doubles_between(double low, double high) {
  return static_cast<std::uint64_t>(rank_of(high)) - static_cast<std::uint64_t>(rank_of(low));
}

}  // namespace

double middle_double(double a, double b) {
  const std::int64_t low = rank_of(a), high = rank_of(b);
  return of_rank((low & high) + ((low ^ high) >> 1));
}

double invert_cdf(const std::function<CdfPoint(double)>& at, double p, Tail tail, double low, double high) {
  const bool lower = tail == Tail::lower;
  const auto reached = [&](double probability) { return lower ? probability >= p : probability <= p; };
  if (low >= high) return high;
  if (std::isfinite(low) && reached(at(low).probability)) return low;
  bool newton = true;
  double x = middle_double(low, high);
  while (doubles_between(low, high) > 1) {
    if (!(x > low && x < high)) x = middle_double(low, high);
    const CdfPoint here = at(x);
    const std::uint64_t width = doubles_between(low, high);
    (reached(here.probability) ? high : low) = x;
    // Newton on log(probability) is straight in exponential tails and never far off in others.
    const double excess = std::log(here.probability / p) * here.probability / here.density;
    const double step = lower ? -excess : excess;
    if (here.density > 0 && std::isfinite(step) && std::abs(step) <= std::abs(x) * 0x1p-52) return x;
    // After a Newton step that did not halve the bracket comes a halving, so that the end is certain.
    newton = !newton || doubles_between(low, high) <= width / 2 || std::abs(step) < std::abs(x) * 0x1p-20;
    x = newton && here.density > 0 && std::isfinite(step) ? x + step : middle_double(low, high);
  }
  return high;
}

}  // namespace botec
