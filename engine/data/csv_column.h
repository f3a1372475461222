// One column of numbers from a CSV file (RFC 4180: quotes, doubled quotes, line breaks within them), the first row
// naming the columns. Lines that start with # are comments, blank cells are missing values. Place: data → model.
// Threads: pure but for reading the file.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

struct CsvColumn {
  std::vector<double> values;  // in the order of the rows
  std::size_t missing = 0;     // blank cells
};

// `name` is what messages call the file. Complaints `cannot-read` and `data` name the line and the column;
// `argument` is "column" where the column is at fault.
Expected<CsvColumn> read_csv_column(const std::filesystem::path& path, std::string_view name, std::string_view column);

// The same of text.
Expected<CsvColumn> parse_csv_column(std::string_view text, std::string_view name, std::string_view column);

}  // namespace botec
