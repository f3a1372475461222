// metalog: a quantile function with as many terms as quantiles are given, unbounded or with bounds.
// parameters {low, high}, infinite where there is none; data: the curve, see metalog_curve.h. With bounds the curve is that of z: log(x - low), -log(high - x) or log((x - low)/(high - x)).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions/cdf_point.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/metalog_curve.h"
#include "distributions/metalog_repair.h"
#include "distributions/moment_quadrature.h"

namespace botec {

namespace metalog {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t most_terms = 16;

Bounds bounds(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

MetalogCurve curve(const Distribution& d) { return curve_of(*d.data); }

double log_odds(double p, Tail tail) {
  const double t = std::log(p) - std::log1p(-p);
  return tail == Tail::lower ? t : -t;
}

double quantile(const Distribution& d, double p, Tail tail) {
  return from_unbounded(bounds(d), curve_value(curve(d), log_odds(p, tail)));
}

double probability_at(double t, Tail tail) { return 1 / (1 + std::exp(tail == Tail::lower ? -t : t)); }

CdfPoint point(const Distribution& d, double x, Tail tail) {
  const Bounds b = bounds(d);
  const MetalogCurve c = curve(d);
  const double t = curve_inverse(c, to_unbounded(b, x)), e = std::exp(-std::abs(t));
  return {probability_at(t, tail), e / (1 + e) / (1 + e) / curve_at(c, t).slope * unbounded_slope(b, x)};
}

double cdf(const Distribution& d, double x, Tail tail) { return probability_at(curve_inverse(curve(d), to_unbounded(bounds(d), x)), tail); }
double density(const Distribution& d, double x) { return point(d, x, Tail::lower).density; }

Support support(const Distribution& d) {
  const Bounds b = bounds(d);
  const MetalogCurve c = curve(d);
  // Without a logistic tail at an end the curve itself stops there.
  const auto end = [&](bool upper) {
    if (tail_scale(c, upper) > 0) return upper ? b.high : b.low;
    double sum = 0;
    for (std::size_t k = c.a.size(); k-- > 0;) sum = sum * (upper ? 1 : -1) + c.a[k];
    return from_unbounded(b, sum);
  };
  return {end(false), end(true)};
}

TailIndices tail_indices(const Distribution& d) {
  const Bounds b = bounds(d);
  const MetalogCurve c = curve(d);
  // P(X > x) falls like exp(-z / scale): exponentially in x, or where z is a logarithm like a power.
  const double upper = 1 / tail_scale(c, true), lower = 1 / tail_scale(c, false);
  TailIndices tails;
  if (std::isinf(b.high)) (std::isinf(b.low) ? tails.exponential_upper : tails.upper) = upper;
  if (std::isinf(b.low)) (std::isinf(b.high) ? tails.exponential_lower : tails.lower) = lower;
  if (std::isinf(b.high) && !std::isinf(b.low) && std::isfinite(upper)) tails.exponential_upper = 0;
  if (std::isinf(b.low) && !std::isinf(b.high) && std::isfinite(lower)) tails.exponential_lower = 0;
  const Support range = metalog::support(d);
  if (range.low <= 0 && range.high >= 0) tails.at_zero = b.low == 0 ? lower : b.high == 0 ? upper : 1;
  return tails;
}

Moments moments(const Distribution& d) {
  return moments_by_quantile([&](double p, Tail tail) { return metalog::quantile(d, p, tail); }, metalog::tail_indices(d));
}

// What is wrong before any curve is tried.
std::optional<Complaint> unusable(const Arguments& arguments, const Bounds& b) {
  const auto& points = arguments.quantiles;
  if (points.size() < 2) return complain(kind_missing_argument, {}, "metalog needs at least two quantiles");
  if (points.size() > most_terms)
    return complain(kind_conflicting_arguments, {}, fmt::format("metalog takes at most {} quantiles, not {}", most_terms, points.size()),
                    "`distribution: cdf` goes through any number of them");
  if (std::isfinite(b.low) && std::isfinite(b.high))
    if (auto complaint = not_ordered("low", b.low, "high", b.high)) return complaint;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& [p, x] = points[i];
    const std::string name = quantile_name(p);
    if (p <= 0 || p >= 1)
      return bad_argument(name, fmt::format("{} cannot be a quantile of a metalog, whose ends are its bounds", name),
                          fmt::format("give it as `{}`", p <= 0 ? "low" : "high"));
    if (!(x > b.low)) return bad_argument(name, fmt::format("{} ({}) must be above low ({})", name, show(x), show(b.low)));
    if (!(x < b.high)) return bad_argument(name, fmt::format("{} ({}) must be below high ({})", name, show(x), show(b.high)));
    if (i == 0) continue;
    if (auto complaint = not_ordered(quantile_name(points[i - 1].first), points[i - 1].second, name, x)) return complaint;
  }
  return std::nullopt;
}

Expected<Distribution> fit(const Arguments& arguments) {
  const Bounds b{number(arguments, "low", -infinity), number(arguments, "high", infinity)};
  if (auto complaint = unusable(arguments, b)) return *complaint;
  std::vector<double> t, z;
  for (const auto& [p, x] : arguments.quantiles) {
    t.push_back(log_odds(p, Tail::lower));
    z.push_back(to_unbounded(b, x));
  }
  const Basis first{t.size(), !independent({t.size(), false}, t)};
  auto found = curve_through(first, t, z);
  if (!found) return beyond_doubles("metalog");
  // Quantiles that are nearly symmetric in probability can need the other terms too.
  if (!increases(curve_of(*found)) && t.size() >= 7) {
    const auto other = curve_through({t.size(), !first.passes_over}, t, z);
    if (other && independent({t.size(), !first.passes_over}, t) && increases(curve_of(*other))) found = other;
  }
  if (!increases(curve_of(*found))) return how_to_repair(arguments, b, first, t, z);
  // The quantiles of a uniform law have a straight line for their curve, and are better off without log-odds.
  const MetalogCurve line = curve_of(*found);
  const auto zero = [](double c) { return c == 0; };
  if (std::isinf(b.low) && std::isinf(b.high) && std::ranges::all_of(line.b, zero) && std::ranges::all_of(line.a.subspan(2), zero))
    return Distribution{&uniform_family, {line.a[0] - line.a[1], line.a[0] + line.a[1]}, {}, {}};
  return Distribution{&metalog_family, {b.low, b.high}, {}, std::make_shared<const std::vector<double>>(std::move(*found))};
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the lower bound, none if not given", "any number"},
    {"high", Scaling::value, "the upper bound, none if not given", "above low"},
};
constexpr std::string_view argument_sets[] = {"quantiles; optional low, high"};

}  // namespace
}  // namespace metalog

CdfPoint metalog_point(const Distribution& d, double x, Tail tail) { return metalog::point(d, x, tail); }

constinit const Family metalog_family = {
    .name = "metalog",
    .summary = "A smooth curve through any set of quantiles, with or without bounds.",
    .example = "metalog(p5=10, p50=20, p95=68, low=0)",
    .parameters = metalog::parameters,
    .argument_sets = metalog::argument_sets,
    .fit = metalog::fit,
    .cdf = metalog::cdf,
    .quantile = metalog::quantile,
    .density = metalog::density,
    .moments = metalog::moments,
    .support = metalog::support,
    .tail_indices = metalog::tail_indices,
};

}  // namespace botec
