#include "report/format_number.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace botec {
namespace {

constexpr int unlimited_digits = 17;  // enough for any double

// A positive number as digits d₁d₂… and the power of ten of the first: d₁.d₂… × 10^exponent.
struct Rounded {
  std::string digits;
  int exponent = 0;
};

// fmt rounds the exact value of the double, so the carry of 9.996 to 10.0 needs no care of ours.
Rounded round_to(double magnitude, int digits) {
  const std::string text = fmt::format("{:.{}e}", magnitude, std::clamp(digits, 1, unlimited_digits) - 1);
  const std::size_t e = text.find('e');
  Rounded rounded;
  for (const char c : std::string_view(text).substr(0, e)) {
    if (c != '.') rounded.digits += c;
  }
  rounded.exponent = std::atoi(text.c_str() + e + 1);
  return rounded;
}

int exponent_of(double magnitude) { return round_to(magnitude, unlimited_digits).exponent; }

// The power of ten of the last supported digit: the smallest one whose half is not below the standard error.
int supported_place(double standard_error) {
  return static_cast<int>(std::ceil(std::log10(2 * standard_error) - 1e-9));
}

void strip_zeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
}

// The digits with the point behind 10^point: ("123", 1) is 12.3, ("12", 3) is 1200, ("12", -3) is 0.0012.
std::string decimal(const std::string& digits, int point) {
  if (point < 0) return "0." + std::string(static_cast<std::size_t>(-point - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(point) + 1;
  if (digits.size() <= whole) return digits + std::string(whole - digits.size(), '0');
  return digits.substr(0, whole) + "." + digits.substr(whole);
}

const char* suffix_letter(int power) {
  switch (power) {
    case 3: return "K";
    case 6: return "M";
    case 9: return "B";
    case 12: return "T";
    default: return "";
  }
}

std::string scientific(const Rounded& r) { return decimal(r.digits, 0) + "e" + std::to_string(r.exponent); }

std::string lay_out(const Rounded& r, const NumberStyle& style) {
  if (r.exponent < style.smallest_plain || r.exponent >= 15) return scientific(r);
  if (style.scientific) return r.exponent >= 4 ? scientific(r) : decimal(r.digits, r.exponent);
  int power = r.exponent >= 4 ? r.exponent / 3 * 3 : 0;
  if (style.suffix > 0 && r.exponent >= style.suffix - 1) power = std::max(power, style.suffix);
  return decimal(r.digits, r.exponent - power) + suffix_letter(power);
}

}  // namespace

NumberStyle common_style(std::span<const double> values, int digits) {
  NumberStyle style;
  style.digits = digits;
  std::optional<int> low, high;
  for (const double value : values) {
    if (!std::isfinite(value) || value == 0) continue;
    const int exponent = round_to(std::fabs(value), digits).exponent;
    low = std::min(low.value_or(exponent), exponent);
    high = std::max(high.value_or(exponent), exponent);
  }
  if (!low) return style;
  if (*high >= 15) {
    style.scientific = true;
  } else if (*high >= 4) {
    style.suffix = *high / 3 * 3;
  }
  if (*low < style.smallest_plain && *high >= style.smallest_plain) {
    // 0.0012 beside 0.3 is easier than 1.2e-3 beside it; with more zeros both get an exponent.
    style.smallest_plain = *low >= -4 && *high <= 3 ? *low : 0;
  }
  return style;
}

int supported_digits(double value, std::optional<double> standard_error) {
  if (!standard_error || std::isnan(*standard_error) || *standard_error == 0) return unlimited_digits;
  if (value == 0 || !std::isfinite(value) || std::isinf(*standard_error)) return 1;
  return std::clamp(exponent_of(std::fabs(value)) - supported_place(std::fabs(*standard_error)) + 1, 1, unlimited_digits);
}

std::string format_number(double value, std::optional<double> standard_error, const NumberStyle& style) {
  if (std::isnan(value)) return "nan";
  const std::string sign = std::signbit(value) && value != 0 ? "-" : "";
  if (std::isinf(value)) return sign + "inf";
  if (value == 0) return "0";
  const double magnitude = std::fabs(value);
  const int supported = supported_digits(value, standard_error);
  Rounded r = round_to(magnitude, std::min(style.digits, supported));
  // A carry moved the first digit up, and the error still supports the same place: 9.96 ± 0.04 is 10.0, not 10.
  const bool carried = r.exponent > exponent_of(magnitude);
  if (carried && supported < style.digits && supported_place(*standard_error) < r.exponent) r.digits += '0';
  if (standard_error && *standard_error == 0) strip_zeros(r.digits);
  return sign + lay_out(r, style);
}

std::string format_exact(double value, int digits) {
  NumberStyle style;
  style.digits = digits;
  return format_number(value, 0.0, style);
}

std::string with_unit(std::string number, std::string_view unit) {
  if (unit.empty()) return number;
  if (unit != "%") number += ' ';
  return number.append(unit);
}

std::string format_probability(double probability, std::optional<double> standard_error, int digits) {
  if (std::isnan(probability)) return "nan";
  if (probability <= 0) return "0%";
  if (probability >= 1) return "100%";
  if (probability < 1e-4) {
    NumberStyle style;
    style.digits = digits;
    return format_number(probability, standard_error, style);
  }
  constexpr double dust = 1e-15;  // 1 - 0.9999 is a little less than 0.0001
  const double rarer = std::min(probability, 1 - probability + dust);
  const int shown = std::min(digits, supported_digits(rarer, standard_error));
  const int place = exponent_of(rarer) - shown + 1 + 2;  // of the last digit, in percent
  constexpr int most_decimals = 10;
  if (place > 0) {
    const double unit = std::pow(10, place);
    return fmt::format("{:.0f}%", std::round(100 * probability / unit) * unit);
  }
  std::string text = fmt::format("{:.{}f}", 100 * probability, std::min(-place, most_decimals));
  if (standard_error && *standard_error == 0 && text.find('.') != std::string::npos) {
    strip_zeros(text);
    if (text.back() == '.') text.pop_back();
  }
  return text + "%";
}

std::string format_level(double fraction) {
  constexpr int usual = 6, most = 15;
  for (int digits = usual;; digits += 3) {   // no less than all is rounded to 100%
    std::string text = fmt::format("{:.{}g}%", 100 * fraction, digits);
    if (text != "100%" || fraction >= 1 || digits >= most) return text;
  }
}

std::string format_count(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

void append_shortest(std::string& text, double value) {
  constexpr std::size_t longest = 32;
  char buffer[longest];
  const char* const end = fmt::format_to(buffer, FMT_COMPILE("{}"), value);
  const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
  const std::size_t e = written.find('e');
  if (e == std::string_view::npos) {
    text += written;
    return;
  }
  // fmt writes 1e+22 and 1e-07.
  text += written.substr(0, e + 1);
  std::size_t at = e + 1;
  if (written[at] == '-') text += '-';
  ++at;
  if (written[at] == '0') ++at;
  text += written.substr(at);
}

std::string shortest_number(double value) {
  std::string text;
  append_shortest(text, value);
  return text;
}

}  // namespace botec
