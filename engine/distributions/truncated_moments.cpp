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

// Whole numbers past this many are not summed one by one; the error of standing in for them with quantiles at
// so many places is below 1e-6 of the standard deviation.
constexpr double most_summed = 2e5;

Moments cut_whole_numbers(const Distribution& base, const Cut& cut) {
  const Distribution d{&truncated_family, {cut.low, cut.high, cut.below, cut.from_low, cut.to_high, cut.above, cut.kept}, {base}, {}};
  const double first = quantile(d, 1e-25, Tail::lower), last = quantile(d, 1e-25, Tail::upper);
  double mass = 0, mean = 0, square = 0;
  if (last - first > most_summed) {
    constexpr int places = 20000;
    for (int i = 0; i < places; ++i) mean += quantile(d, (i + 0.5) / places) / places;
    for (int i = 0; i < places; ++i) square += std::pow(quantile(d, (i + 0.5) / places) - mean, 2) / places;
    return {mean, std::sqrt(square)};
  }
  const double centre = quantile(d, 0.5);
  for (double k = first; k <= last; ++k) {
    const double weight = density(base, k);
    mass += weight, mean += (k - centre) * weight, square += (k - centre) * (k - centre) * weight;
  }
  mean /= mass;
  return {centre + mean, std::sqrt(std::max(0.0, square / mass - mean * mean))};
}

}  // namespace

Moments truncated_moments(const Distribution& base, const Cut& cut) {
  if (base.family->discrete) return cut_whole_numbers(base, cut);
  if (base.family == &normal_family) return cut_normal(base.parameters[0], base.parameters[1], cut);
  if (base.family == &lognormal_family) return cut_lognormal(base.parameters[0], base.parameters[1], cut);
  const Distribution d{&truncated_family, {cut.low, cut.high, cut.below, cut.from_low, cut.to_high, cut.above, cut.kept}, {base}, {}};
  return moments_by_density([&](double x) { return density(d, x); },
                            [&](double p, Tail tail) { return quantile(d, p, tail); }, tail_indices(d));
}

}  // namespace botec
