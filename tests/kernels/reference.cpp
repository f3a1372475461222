#include "kernels/reference.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>

namespace reference {
namespace {

constexpr long double root_half = 0.707106781186547524400844362104849039L;
constexpr long double root_half_rest = 1.8950325588932570797e-20L;  // 1/√2 less root_half, in 64 bits
constexpr long double root_two_pi = 2.506628274631000502415765284811045253L;

// The rounding of the argument would cost x² of its own units in the tail, so it goes back in through the derivative.
long double normal_cdf(long double x) {
  const long double a = -x * root_half;
  const long double value = 0.5L * std::erfc(a);
  if (!(std::fabs(a) < 28)) return value;
  const long double error = std::fma(-x, root_half, -a) - x * root_half_rest;
  return value - value * error * (a + std::sqrt(a * a + 1.2732395447351628L));
}

// log|Γ| near its zeros at 1 and 2 is not asked for: the rows stay away from them.
long double log_gamma(long double x) { return std::lgamma(x); }

}  // namespace

long double normal_quantile(double p) {
  if (p == 0.5) return 0;
  // In the centre solve erf(z/√2) = 2p - 1, which keeps the relative precision of a small z; in the tails log Φ.
  const bool upper = p > 0.5;
  const long double q = upper ? 1.0L - p : static_cast<long double>(p);
  long double z = q > 0.1L ? (0.5L - q) * root_two_pi : std::sqrt(-2 * std::log(q));
  for (int i = 0; i < 200; ++i) {
    long double step;
    if (q > 0.1L) {
      step = (std::erf(z * root_half) - (1 - 2 * q)) * 0.5L * root_two_pi * std::exp(0.5L * z * z);
    } else {
      const long double tail = normal_cdf(-z);
      step = -std::log(tail / q) * tail * root_two_pi * std::exp(0.5L * z * z);
    }
    z -= step;
    if (std::fabs(step) < 1e-19L * z) break;
  }
  return upper ? z : -z;
}

long double value(std::string_view name, double a, double b) {
  const long double x = a;
  if (name == "exp") return std::exp(x);
  if (name == "exp2") return std::exp2(x);
  if (name == "expm1") return std::expm1(x);
  if (name == "log") return std::log(x);
  if (name == "log2") return std::log2(x);
  if (name == "log10") return std::log10(x);
  if (name == "log1p") return std::log1p(x);
  if (name == "pow") return std::pow(x, static_cast<long double>(b));
  if (name == "sin") return std::sin(x);
  if (name == "cos") return std::cos(x);
  if (name == "tan") return std::tan(x);
  if (name == "asin") return std::asin(x);
  if (name == "acos") return std::acos(x);
  if (name == "atan") return std::atan(x);
  if (name == "atan2") return std::atan2(x, static_cast<long double>(b));
  if (name == "erf") return std::erf(x);
  if (name == "lgamma") return log_gamma(x);
  if (name == "normal_cdf") return normal_cdf(x);
  if (name == "normal_quantile") return normal_quantile(a);
  throw std::logic_error("no reference for " + std::string(name));
}

double ulps(double got, long double truth) {
  if (std::isnan(truth)) return std::isnan(got) ? 0 : std::numeric_limits<double>::infinity();
  const double rounded = static_cast<double>(truth);
  if (rounded == got) {
    if (std::isinf(got) || got == 0) return 0;
  } else if (std::isinf(rounded) || !std::isfinite(got)) {
    return std::numeric_limits<double>::infinity();
  }
  const int exponent = truth == 0 ? -1074 : std::max(std::ilogb(truth) - 52, -1074);
  return static_cast<double>(std::fabs(std::scalbn(static_cast<long double>(got) - truth, -exponent)));
}

std::vector<double> spread_over(const botec::kernels::Interval& interval, std::size_t n, std::uint64_t seed) {
  std::mt19937_64 words(seed);
  std::vector<double> numbers{interval.low, interval.high};
  const double low = interval.logarithmic ? std::log(interval.low) : interval.low;
  const double high = interval.logarithmic ? std::log(interval.high) : interval.high;
  while (numbers.size() < n) {
    const double u = static_cast<double>(words() >> 11) * 0x1p-53;
    const double x = low + (high - low) * u;
    const double y = interval.logarithmic ? std::exp(x) : x;
    if (y >= interval.low && y <= interval.high) numbers.push_back(y);
    else numbers.push_back(interval.low);
  }
  return numbers;
}

std::vector<double> edges() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> positive{0.0, 5e-324, 1e-310, 2.2250738585072009e-308, 2.2250738585072014e-308, 1e-300, 0x1p-54,
                               0x1p-53, 1e-10, 0.1, 0.25, 0.3, 0.49999999999999994, 0.5, 0.50000000000000011, 0.7071067811865476,
                               0.99999999999999989, 1.0, 1.0000000000000002, 1.4142135623730951, 1.5, 2.0, 2.5, 3.0, 3.5,
                               10.0, 100.0, 709.0, 709.78271289338397, 709.78271289338409, 710.0, 744.0, 745.0,
                               745.13321910194110, 745.13321910194122, 746.0, 1000.0, 1023.0, 1024.0, 1074.0, 1075.0, 1e6,
                               0x1p31, 0x1p45, 0x1p51, 0x1p51 + 0.5, 0x1p52 - 0.5, 0x1p52, 0x1p53, 0x1p53 + 2, 1e17, 0x1p63, 0x1p64,
                               1e100, 1e300, std::numeric_limits<double>::max(), infinity};
  std::vector<double> all;
  for (const double x : positive) {
    all.push_back(x);
    all.push_back(-x);
  }
  all.push_back(std::numeric_limits<double>::quiet_NaN());
  return all;
}

}  // namespace reference
