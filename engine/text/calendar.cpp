#include "text/calendar.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace botec {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr sys_days origin = 2000y / std::chrono::January / 1;
constexpr double first_year = 1, last_year = 9999;

double date_of_day(sys_days day) { return 2000 + static_cast<double>((day - origin).count()) / days_per_year; }

sys_days new_year(int year) { return std::chrono::year{year} / std::chrono::January / 1; }

// The number of `digits` digits at the start of the text, which it is shortened by; nothing when there are fewer.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

std::optional<unsigned> take_part(std::string_view& text) {
  if (text.empty() || text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  return take_digits(text, 2);
}

// The day that holds the moment. A date computed from whole days is off by rounding, a fraction of a second.
year_month_day day_of(double date) {
  constexpr double rounding = 1e-6;
  const double days = std::floor((date - 2000) * days_per_year + rounding);
  return year_month_day{origin + std::chrono::days{static_cast<long long>(days)}};
}

}  // namespace

std::optional<double> parse_date(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year) return std::nullopt;
  const auto month = take_part(text);
  if (!month) return std::nullopt;
  const auto day = text.empty() ? std::optional<unsigned>(1) : take_part(text);
  if (!day || !text.empty()) return std::nullopt;
  const year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month}, std::chrono::day{*day}};
  if (!date.ok() || *year < first_year) return std::nullopt;
  return date_of_day(date);
}

double date_of_year(double calendar_year) {
  if (!(calendar_year >= first_year && calendar_year < last_year)) return calendar_year;
  const int year = static_cast<int>(std::floor(calendar_year));
  const double begin = date_of_day(new_year(year)), end = date_of_day(new_year(year + 1));
  return begin + (calendar_year - year) * (end - begin);
}

double year_of_date(double date) {
  if (!(date >= first_year + 1 && date < last_year - 1)) return date;
  const int year = static_cast<int>(day_of(date).year());
  const double begin = date_of_day(new_year(year)), end = date_of_day(new_year(year + 1));
  return year + std::max(0.0, (date - begin) / (end - begin));
}

std::string iso_date(double date) {
  if (!(date >= first_year + 1 && date < last_year)) return fmt::format("{:.6g}", date);
  const year_month_day day = day_of(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string month_and_year(double date) {
  static constexpr std::array names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (!(date >= first_year + 1 && date < last_year)) return fmt::format("{:.6g}", date);
  const year_month_day day = day_of(date);
  return fmt::format("{} {}", names[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()));
}

}  // namespace botec
