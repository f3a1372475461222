#include "data/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>

#include "data/cell.h"
#include "data/csv_rows.h"
#include "data/data_file.h"
#include "text/calendar.h"
#include "text/nearest_name.h"

namespace botec {

struct TableText {
  std::string file;
  std::deque<std::string> unquoted;   // cells that held doubled quotes
};

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Complaint complaint(std::string message, std::string help, std::string argument = {}) {
  return {"data", std::move(message), std::move(help), std::move(argument), 0, 0};
}

using Reader = std::optional<double> (*)(std::string_view);

// The numbers of cells that all can be read; the index of the first that cannot otherwise.
std::optional<std::vector<double>> read_all(const std::vector<std::string_view>& cells, Reader reader, std::size_t* failed = nullptr) {
  std::vector<double> numbers(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto value = cells[i].empty() ? std::optional(missing) : reader(cells[i]);
    if (!value) {
      if (failed != nullptr) *failed = i;
      return std::nullopt;
    }
    numbers[i] = *value;
  }
  return numbers;
}

void settle_kind(Column& column) {
  const bool blank = std::all_of(column.texts.begin(), column.texts.end(), [](std::string_view cell) { return cell.empty(); });
  if (blank) return;   // anything, all of it missing
  Column::Kind kind = Column::Kind::number;
  auto numbers = read_all(column.texts, cell_number);
  if (!numbers) {
    kind = Column::Kind::date;
    numbers = read_all(column.texts, cell_date);
  }
  if (!numbers) return;
  column.kind = kind;
  column.numbers = std::move(*numbers);
  column.texts = {};
}

std::string header_help(const std::vector<Column>& columns) {
  const bool other_sign = columns.size() == 1 && columns[0].name.find_first_of(";\t") != std::string::npos;
  return other_sign ? "cells are separated by commas" : "text with commas in it needs quotes";
}

class TableReader {
 public:
  TableReader(std::string text, std::string_view name) : storage_(std::make_shared<TableText>()) {
    storage_->file = std::move(text);
    table_.name = name;
  }

  Expected<Table> read() {
    CsvRows rows(storage_->file);
    if (!rows.next()) {
      if (rows.complaint()) return broken(rows);
      return complaint(fmt::format("`{}` has no rows", table_.name), "the first row names the columns");
    }
    for (const auto cell : rows.cells()) table_.columns.push_back({std::string(trimmed(cell)), Column::Kind::text, {}, {}});
    while (rows.next()) {
      const auto& cells = rows.cells();
      if (cells.size() != table_.columns.size()) {
        return complaint(fmt::format("`{}`, line {}: this row has {} cells, the header has {}", table_.name, rows.line(), cells.size(),
                                     table_.columns.size()),
                         header_help(table_.columns));
      }
      table_.lines.push_back(static_cast<std::uint32_t>(rows.line()));
      for (std::size_t i = 0; i < cells.size(); ++i) table_.columns[i].texts.push_back(trimmed(kept(cells[i])));
    }
    if (rows.complaint()) return broken(rows);
    for (Column& column : table_.columns) settle_kind(column);
    table_.text = storage_;
    return std::move(table_);
  }

 private:
  Complaint broken(const CsvRows& rows) const {
    return complaint(fmt::format("`{}`, line {}: {}", table_.name, rows.line(), *rows.complaint()), "");
  }

  // A cell that lives as long as the table does.
  std::string_view kept(std::string_view cell) {
    const char* const begin = storage_->file.data();
    if (cell.data() >= begin && cell.data() <= begin + storage_->file.size()) return cell;
    return storage_->unquoted.emplace_back(cell);
  }

  std::shared_ptr<TableText> storage_;
  Table table_;
};

}  // namespace

Expected<Table> parse_table(std::string text, std::string_view name) {
  if (auto bad = not_a_text(text, name)) return *bad;
  return TableReader(std::move(text), name).read();
}

Expected<Table> read_table(const std::filesystem::path& path, std::string_view name) {
  auto text = read_data_file(path, name);
  if (!text) return text.complaint();
  return parse_table(std::move(*text), name);
}

Expected<const Column*> find_column(const Table& table, std::string_view name) {
  const auto named = [&](const Column& column) { return column.name == name; };
  const auto found = std::find_if(table.columns.begin(), table.columns.end(), named);
  if (found != table.columns.end()) {
    if (std::none_of(found + 1, table.columns.end(), named)) return &*found;
    return complaint(fmt::format("`{}` has two columns called `{}`", table.name, name), "", "column");
  }
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  std::string help = did_you_mean(name, names);
  if (names.size() == 1 && names[0].find_first_of(";\t") != std::string::npos) help = "cells are separated by commas";
  if (help.empty() && names.size() <= 12) help = fmt::format("the columns are {}", fmt::join(names, ", "));
  return complaint(fmt::format("`{}` has no column `{}`", table.name, name), std::move(help), "column");
}

Expected<std::vector<double>> numbers_of(const Table& table, const Column& column) {
  if (column.kind != Column::Kind::text) return column.numbers;
  std::size_t failed = 0;
  if (auto numbers = read_all(column.texts, cell_number, &failed)) return std::move(*numbers);
  if (auto dates = read_all(column.texts, cell_date)) return std::move(*dates);
  // Where most cells are dates, the one that is no date is at fault.
  const bool dates = cell_date(column.texts[failed]).has_value();
  if (dates) read_all(column.texts, cell_date, &failed);
  constexpr std::size_t shown = 40;
  return complaint(fmt::format("`{}`, line {}, column `{}`: `{}` is not a {}", table.name, table.lines[failed], column.name,
                               column.texts[failed].substr(0, shown), dates ? "date" : "number"),
                   dates ? "write dates as 2027-06-30; a missing value is a blank cell" : "a missing value is a blank cell", "column");
}

std::string cell_text(const Column& column, std::size_t row) {
  if (column.kind == Column::Kind::text) return std::string(column.texts[row]);
  const double value = column.numbers[row];
  if (std::isnan(value)) return {};
  return column.kind == Column::Kind::date ? iso_date(value) : fmt::format("{}", value);
}

Table filter_rows(const Table& table, const std::vector<std::uint8_t>& keep) {
  const auto kept = [&](const auto& values) {
    std::decay_t<decltype(values)> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (keep[i] != 0) result.push_back(values[i]);
    }
    return result;
  };
  Table result{table.name, kept(table.lines), {}, table.text};
  for (const Column& column : table.columns) result.columns.push_back({column.name, column.kind, kept(column.numbers), kept(column.texts)});
  return result;
}

}  // namespace botec
