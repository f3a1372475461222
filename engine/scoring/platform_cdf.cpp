#include "scoring/platform_cdf.h"

#include <algorithm>
#include <cmath>

namespace botec {

namespace {

constexpr double least_outside = 0.001;
constexpr double rounding = 1e-10;      // of values that are sent
constexpr double margin = 2 * rounding; // so that rounding breaks no rule

double least_step(std::size_t bins) { return 0.01 / static_cast<double>(bins); }
double most_step(std::size_t bins) { return std::min(40 / static_cast<double>(bins), 1.0); }

// What a step has too much goes to the nearest steps that have room, on both sides alike.
void spread_excess(std::vector<double>& steps, double most) {
  const auto n = static_cast<std::ptrdiff_t>(steps.size());
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    double excess = steps[static_cast<std::size_t>(i)] - most;
    if (excess <= 0) continue;
    steps[static_cast<std::size_t>(i)] = most;
    for (std::ptrdiff_t away = 1; away < n && excess > 0; ++away) {
      double open = 0;
      for (const std::ptrdiff_t j : {i - away, i + away}) open += j >= 0 && j < n && steps[static_cast<std::size_t>(j)] < most ? 1 : 0;
      const double each = open > 0 ? excess / open : 0;
      for (const std::ptrdiff_t j : {i - away, i + away}) {
        if (j < 0 || j >= n) continue;
        double& step = steps[static_cast<std::size_t>(j)];
        const double taken = std::clamp(most - step, 0.0, each);
        step += taken;
        excess -= taken;
      }
    }
  }
}

// Steps below `least` are raised to it, and the others shrink by one factor to make room.
void raise_to(std::vector<double>& steps, double least, double total) {
  const auto sum_at = [&](double factor) {
    double sum = 0;
    for (const double step : steps) sum += std::max(factor * step, least);
    return sum;
  };
  double low = 0, high = 1;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (sum_at(middle) > total ? high : low) = middle;
  }
  for (double& step : steps) step = std::max(low * step, least);
}

// The ends as the rules want them, with room between them for the least steps.
void fit_ends(double& first, double& last, const PlatformScale& scale) {
  const double least_below = scale.open_lower ? least_outside + rounding : 0, least_above = scale.open_upper ? least_outside + rounding : 0;
  double below = scale.open_lower ? std::max(first - least_below, 0.0) : 0, above = scale.open_upper ? std::max(1 - last - least_above, 0.0) : 0;
  const double most = 1 - 0.01 - 2 * margin * static_cast<double>(scale.bins) - least_below - least_above;
  if (below + above > most) {
    const double factor = most / (below + above);
    below *= factor;
    above *= factor;
  }
  first = least_below + below;
  last = 1 - least_above - above;
}

}  // namespace

std::vector<double> points_of(const PlatformScale& scale) {
  std::vector<double> points;
  for (std::size_t i = 0; i <= scale.bins; ++i) {
    const double u = static_cast<double>(i) / static_cast<double>(scale.bins);
    double share = u;
    if (scale.zero_point) {
      const double ratio = (scale.upper - *scale.zero_point) / (scale.lower - *scale.zero_point);
      share = std::expm1(u * std::log(ratio)) / (ratio - 1);
    }
    points.push_back(i == scale.bins ? scale.upper : scale.lower + (scale.upper - scale.lower) * share);
  }
  return points;
}

std::optional<PlatformCdf> fit_to_platform(const std::vector<double>& own, const PlatformScale& scale) {
  const double below = scale.open_lower ? 0 : own.front(), above = scale.open_upper ? 1 : own.back();
  if (!(above - below > 0)) return std::nullopt;
  std::vector<double> wanted;
  for (const double value : own) wanted.push_back(std::clamp((value - below) / (above - below), 0.0, 1.0));
  double first = wanted.front(), last = wanted.back();
  fit_ends(first, last, scale);
  const double total = last - first, inside = wanted.back() - wanted.front();
  std::vector<double> steps;
  for (std::size_t i = 0; i < scale.bins; ++i) {
    const double step = std::max(wanted[i + 1] - wanted[i], 0.0);
    steps.push_back(inside > 0 ? step * total / inside : total / static_cast<double>(scale.bins));
  }
  spread_excess(steps, most_step(scale.bins) - margin);
  raise_to(steps, least_step(scale.bins) + margin, total);
  PlatformCdf fitted;
  double sum = first;
  for (std::size_t i = 0; i <= scale.bins; ++i) {
    fitted.values.push_back(i == scale.bins ? last : sum);
    if (i < scale.bins) sum += steps[i];
  }
  for (std::size_t i = 0; i < fitted.values.size(); ++i) {
    fitted.values[i] = std::round(fitted.values[i] * 1e10) / 1e10;
    const double move = std::abs(fitted.values[i] - wanted[i]);
    if (move > fitted.largest_move) {
      fitted.largest_move = move;
      fitted.moved_at = i;
    }
  }
  return fitted;
}

const char* broken_rule(const std::vector<double>& cdf, const PlatformScale& scale) {
  const double half = 0.5e-9;   // the platform compares steps rounded to nine decimals
  if (cdf.size() != scale.bins + 1) return "the number of values";
  for (std::size_t i = 0; i + 1 < cdf.size(); ++i) {
    const double step = cdf[i + 1] - cdf[i];
    if (step < least_step(scale.bins) - half) return "a step is too small";
    if (step > most_step(scale.bins) + half) return "a step is too large";
  }
  if (scale.open_lower ? cdf.front() < least_outside : cdf.front() != 0) return "the first value";
  if (scale.open_upper ? cdf.back() > 1 - least_outside : cdf.back() != 1) return "the last value";
  return "";
}

double platform_probability(double probability) { return std::clamp(probability, least_outside, 1 - least_outside); }

}  // namespace botec
