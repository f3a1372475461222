#include "distributions/weibull_law.h"

#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/zeta.hpp>
#include <cmath>

#include "distributions/block.h"
#include "distributions/boost_policy.h"
#include "distributions/fitting.h"

namespace botec::weibull_law {

namespace {

double power(const Distribution& d, double x) { return std::pow(x / d.parameters[1], d.parameters[0]); }

// log Γ(1 + 2e) - 2 log Γ(1 + e), the logarithm of E[X²]/E[X]² for e = 1/shape. For small e the difference of its
// terms would cancel; the series of log Γ(1 + e) in zeta values (DLMF 5.7.3) does not.
double log_second_moment_ratio(double e) {
  if (e > 0.02) return boost::math::lgamma(1 + 2 * e, QuietPolicy()) - 2 * boost::math::lgamma(1 + e, QuietPolicy());
  double sum = 0, power_of_e = e;
  for (int n = 2; n <= 12; ++n) {
    power_of_e *= -e;
    sum -= boost::math::zeta(static_cast<double>(n), QuietPolicy()) * (std::ldexp(1.0, n) - 2) * power_of_e / n;
  }
  return sum;
}

}  // namespace

Expected<Distribution> make(const Family& family, double shape, double scale) {
  if (!(shape > 0) || !(scale > 0) || !std::isfinite(shape) || !std::isfinite(scale)) return beyond_doubles(family.name);
  return Distribution{&family, {shape, scale}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double y = power(d, x);
  return tail == Tail::lower ? -std::expm1(-y) : std::exp(-y);
}

double quantile(const Distribution& d, double p, Tail tail) {
  return d.parameters[1] * std::pow(tail == Tail::lower ? -std::log1p(-p) : -std::log(p), 1 / d.parameters[0]);
}

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  const auto& kernel = kernels::active();
  log_upper(u, out, n);
  kernel.neg(out, out, n);
  kernel.log(out, out, n);
  kernel.exp_linear(out, out, 1 / d.parameters[0], 0, n);
  kernel.multiply_constant(out, out, d.parameters[1], n);
}

double density(const Distribution& d, double x) {
  const double shape = d.parameters[0];
  if (x == 0) return shape > 1 ? 0.0 : shape == 1 ? 1 / d.parameters[1] : std::numeric_limits<double>::infinity();
  const double y = power(d, x), value = shape * y / x * std::exp(-y);
  return std::isnan(value) ? 0.0 : value;  // infinite y
}

double log_density(const Distribution& d, double x) {
  if (x == 0) return std::log(weibull_law::density(d, x));
  const double shape = d.parameters[0], log_ratio = std::log(x) - std::log(d.parameters[1]);
  return std::log(shape) + shape * log_ratio - std::log(x) - std::exp(shape * log_ratio);
}

Moments moments(const Distribution& d) {
  const double e = 1 / d.parameters[0];
  const double mean = d.parameters[1] * std::exp(boost::math::lgamma(1 + e, QuietPolicy()));
  return {mean, mean * std::sqrt(std::expm1(log_second_moment_ratio(e)))};
}

Support support(const Distribution&) { return {.low = 0}; }

TailIndices tail_indices(const Distribution& d) {
  const double shape = d.parameters[0];
  TailIndices tails;
  tails.at_zero = shape;
  if (shape <= 1) tails.exponential_upper = shape < 1 ? 0 : 1 / d.parameters[1];
  return tails;
}

}  // namespace botec::weibull_law
