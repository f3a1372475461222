// A CSV file as columns: `data:` of a model, before and after its filter.
// Place: text of a file → Table → row_formula.h (filter, derived columns), trend_points.h. Promise: a column's kind follows from
// its cells alone; every row knows its line. Threads: plain data, immutable once read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

struct Column {
  enum class Kind {
    number,   // every cell that is not blank is a number
    date,     // … is an ISO date, or a bare year among ISO dates
    text,     // all else; all blank too
  };
  std::string name;
  Kind kind = Kind::number;
  std::vector<double> numbers;           // number, date (as text/calendar.h counts): NaN where blank. Empty for text
  std::vector<std::string_view> texts;   // text: the cells, without blanks around them. Empty for the others
};

struct TableText;   // what the columns of text look into

struct Table {
  std::string name;                        // what messages call the file
  std::vector<std::uint32_t> lines;        // of each row: its line in the file, from 1
  std::vector<Column> columns;
  std::shared_ptr<const TableText> text;   // kept alive

  std::size_t rows() const { return lines.size(); }
};

// Complaints `cannot-read` and `data` name the line and the column. `name` is what messages call the file.
Expected<Table> read_table(const std::filesystem::path& path, std::string_view name);
Expected<Table> parse_table(std::string text, std::string_view name);

// The column of that name; the complaint says which names there are. Its `argument` is "column".
Expected<const Column*> find_column(const Table& table, std::string_view name);

// Its numbers or dates, NaN where blank. For a column of text the complaint names the first cell that is no number, unless the
// rows that are left hold numbers (or dates) only.
Expected<std::vector<double>> numbers_of(const Table& table, const Column& column);

// A cell as people read it, empty where blank: for names of rows.
std::string cell_text(const Column& column, std::size_t row);

// The rows that have a nonzero byte in `keep`, in their order.
Table filter_rows(const Table& table, const std::vector<std::uint8_t>& keep);

}  // namespace botec
