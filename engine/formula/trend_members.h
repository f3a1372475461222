// What a formula may ask of a trend beside its line: `frontier.slope`.
// Place: formula, for the parser's messages → program, which knows what they mean. Threads: constant.
#pragma once

#include <array>
#include <string_view>

namespace botec {

inline constexpr std::array<std::string_view, 7> trend_values{"slope", "intercept", "growth", "doubling_time", "tenfold_time", "r2", "n"};

inline constexpr std::string_view trend_scatter = "predict";   // with an argument: the line and the scatter around it

constexpr bool is_trend_member(std::string_view name) {
  if (name == trend_scatter) return true;
  for (const std::string_view value : trend_values) {
    if (name == value) return true;
  }
  return false;
}

}  // namespace botec
