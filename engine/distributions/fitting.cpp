#include "distributions/fitting.h"

#include <fmt/format.h>

#include <cmath>

namespace botec {

bool has(const Arguments& arguments, std::string_view name) { return arguments.numbers.find(name) != arguments.numbers.end(); }

double number(const Arguments& arguments, std::string_view name, double fallback) {
  const auto found = arguments.numbers.find(name);
  return found == arguments.numbers.end() ? fallback : found->second;
}

QuantilePair quantile_pair(const Arguments& arguments) {
  const auto& [p1, x1] = arguments.quantiles.front();
  const auto& [p2, x2] = arguments.quantiles.back();
  return {p1, x1, p2, x2};
}

// Ten digits of the percentage undo the rounding of 97.5/100 and the like.
std::string quantile_name(double p) { return fmt::format("p{:.10g}", 100 * p); }

std::string show(double value) {
  const std::string shortest = fmt::format("{}", value);
  return shortest.size() <= 12 ? shortest : fmt::format("{:.6g}", value);
}

Complaint complain(std::string_view kind, std::string_view argument, std::string message, std::string help) {
  Complaint complaint;
  complaint.kind = kind;
  complaint.argument = argument;
  complaint.message = std::move(message);
  complaint.help = std::move(help);
  return complaint;
}

Complaint bad_argument(std::string_view argument, std::string message, std::string help) {
  return complain(kind_bad_argument, argument, std::move(message), std::move(help));
}

std::optional<Complaint> not_positive(std::string_view family, std::string_view instead, const QuantilePair& pair) {
  if (pair.x1 > 0) return std::nullopt;
  const std::string name = quantile_name(pair.p1);
  return bad_argument(name, fmt::format("{} needs values above 0, and {} is {}", family, name, show(pair.x1)),
                      fmt::format("for values at or below 0 use `distribution: {}`", instead));
}

std::optional<Complaint> not_ordered(std::string_view low_name, double low, std::string_view high_name, double high) {
  if (low < high) return std::nullopt;
  if (low == high)
    return complain(kind_zero_width_range, high_name, fmt::format("{} and {} are both {}", low_name, high_name, show(low)),
                    "for a value that does not vary write it as a constant");
  return complain(kind_reversed_range, low_name,
                  fmt::format("{} ({}) is above {} ({})", low_name, show(low), high_name, show(high)), "swap the two");
}

std::optional<Complaint> mode_outside(double low, double mode, double high) {
  if (auto complaint = not_ordered("low", low, "high", high)) return complaint;
  if (low <= mode && mode <= high) return std::nullopt;
  return bad_argument("mode", fmt::format("mode must lie between low ({}) and high ({}), not be {}", show(low), show(high), show(mode)));
}

bool usable_width(double low, double high) {
  const double width = high - low;
  return width >= 4 * std::numeric_limits<double>::min() && width <= std::numeric_limits<double>::max();
}

Complaint beyond_doubles(std::string_view family) {
  return complain(kind_impossible_fit, {},
                  fmt::format("this {} has values too large, too small or too close together for double precision", family),
                  "use another unit or a more moderate range");
}

Line line_through(double z1, double x1, double z2, double x2) {
  const double scale = (x2 - x1) / (z2 - z1);
  // From the nearer point the rounding of scale weighs least.
  const double location = std::abs(z1) <= std::abs(z2) ? x1 - scale * z1 : x2 - scale * z2;
  // Quantiles that mirror each other: the midpoint is exact where the products above round differently.
  if (z1 == -z2) return {x1 / 2 + x2 / 2, scale};
  return {location, scale};
}

Line log_line_through(double z1, double x1, double z2, double x2) {
  const double ratio = x2 / x1;
  const double width = ratio < 2 ? std::log1p((x2 - x1) / x1) : std::log(x2) - std::log(x1);
  const double scale = width / (z2 - z1);
  const double location =
      std::abs(z1) <= std::abs(z2) ? std::log(x1) - scale * z1 : std::log(x2) - scale * z2;
  return {location, scale};
}

Expected<Distribution> location_scale(const Family& family, const Line& line) {
  if (!std::isfinite(line.location) || !std::isfinite(line.scale) || !(line.scale > 0)) return beyond_doubles(family.name);
  return Distribution{&family, {line.location, line.scale}, {}, {}};
}

}  // namespace botec
