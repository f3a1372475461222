#include "data/csv_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <string>

#include "data/csv_rows.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 30;

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

// A finite number; the spellings of models (1_000, 5%, 1.5M) are understood as well.
std::optional<double> number(std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error == std::errc() && end == cell.data() + cell.size()) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  const bool signed_number = cell.starts_with('-') || cell.starts_with('+');
  if (signed_number) {
    const auto rest = number(cell.substr(1));
    if (!rest || cell[1] == '-' || cell[1] == '+') return std::nullopt;
    return cell[0] == '-' ? -*rest : *rest;
  }
  const auto written = read_number(cell);
  if (!written || written->length != cell.size() || written->overflow) return std::nullopt;
  return written->value;
}

class ColumnReader {
 public:
  ColumnReader(std::string_view text, std::string_view name, std::string_view column)
      : rows_(text), name_(name), column_(column) {}

  Expected<CsvColumn> read() {
    if (!rows_.next())
      return rows_.complaint() ? broken()
                               : complaint(fmt::format("`{}` has no rows", name_), "the first row names the columns");
    if (auto missing = find_column()) return *missing;
    CsvColumn result;
    while (rows_.next()) {
      if (rows_.cells().size() != width_) {
        return complaint(fmt::format("`{}`, line {}: this row has {} cells, the header has {}", name_, rows_.line(),
                                     rows_.cells().size(), width_),
                         "text with commas in it needs quotes");
      }
      const std::string_view cell = trimmed(rows_.cells()[index_]);
      if (cell.empty()) {
        ++result.missing;
      } else if (const auto value = number(cell)) {
        result.values.push_back(*value);
      } else {
        return not_a_number(cell);
      }
    }
    if (rows_.complaint()) return broken();
    if (result.values.empty()) return complaint(fmt::format("`{}`: column `{}` has no numbers", name_, column_), "");
    return result;
  }

 private:
  static Complaint complaint(std::string message, std::string help, std::string argument = {}) {
    return {"data", std::move(message), std::move(help), std::move(argument), 0, 0};
  }
  Complaint broken() const {
    return complaint(fmt::format("`{}`, line {}: {}", name_, rows_.line(), *rows_.complaint()), "");
  }

  std::optional<Complaint> find_column() {
    std::vector<std::string> names;
    for (const auto cell : rows_.cells()) names.emplace_back(trimmed(cell));
    width_ = names.size();
    const auto found = std::find(names.begin(), names.end(), column_);
    if (found != names.end()) {
      index_ = static_cast<std::size_t>(found - names.begin());
      if (std::find(found + 1, names.end(), column_) == names.end()) return std::nullopt;
      return complaint(fmt::format("`{}` has two columns called `{}`", name_, column_), "", "column");
    }
    std::string help = did_you_mean(column_, names);
    if (width_ == 1 && names[0].find_first_of(";\t") != std::string::npos) help = "cells are separated by commas";
    if (help.empty() && width_ <= 12) help = fmt::format("the columns are {}", fmt::join(names, ", "));
    return complaint(fmt::format("`{}` has no column `{}`", name_, column_), std::move(help), "column");
  }

  Complaint not_a_number(std::string_view cell) const {
    constexpr std::size_t shown = 40;
    return complaint(fmt::format("`{}`, line {}, column `{}`: `{}` is not a number", name_, rows_.line(), column_,
                                 cell.substr(0, shown)),
                     "a missing value is a blank cell");
  }

  CsvRows rows_;
  std::string_view name_, column_;
  std::size_t index_ = 0, width_ = 0;
};

}  // namespace

Expected<CsvColumn> parse_csv_column(std::string_view text, std::string_view name, std::string_view column) {
  if (text.find('\0') != std::string_view::npos) {
    return Complaint{"data", fmt::format("`{}` is not a text file", name), "save it as CSV in UTF-8", "", 0, 0};
  }
  return ColumnReader(text, name, column).read();
}

Expected<CsvColumn> read_csv_column(const std::filesystem::path& path, std::string_view name, std::string_view column) {
  const auto cannot_read = [&](std::string_view why) {
    return Complaint{"cannot-read", fmt::format("`{}` cannot be read: {}", name, why), "", "", 0, 0};
  };
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return cannot_read("there is no such file");
  if (!std::filesystem::is_regular_file(status)) return cannot_read("it is not a file");
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > largest_file) return cannot_read("it is larger than 1 GiB");
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot_read("it is not permitted");
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return parse_csv_column(text, name, column);
}

}  // namespace botec
