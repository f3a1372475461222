// One cell of a CSV file: what it says as a number or a date.
// Place: under table.cpp and row_formula.cpp. Threads: pure.
#pragma once

#include <optional>
#include <string_view>

namespace botec {

std::string_view trimmed(std::string_view cell);   // without the blanks around it

// A finite number as CSV files and models write them: -2e3, 1_000, 5%, 1.5M. Not `nan`, not `inf`.
std::optional<double> cell_number(std::string_view cell);

// An ISO date, or where other dates stand a bare year, which is its 1 January: as text/calendar.h counts.
std::optional<double> cell_date(std::string_view cell);

}  // namespace botec
