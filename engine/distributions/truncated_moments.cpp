// Mean and standard deviation of truncated laws: closed forms for normal and lognormal, sums for whole numbers,
// quadrature for the rest.
#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <functional>

#include "distributions/composite.h"
#include "distributions/families.h"
#include "distributions/moment_quadrature.h"
#include "distributions/truncated.h"

namespace botec {

namespace {

// An integral of exp(-z^2/2) g(z) over [a, b] divided by the largest value of the exponential there, whose logarithm is
// kept apart: nothing underflows and nothing cancels, however far out [a, b] lies.
struct NormalWindow {
  double a, b;  // what of the window counts: beyond, the exponential is below 1e-22 of its largest value
  double peak;  // where it is largest

  NormalWindow(double low, double high) : peak(std::clamp(0.0, low, high)) {
    // exp(-(z^2 - peak^2)/2) = 1e-22 where |z| = sqrt(peak^2 + 101.3).
    const double reach = std::hypot(peak, 10.1);
    a = std::max(low, peak > 0 ? peak : -reach);
    b = std::min(high, peak < 0 ? peak : reach);
  }

  double integral(const std::function<double(double)>& g) const {
    constexpr int panels = 16;
    double sum = 0;
    const double width = (b - a) / panels;
    const auto weighted = [&](double z) { return std::exp(-(z - peak) * (z + peak) / 2) * g(z); };
    for (int i = 0; i < panels; ++i)
      sum += boost::math::quadrature::gauss<double, 20>::integrate(weighted, a + i * width, a + (i + 1) * width);
    return sum;
  }
  // log of the integral of exp(-z^2/2) alone
  double log_mass() const { return -peak * peak / 2 + std::log(integral([](double) { return 1.0; })); }
};

Moments cut_normal(double mean, double sd, const Cut& cut) {
  const NormalWindow window((cut.low - mean) / sd, (cut.high - mean) / sd);
  const double mass = window.integral([](double) { return 1.0; });
  // From the end where most of the mass is, so that a sliver far out keeps its digits.
  const double from = window.a >= 0 ? window.a : window.b <= 0 ? window.b : 0;
  const double away = window.integral([&](double z) { return z - from; }) / mass;
  const double variance = window.integral([&](double z) { return (z - from - away) * (z - from - away); }) / mass;
  return {mean + sd * (from + away), sd * std::sqrt(variance)};
}

Moments cut_lognormal(double mu, double sigma, const Cut& cut) {
  const double low = (std::log(cut.low) - mu) / sigma, high = (std::log(cut.high) - mu) / sigma;
  const NormalWindow window(low, high);
  // E[X^k] is exp(k mu + k^2 sigma^2 / 2) times the mass of the window shifted by k sigma, over that of the window.
  const auto log_moment = [&](double k) {
    return k * mu + k * k * sigma * sigma / 2 + NormalWindow(low - k * sigma, high - k * sigma).log_mass() - window.log_mass();
  };
  const double mean = std::exp(log_moment(1)), ratio = std::exp(log_moment(2) - 2 * log_moment(1));
  if (ratio > 2) return {mean, mean * std::sqrt(ratio - 1)};
  // The difference would cancel, and sigma times the width of the window is small: integrate the square itself.
  const double centre = log_moment(1);
  const auto square = [&](double z) {
    const double away = std::expm1(mu + sigma * z - centre);
    return away * away;
  };
  return {mean, mean * std::sqrt(window.integral(square) / window.integral([](double) { return 1.0; }))};
}

// The sum of g over first, first + 1, …, last. Of very many only some are asked: the sum is the integral (Simpson) and half of
// the two ends (Euler and Maclaurin), whose next term is a derivative, 1e-10 of the sum for laws thousands wide.
double sum_over(double first, double last, const std::function<double(double)>& g) {
  constexpr double intervals = 4096;
  const double stride = std::floor((last - first) / intervals);
  double sum = 0;
  if (stride < 2) {
    for (double k = 0; k <= last - first; ++k) sum += g(first + k);
    return sum;
  }
  double odd = 0, even = 0;
  for (double i = 1; i < intervals; i += 2) odd += g(first + i * stride);
  for (double i = 2; i < intervals; i += 2) even += g(first + i * stride);
  const double end = first + intervals * stride, ends = g(first) + g(end);
  for (double k = 1; k <= last - end; ++k) sum += g(end + k);
  return sum + stride / 3 * (ends + 4 * odd + 2 * even) + ends / 2;
}

Moments cut_whole_numbers(const Distribution& base, const Distribution& d) {
  const double first = quantile(d, 1e-25, Tail::lower), last = quantile(d, 1e-25, Tail::upper), centre = quantile(d, 0.5);
  const auto expectation = [&](const std::function<double(double)>& g) {
    return sum_over(first, last, [&](double k) { return g(k) * density(base, k); });
  };
  const double mass = expectation([](double) { return 1.0; });
  const double mean = centre + expectation([&](double k) { return k - centre; }) / mass;
  return {mean, std::sqrt(expectation([&](double k) { return (k - mean) * (k - mean); }) / mass)};
}

}  // namespace

Moments truncated_moments(const Distribution& d) {
  const Distribution& base = d.parts.front();
  if (base.family->discrete) return cut_whole_numbers(base, d);
  if (base.family == &normal_family) return cut_normal(base.parameters[0], base.parameters[1], cut_of(d));
  if (base.family == &lognormal_family) return cut_lognormal(base.parameters[0], base.parameters[1], cut_of(d));
  const QuantileFunction quantiles = [&](double p, Tail tail) { return quantile(d, p, tail); };
  const TailIndices tails = tail_indices(d);
  // Where the density is infinite at an end doubles are too coarse for it, and in a power's tail it is too small for them.
  const auto infinite_at = [&](double x) { return std::isfinite(x) && !std::isfinite(density(d, x)); };
  if (infinite_at(cut_of(d).low) || infinite_at(cut_of(d).high) || std::isfinite(tails.upper) || std::isfinite(tails.lower))
    return moments_by_quantile(quantiles, tails);
  return moments_by_density([&](double x) { return density(d, x); }, quantiles, tails);
}

}  // namespace botec
