#include "distributions/saddle_point.h"

#include <boost/math/constants/constants.hpp>
#include <cmath>
#include <limits>

namespace botec {

namespace {

constexpr double one_div_root_two_pi = boost::math::constants::one_div_root_two_pi<double>();
constexpr double log_one_div_root_two_pi = -0.91893853320467274;
constexpr double infinity = std::numeric_limits<double>::infinity();

// log Γ(n + 1) minus Stirling's formula: the series in 1/n from 16 on, reached by the recurrence of log Γ.
double stirling_error(double n) {
  double sum = 0;
  for (; n < 16; ++n) sum += (n + 0.5) * std::log1p(1 / n) - 1;
  const double square = n * n;
  double series = 1.0 / 1188 - 691.0 / 360360 / square;
  for (const double term : {1.0 / 1680, 1.0 / 1260, 1.0 / 360, 1.0 / 12}) series = term - series / square;
  return sum + series / n;
}

// The deviance x log(x / mean) + mean - x; `excess` is mean - x, which the caller may know better than the rounded mean.
double deviance(double x, double mean, double excess) {
  const double relative = excess / x;
  if (relative < -0.4 || relative > 0.8) return x * (std::log(x) - std::log(mean)) + excess;  // nothing cancels
  return -x * log1p_minus(relative);
}

}  // namespace

// With r = x / (2 + x), log(1 + x) = 2 atanh(r) and 2 r - x = -x r, so that nothing cancels near 0.
double log1p_minus(double x) {
  if (!(x > -0.4 && x < 0.8)) return std::isinf(x) ? -x : std::log1p(x) - x;
  const double r = x / (2 + x), s = r * r;
  double series = 0;  // (atanh(r) - r) / r = s/3 + s²/5 + …; these terms leave less than 1e-17 for s < 0.021 and s < 0.083
  for (int k = s < 0.021 ? 9 : 15; k >= 1; --k) series = s * (series + 1.0 / (2 * k + 1));
  return r * (2 * series - x);
}

double poisson_term(double x, double mean) {
  if (mean == 0) return x == 0 ? 1.0 : 0.0;
  if (x == 0) return std::exp(-mean);
  return std::exp(-stirling_error(x) - deviance(x, mean, mean - x)) * one_div_root_two_pi / std::sqrt(x);
}

double log_poisson_term(double x, double mean) {
  if (mean == 0) return x == 0 ? 0.0 : -infinity;
  if (x == 0) return -mean;
  return -stirling_error(x) - deviance(x, mean, mean - x) + log_one_div_root_two_pi - 0.5 * std::log(x);
}

namespace {

double binomial_exponent(double x, double y, double p, double q) {
  const double n = x + y;
  const double excess = y * p - x * q;  // n p - x, and x - n p for y: n q - y would round a large y away
  return stirling_error(n) - stirling_error(x) - stirling_error(y) - deviance(x, n * p, excess) - deviance(y, n * q, -excess);
}

}  // namespace

double binomial_term(double x, double y, double p, double q) {
  if (p == 0) return x == 0 ? 1.0 : 0.0;
  if (q == 0) return y == 0 ? 1.0 : 0.0;
  if (x == 0) return std::exp(y * (p < q ? std::log1p(-p) : std::log(q)));
  if (y == 0) return std::exp(x * (q < p ? std::log1p(-q) : std::log(p)));
  return std::exp(binomial_exponent(x, y, p, q)) * one_div_root_two_pi * std::sqrt((x + y) / x) / std::sqrt(y);
}

double log_binomial_term(double x, double y, double p, double q) {
  if (p == 0) return x == 0 ? 0.0 : -infinity;
  if (q == 0) return y == 0 ? 0.0 : -infinity;
  if (x == 0) return y * (p < q ? std::log1p(-p) : std::log(q));
  if (y == 0) return x * (q < p ? std::log1p(-q) : std::log(p));
  return binomial_exponent(x, y, p, q) + log_one_div_root_two_pi + 0.5 * (std::log((x + y) / x) - std::log(y));
}

}  // namespace botec
