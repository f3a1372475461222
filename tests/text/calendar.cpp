// Dates against the calendar of <chrono> and counts of days done by hand. Exact: no false alarms.
#include <doctest/doctest.h>

#include <chrono>

#include "text/calendar.h"

using namespace botec;

TEST_CASE("differences of dates are whole days, leap days included") {
  const auto days = [](const char* from, const char* to) { return (*parse_date(to) - *parse_date(from)) * days_per_year; };
  CHECK(days("2027-06-01", "2027-06-30") == doctest::Approx(29).epsilon(1e-9));
  CHECK(days("2024-02-28", "2024-03-01") == doctest::Approx(2).epsilon(1e-9));
  CHECK(days("2100-02-28", "2100-03-01") == doctest::Approx(1).epsilon(1e-9));
  CHECK(days("1952-01-01", "2022-01-01") == doctest::Approx(25568).epsilon(1e-12));
}

TEST_CASE("every day of four centuries is read and shown as itself") {
  using namespace std::chrono;
  for (sys_days day = 1850y / January / 1; day < sys_days(2250y / January / 1); day += days{1}) {
    const year_month_day ymd{day};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
    const auto date = parse_date(text);
    REQUIRE(date);
    REQUIRE(iso_date(*date) == text);
    REQUIRE(date_of_year(year_of_date(*date)) == doctest::Approx(*date).epsilon(1e-12));
    if (unsigned(ymd.month()) == 1 && unsigned(ymd.day()) == 1) REQUIRE(year_of_date(*date) == doctest::Approx(int(ymd.year())).epsilon(1e-12));
  }
}

TEST_CASE("months, fractions of years and what is no date") {
  CHECK(month_and_year(*parse_date("2031-04-17")) == "Apr 2031");
  CHECK(iso_date(*parse_date("2027-06")) == "2027-06-01");
  CHECK(date_of_year(2024) == 2024.0);
  CHECK(month_and_year(date_of_year(2031.5)) == "Jul 2031");
  for (const char* text : {"", "2027", "2027-13-01", "2027-02-29", "2027-6-1", "2027-06-30 ", "20270630", "0000-01-01", "x027-06-30"}) {
    CHECK_MESSAGE(!parse_date(text), text);
  }
}
