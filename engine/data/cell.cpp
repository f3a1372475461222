#include "data/cell.h"

#include <charconv>
#include <cmath>

#include "text/calendar.h"
#include "text/number.h"

namespace botec {

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

std::optional<double> cell_number(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error == std::errc() && end == cell.data() + cell.size()) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  const bool signed_number = cell.starts_with('-') || cell.starts_with('+');
  if (signed_number) {
    const auto rest = cell_number(cell.substr(1));
    if (!rest || cell[1] == '-' || cell[1] == '+') return std::nullopt;
    return cell[0] == '-' ? -*rest : *rest;
  }
  const auto written = read_number(cell);
  if (!written || written->length != cell.size() || written->overflow) return std::nullopt;
  return written->value;
}

std::optional<double> cell_date(std::string_view cell) {
  if (const auto date = parse_date(cell)) return date;
  if (cell.size() != 4 || cell.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto year = cell_number(cell);
  return year && *year >= 1 ? std::optional(date_of_year(*year)) : std::nullopt;
}

}  // namespace botec
