#include "distributions/incomplete_beta.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "distributions/boost_policy.h"
#include "distributions/newton_tail.h"
#include "distributions/saddle_point.h"
#include "distributions/tail_integral.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace {

// From this shape on Boost's continued fraction gets long, and its expansion for a small and a large shape gets noisy.
constexpr double large = 1e3;
// This many standard deviations out its far tails lose relative accuracy for smaller ones, too.
constexpr double far_out = 4;
// The quadrature wants a density that vanishes smoothly enough at the end of the tail; up to here the power series serves.
constexpr double smooth_end = 10;

// What the quadrature of a tail needs to know; `outward` is the tail away from the mode.
struct Slope {
  double slope, bend;  // of the logarithm of the density, both positive going outward
  Tail outward;
};

Slope slope_at(double a, double b, UnitPoint at) {
  const double fall = ((a - 1) * at.rest - (b - 1) * at.y) / at.y / at.rest;
  return {std::abs(fall), (a - 1) / at.y / at.y + (b - 1) / at.rest / at.rest, fall >= 0 ? Tail::lower : Tail::upper};
}

// I_y(a, b) = y^a (1-y)^b / (a B(a, b)) · Σ y^n (a+b)_n / (a+1)_n (DLMF 8.17.8): positive terms that, below the mode, fall at
// least like those of a geometric series with ratio (a-1) / (a+1+n).
double power_series(double a, double b, UnitPoint at) {
  double term = 1, sum = 1;
  for (int n = 0; n < 1000 && term > 1e-17 * sum; ++n) sum += term *= (a + b + n) / (a + 1 + n) * at.y;
  return b / (a + b) * binomial_term(a, b, at.y, at.rest) * sum;
}

// The lower tail at a point below the mode.
double quadrature(double a, double b, UnitPoint at, const Slope& log_density) {
  const auto fall = [&](double t) {
    return (a - 1) * log1p_minus(-t / at.y) + (b - 1) * log1p_minus(t / at.rest) - t * log_density.slope;
  };
  return incomplete_beta_density(a, b, at) * tail_integral(fall, log_density.slope, log_density.bend, at.y);
}

// Near the end at 0 of a law with a small first shape, also somewhat past the mode, where the tail may still be small (so that
// it must not be a complement) and the density changes too fast for the quadrature.
bool near_end(double a, double b, double y) { return a < smooth_end && (a + b) * y < a + 5; }

double lower_tail(double a, double b, UnitPoint at, const Slope& log_density) {
  const UnitPoint mirrored{at.rest, at.y};
  if (near_end(a, b, at.y)) return power_series(a, b, at);
  if (near_end(b, a, at.rest)) return 1 - power_series(b, a, mirrored);
  if (log_density.outward == Tail::lower) return quadrature(a, b, at, log_density);
  return 1 - quadrature(b, a, mirrored, log_density);
}

bool beyond_boost(double a, double b, const Slope& log_density) {
  if (std::min(a, b) <= 1) return false;
  return std::max(a, b) > large || log_density.slope * log_density.slope > far_out * far_out * log_density.bend;
}

// y^a / (a B(a, b)) is I_y(a, b) to rounding for small enough y; the logarithm of its inverse.
double power_law_inverse_log(double a, double b, double log_p) {
  using namespace boost::math;
  if (a > 1)  // cancellation is harmless here, underflow of the ratio below would not be
    return (log_p + lgamma(a + 1, QuietPolicy()) + (lgamma(b, QuietPolicy()) - lgamma(a + b, QuietPolicy()))) / a;
  return (log_p + std::log1p(tgamma1pm1(a, QuietPolicy())) + std::log(tgamma_delta_ratio(b, a, QuietPolicy()))) / a;
}

UnitPoint from_log_odds(double log_odds) { return {1 / (1 + std::exp(-log_odds)), 1 / (1 + std::exp(log_odds))}; }

// The log-odds of a share with this logarithm, at most 30.
double log_odds(double log_share) { return log_share < 0 ? std::min(log_share - std::log(-std::expm1(log_share)), 30.0) : 30.0; }

double first_guess(double a, double b, double p, Tail tail) {
  // The log-odds are close to normal, their mean and variance being differences and sums of digamma and trigamma.
  if (a > 0.8 && b > 0.8)
    return std::log((a - 0.5) / (b - 0.5)) + standard_normal_quantile(p, tail) * std::sqrt(1 / (a - 0.5) + 1 / (b - 0.5));
  return tail == Tail::lower ? log_odds(power_law_inverse_log(a, b, std::log(p)))
                             : -log_odds(power_law_inverse_log(b, a, std::log(p)));
}

UnitPoint moved(UnitPoint at, double step) {
  const double grown = at.y * std::exp(step), sum = at.rest + grown;
  return {grown / sum, at.rest / sum};
}

}  // namespace

double incomplete_beta(double a, double b, UnitPoint at, Tail tail) {
  // Boost takes one coordinate; the smaller one loses nothing.
  if (at.y > at.rest) return incomplete_beta(b, a, {at.rest, at.y}, other(tail));
  if (!(at.y > 0)) return tail == Tail::lower ? 0.0 : 1.0;
  const Slope log_density = slope_at(a, b, at);
  if (beyond_boost(a, b, log_density)) {
    if (tail == Tail::lower) return lower_tail(a, b, at, log_density);
    return lower_tail(b, a, {at.rest, at.y}, {log_density.slope, log_density.bend, other(log_density.outward)});
  }
  return tail == Tail::lower ? boost::math::ibeta(a, b, at.y, QuietPolicy()) : boost::math::ibetac(a, b, at.y, QuietPolicy());
}

double incomplete_beta_density(double a, double b, UnitPoint at) {
  if (!(at.y > 0) || !(at.rest > 0)) {
    const double here = at.y > 0 ? b : a, there = at.y > 0 ? a : b;
    return here > 1 ? 0.0 : here == 1 ? there : std::numeric_limits<double>::infinity();
  }
  if (a >= 1 && b >= 1) return (a + b - 1) * binomial_term(a - 1, b - 1, at.y, at.rest);
  // Γ(a + b)/(Γ(a) Γ(b)) = ab/(a + b) · Γ(a + b + 1)/(Γ(a + 1) Γ(b + 1)) keeps the term's arguments in its range.
  return a / (a + b) * b * binomial_term(a, b, at.y, at.rest) / at.y / at.rest;
}

double incomplete_beta_log_density(double a, double b, UnitPoint at) {
  if (!(at.y > 0) || !(at.rest > 0)) return std::log(incomplete_beta_density(a, b, at));
  if (a >= 1 && b >= 1) return std::log(a + b - 1) + log_binomial_term(a - 1, b - 1, at.y, at.rest);
  return std::log(a / (a + b) * b) + log_binomial_term(a, b, at.y, at.rest) - std::log(at.y) - std::log(at.rest);
}

UnitPoint incomplete_beta_inverse(double a, double b, double p, Tail tail) {
  if (p > 0.5) return incomplete_beta_inverse(a, b, 1 - p, other(tail));
  const bool lower = tail == Tail::lower;
  // Close enough to either end the power law is exact, and may be too small for a double.
  const double at_low = power_law_inverse_log(a, b, lower ? std::log(p) : std::log1p(-p));
  const double at_high = power_law_inverse_log(b, a, lower ? std::log1p(-p) : std::log(p));
  if (at_low < -37 - std::log1p(b)) return {std::exp(at_low), 1};
  if (at_high < -37 - std::log1p(a)) return {1, std::exp(at_high)};
  return invert_tail(
      from_log_odds(first_guess(a, b, p, tail)), p, lower ? 1 : -1,
      [&](UnitPoint at) { return incomplete_beta(a, b, at, tail); },
      [&](UnitPoint at) { return incomplete_beta_density(a, b, at) * at.y * at.rest; }, moved);
}

}  // namespace botec
