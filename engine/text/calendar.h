// Dates as numbers, so that a subtraction of two dates is a duration: years of 365.25 days, counted so that 1 January 2000 is
// 2000. Every fourth January is a whole number of them; the others are up to three quarters of a day above one.
// Place: used wherever a date is read or shown. Promise: the proleptic Gregorian calendar, exact for the years 1 to 9999.
// Threads: pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace botec {

inline constexpr double days_per_year = 365.25;

// `2027-06-30`, or `2027-06` for the first of a month; nothing for any other text and for days that do not exist.
std::optional<double> parse_date(std::string_view text);

// A year as people write it, in which 2027.5 is the middle of 2027: 2027 is 1 January 2027. And back.
double date_of_year(double calendar_year);
double year_of_date(double date);

std::string iso_date(double date);         // 2031-04-17; the day that holds the moment
std::string month_and_year(double date);   // Apr 2031

}  // namespace botec
