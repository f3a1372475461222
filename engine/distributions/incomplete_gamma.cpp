#include "distributions/incomplete_gamma.h"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "distributions/boost_policy.h"
#include "distributions/newton_tail.h"
#include "distributions/saddle_point.h"
#include "distributions/tail_integral.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace {

// From this shape on Boost's series, fractions and, for whole shapes, finite sums get long and its far tails lose digits.
constexpr double large = 500;

double large_incomplete_gamma(double a, double x, Tail tail) {
  const double b = a - 1;
  const bool below_mode = x < b;
  const double slope = (below_mode ? b - x : x - b) / x;
  const double sign = below_mode ? -1.0 : 1.0;
  const double outward =
      incomplete_gamma_density(a, x) *
      tail_integral([&](double t) { return b * log1p_minus(sign * t / x) - t * slope; }, slope, b / x / x,
                    below_mode ? x : std::numeric_limits<double>::infinity());
  return (tail == Tail::lower) == below_mode ? outward : 1 - outward;
}

// x^a / Γ(a + 1) is P(a, x) to rounding while x is below this.
constexpr double log_tiny = -37;

double power_law_inverse_log(double a, double log_p) {
  return (log_p + (a < 1 ? boost::math::log1p(boost::math::tgamma1pm1(a, QuietPolicy()), QuietPolicy())
                         : boost::math::lgamma(a + 1, QuietPolicy()))) / a;
}

double first_guess(double a, double p, Tail tail) {
  const double z = standard_normal_quantile(p, tail);
  if (a > 0.5) {  // Wilson and Hilferty 1931: the cube root is nearly normal
    const double root = 1 - 1 / (9 * a) + z / (3 * std::sqrt(a));
    if (root > 0.1) return a * root * root * root;
  }
  if (tail == Tail::lower) return std::exp(power_law_inverse_log(a, std::log(p)));
  return std::max(-std::log(p) - boost::math::lgamma(a, QuietPolicy()), 1e-3);  // Q ~ x^(a-1) e^-x / Γ(a)
}

}  // namespace

double incomplete_gamma(double a, double x, Tail tail) {
  if (!(x > 0)) return tail == Tail::lower ? 0.0 : 1.0;
  if (std::isinf(x)) return tail == Tail::lower ? 1.0 : 0.0;
  if (a > large) return large_incomplete_gamma(a, x, tail);
  return tail == Tail::lower ? boost::math::gamma_p(a, x, QuietPolicy()) : boost::math::gamma_q(a, x, QuietPolicy());
}

double incomplete_gamma_density(double a, double x) {
  if (a >= 1) return poisson_term(a - 1, x);
  return x > 0 ? poisson_term(a, x) * a / x : std::numeric_limits<double>::infinity();
}

double incomplete_gamma_log_density(double a, double x) {
  if (a >= 1) return log_poisson_term(a - 1, x);
  return x > 0 ? log_poisson_term(a, x) + std::log(a) - std::log(x) : std::numeric_limits<double>::infinity();
}

double incomplete_gamma_inverse(double a, double p, Tail tail) {
  if (p > 0.5) return incomplete_gamma_inverse(a, 1 - p, other(tail));
  const double log_small = power_law_inverse_log(a, tail == Tail::lower ? std::log(p) : std::log1p(-p));
  if (log_small < log_tiny) return std::exp(log_small);
  return invert_tail(
      first_guess(a, p, tail), p, tail == Tail::lower ? 1 : -1, [&](double x) { return incomplete_gamma(a, x, tail); },
      [&](double x) { return x * incomplete_gamma_density(a, x); }, [](double x, double step) { return x * std::exp(step); });
}

double incomplete_gamma_inverse_log(double a, double p, Tail tail) {
  const double log_p = (tail == Tail::lower) ? std::log(p) : std::log1p(-p);
  const double log_small = power_law_inverse_log(a, log_p);
  return log_small < log_tiny ? log_small : std::log(incomplete_gamma_inverse(a, p, tail));
}

}  // namespace botec
