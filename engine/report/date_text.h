// Dates for a person.
// Place: text → report. Threads: pure.
#pragma once

#include <cmath>
#include <string>

#include "text/calendar.h"

namespace botec {

// Of a calendar year such as 2031.3: "Apr 2031", or the day where what stands beside it is less than half a year away.
inline std::string date_text(double year, double spread) {
  constexpr double near = 0.5;
  return spread < near ? iso_date(date_of_year(year)) : month_and_year(date_of_year(year));
}

// The day of a calendar year such as 2031.3; infinite is a date that never comes.
inline std::string day_text(double year) { return std::isfinite(year) ? date_text(year, 0) : std::string("never"); }

}  // namespace botec
