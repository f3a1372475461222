#include "text/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace botec {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// Takes digits, with single `_` between two of them, into `digits`.
std::size_t take_digits(std::string_view text, std::size_t at, std::string& digits) {
  const std::size_t start = at;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      digits += text[at++];
    } else if (text[at] == '_' && at > start && at + 1 < text.size() && is_digit(text[at + 1])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

double suffix_factor(char c) {
  switch (c) {
    case 'k': return 1e3;
    case 'M': return 1e6;
    case 'B': return 1e9;
    case 'T': return 1e12;
    default: return 0;
  }
}

// The exponent of a suffix is added to the written one, so that 1.1M is the double nearest to 1100000.
int suffix_exponent(char c) { return static_cast<int>(std::lround(std::log10(suffix_factor(c)))); }

// Whether digits × 10^exponent is above 1, told from the place of the first digit that counts.
bool is_above_one(std::string_view digits, long exponent) {
  const auto first = static_cast<long>(digits.find_first_of("123456789"));   // -1 where all are 0, which is never out of range
  const auto point = static_cast<long>(std::min(digits.find('.'), digits.size()));
  return point - first + exponent > 0;
}

}  // namespace

std::optional<WrittenNumber> read_number(std::string_view text) {
  std::string digits;
  std::size_t at = take_digits(text, 0, digits);
  if (at < text.size() && text[at] == '.') {
    std::string fraction;
    const std::size_t end = take_digits(text, at + 1, fraction);
    if (!digits.empty() || !fraction.empty()) {
      digits += '.' + fraction;
      at = end;
    }
  }
  if (digits.empty()) return std::nullopt;

  long exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t e = at + 1;
    const bool negative = e < text.size() && text[e] == '-';
    if (e < text.size() && (text[e] == '-' || text[e] == '+')) ++e;
    const std::size_t start = e;
    while (e < text.size() && is_digit(text[e])) {
      if (exponent < 100000000) exponent = exponent * 10 + (text[e] - '0');
      ++e;
    }
    if (e > start) {
      at = e;
      if (negative) exponent = -exponent;
    } else {
      exponent = 0;
    }
  }

  WrittenNumber number;
  const auto ends_here = [&text](std::size_t i) { return i >= text.size() || !(is_letter(text[i]) || is_digit(text[i])); };
  if (at < text.size() && suffix_factor(text[at]) > 0 && ends_here(at + 1)) {
    number.suffix = text[at];
    exponent += suffix_exponent(text[at]);
    ++at;
  }
  if (at < text.size() && text[at] == '%') {
    number.percent = true;
    exponent -= 2;
    ++at;
  }
  const bool above_one = is_above_one(digits, exponent);
  digits += 'e' + std::to_string(exponent);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  if (error == std::errc::result_out_of_range) {
    // from_chars leaves the value alone for both overflow and underflow.
    number.overflow = above_one;
    number.value = number.overflow ? std::numeric_limits<double>::infinity() : 0.0;
  }
  number.length = at;
  return number;
}

std::string shortest(double value) { return fmt::format("{}", value); }

}  // namespace botec
