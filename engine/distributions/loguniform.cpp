// loguniform: parameters {low, high, log(high / low)}.
#include <cmath>

#include "distributions/block.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace loguniform {
namespace {

Expected<Distribution> make(double low, double high) {
  const double ratio = high / low;
  const double width = ratio < 2 ? std::log1p((high - low) / low) : std::log(high) - std::log(low);
  // A denormal low would be a bound of too few digits.
  if (!(low >= std::numeric_limits<double>::min()) || !std::isfinite(high) || !(width > 0)) return beyond_doubles("loguniform");
  return Distribution{&loguniform_family, {low, high, width}, {}, {}};
}

Expected<Distribution> fit(const Arguments& arguments) {
  if (has(arguments, "low")) {
    const double low = number(arguments, "low"), high = number(arguments, "high");
    if (auto complaint = not_ordered("low", low, "high", high)) return *complaint;
    return make(low, high);
  }
  const QuantilePair pair = quantile_pair(arguments);
  if (auto complaint = not_positive("loguniform", "uniform", pair)) return *complaint;
  const double width = log_line_through(pair.p1, pair.x1, pair.p2, pair.x2).scale;
  return make(pair.x1 * std::exp(-pair.p1 * width), pair.x2 * std::exp((1 - pair.p2) * width));
}

// log(x / from), also where the two nearly agree.
double log_ratio(double x, double from) {
  const double ratio = x / from;
  return ratio > 0.5 && ratio < 2 ? std::log1p((x - from) / from) : std::log(x) - std::log(from);
}

double cdf(const Distribution& d, double x, Tail tail) {
  return (tail == Tail::lower ? log_ratio(x, d.parameters[0]) : log_ratio(d.parameters[1], x)) / d.parameters[2];
}

double quantile(const Distribution& d, double p, Tail tail) {
  if (p > 0.5) return loguniform::quantile(d, 1 - p, tail == Tail::lower ? Tail::upper : Tail::lower);
  return tail == Tail::lower ? d.parameters[0] * std::exp(p * d.parameters[2]) : d.parameters[1] * std::exp(-p * d.parameters[2]);
}

double density(const Distribution& d, double x) { return 1 / x / d.parameters[2]; }

// 1 - r / atanh(r), by its series where the two nearly agree: r^2/3 + 4 r^4/45 + ...
double atanh_gap(double r) {
  if (r > 0.1) return 1 - r / std::atanh(r);
  const double s = r * r;
  double rest = 0;  // (atanh(r) - r) / r = s/3 + s^2/5 + ...
  for (int k = 10; k >= 1; --k) rest = s * (rest + 1.0 / (2 * k + 1));
  return rest / (1 + rest);
}

Moments moments(const Distribution& d) {
  const double low = d.parameters[0], high = d.parameters[1];
  const double mean = (high - low) / d.parameters[2];
  // Variance (high² - low²)/(2L) - mean², with L = log(high / low) = 2 atanh(r).
  const double r = (high - low) / high / (1 + low / high), middle = high / 2 + low / 2;
  return {mean, std::sqrt(mean) * std::sqrt(middle * atanh_gap(r))};
}

Support support(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

TailIndices tail_indices(const Distribution&) { return {}; }

void quantile_block(const Distribution& d, const double* u, double* out, std::size_t n) {
  // From the middle, so that the exponential neither overflows nor loses digits to the logarithm of a bound.
  const auto& kernel = kernels::active();
  const double low = d.parameters[0], high = d.parameters[1], log_width = d.parameters[2];
  kernel.exp_linear(out, u, log_width, -log_width / 2, n);
  kernel.multiply_constant(out, out, low * std::exp(log_width / 2), n);
  keep_within(out, low, high, n);
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "above 0"},
    {"high", Scaling::value, "the largest value", "above low"},
};
constexpr std::string_view argument_sets[] = {"low, high", "two quantiles"};

}  // namespace
}  // namespace loguniform

constinit const Family loguniform_family = {
    .name = "loguniform",
    .summary = "Positive values whose logarithm is uniform: every factor between two bounds is equally likely.",
    .example = "loguniform(low=1, high=1000)",
    .parameters = loguniform::parameters,
    .argument_sets = loguniform::argument_sets,
    .from_range = true,
    .fit = loguniform::fit,
    .cdf = loguniform::cdf,
    .quantile = loguniform::quantile,
    .density = loguniform::density,
    .moments = loguniform::moments,
    .support = loguniform::support,
    .tail_indices = loguniform::tail_indices,
    .quantile_block = loguniform::quantile_block,
    .cheap_cdf = true,
};

}  // namespace botec
