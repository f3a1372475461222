#include "distributions/conditions.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace botec {

namespace {

bool take(std::string_view& text, std::string_view start) {
  if (text.substr(0, start.size()) != start) return false;
  text.remove_prefix(start.size());
  return true;
}

std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

bool keeps_condition(std::string_view condition, double value) {
  if (!std::isfinite(value)) return false;
  if (take(condition, "a whole number ") && value != std::floor(value)) return false;
  if (take(condition, "above ")) {
    const auto bound = take_number(condition);
    return !bound || value > *bound;
  }
  if (take(condition, "at least ")) {
    const auto bound = take_number(condition);
    return !bound || value >= *bound;
  }
  if (!take(condition, "in ")) return true;
  const bool low_open = condition.substr(0, 1) == "(";
  condition.remove_prefix(1);
  const auto low = take_number(condition);
  take(condition, ", ");
  const auto high = take_number(condition);
  if (!low || !high) return true;
  const bool high_open = condition == ")";
  return (low_open ? value > *low : value >= *low) && (high_open ? value < *high : value <= *high);
}

}  // namespace botec
