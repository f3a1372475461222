#include "data/csv_column.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "data/table.h"

namespace botec {
namespace {

Expected<CsvColumn> column_of(const Expected<Table>& table, std::string_view name) {
  if (!table) return table.complaint();
  const auto column = find_column(*table, name);
  if (!column) return column.complaint();
  auto numbers = numbers_of(*table, **column);
  if (!numbers) {
    Complaint complaint = numbers.complaint();
    complaint.argument.clear();   // the file is at fault, not the name of its column
    return complaint;
  }
  CsvColumn result;
  for (const double value : *numbers) {
    if (std::isnan(value)) ++result.missing;
    else result.values.push_back(value);
  }
  if (result.values.empty()) return Complaint{"data", fmt::format("`{}`: column `{}` has no numbers", table->name, name), "", "", 0, 0};
  return result;
}

}  // namespace

Expected<CsvColumn> parse_csv_column(std::string_view text, std::string_view name, std::string_view column) {
  return column_of(parse_table(std::string(text), name), column);
}

Expected<CsvColumn> read_csv_column(const std::filesystem::path& path, std::string_view name, std::string_view column) {
  return column_of(read_table(path, name), column);
}

}  // namespace botec
