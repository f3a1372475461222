// Numbers as a reader wants them: two or three digits, never more than the standard error supports, K M B T up to 1e15.
// Place: text → report; the only place that rounds a number for a person. JSON and CSV use shortest_number instead.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace botec {

// How a group of numbers that stand together is written, so that the ends of an interval look alike.
struct NumberStyle {
  int digits = 3;            // significant digits at most
  bool scientific = false;   // no K M B T: an exponent from 10,000 on
  int suffix = 0;            // 3, 6, 9 or 12: numbers from a tenth of this power on share its suffix; 0: each has its own
  int smallest_plain = -2;   // decimal exponent of the smallest numbers that are written without one
};

// The style in which all of `values` look alike: 0.80M to 1.3M, 7.0e14 to 3.0e16, 0.005 to 0.3.
NumberStyle common_style(std::span<const double> values, int digits);

// As many digits as half a unit of the last one is not finer than the standard error; at least 1. A standard error of 0
// means exact, and an unknown one sets no limit.
int supported_digits(double value, std::optional<double> standard_error);

// Plain from 0.01 to 9999, then K, M, B, T up to 1e15, then 7.8e22; 1.2e-5 below. Exact numbers (standard error 0) have no
// trailing zeros, estimates keep them.
std::string format_number(double value, std::optional<double> standard_error, const NumberStyle& style = {});

// A number that is known exactly: up to `digits` digits, without trailing zeros.
std::string format_exact(double value, int digits = 6);

// "5M USD", "26%", "12".
std::string with_unit(std::string number, std::string_view unit);

// "2.1%", "99.98%"; below a hundredth of a percent "1.2e-5". `digits` count from the nearer of 0 and 1.
std::string format_probability(double probability, std::optional<double> standard_error, int digits = 2);

// "90%", "97.5%": a level or another fraction chosen by a person, as it was chosen.
std::string format_level(double fraction);

// "1,048,576".
std::string format_count(std::uint64_t count);

// The fewest characters that read back as the same double: 0.1, 3.14e23, 1e-7. Not for infinities and NaN.
std::string shortest_number(double value);
void append_shortest(std::string& text, double value);

}  // namespace botec
