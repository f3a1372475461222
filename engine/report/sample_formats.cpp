#include "report/sample_formats.h"

#include <bit>
#include <cmath>

#include "report/csv_report.h"
#include "report/format_number.h"
#include "report/json_text.h"
#include "text/calendar.h"

namespace botec {
namespace {

std::size_t rows_of(const Columns& columns) { return columns.empty() ? 0 : columns.front().size(); }

void append_little_endian(std::string& out, double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i) {
    out += static_cast<char>(bits & 0xFF);
    bits >>= 8;
  }
}

}  // namespace

std::string samples_csv_header(const std::vector<std::string>& names) {
  std::string line;
  for (const auto& name : names) line += (line.empty() ? "" : ",") + csv_field(name);
  return line + "\n";
}

void append_samples_csv(std::string& out, const Columns& columns, const std::vector<std::string>& units) {
  const std::size_t rows = rows_of(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (c > 0) out += ',';
      if (c < units.size() && units[c] == "date" && std::isfinite(columns[c][row])) {
        out += iso_date(date_of_year(columns[c][row]));
      } else {
        append_shortest(out, columns[c][row]);
      }
    }
    out += '\n';
  }
}

// The layout is the one of "NEP 1 — A Simple File Format for NumPy Arrays".
std::string samples_npy_header(std::uint64_t rows, std::size_t columns) {
  std::string description = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " +
                            std::to_string(columns) + "), }";
  std::string header("\x93NUMPY\x01\x00", 8);
  constexpr std::size_t length = npy_header_bytes - 10;
  header += static_cast<char>(length & 0xFF);
  header += static_cast<char>(length >> 8);
  description.resize(length - 1, ' ');
  return header + description + "\n";
}

void append_samples_npy(std::string& out, const Columns& columns) {
  const std::size_t rows = rows_of(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    for (const auto& column : columns) append_little_endian(out, column[row]);
  }
}

std::string samples_npy_names(std::uint64_t rows, const std::vector<std::string>& names, const std::vector<std::string>& units) {
  Json json = {{"schema", 1}, {"rows", rows}, {"columns", Json::array()}};
  for (std::size_t c = 0; c < names.size(); ++c) {
    json["columns"].push_back(Json{{"name", names[c]}, {"unit", c < units.size() ? units[c] : ""}});
  }
  return json_text(json);
}

std::string samples_json_header(const std::vector<std::string>& names, const std::vector<std::string>& units) {
  Json json = {{"schema", 1}, {"columns", names}, {"units", units}};
  std::string text = json_text(json);
  text.erase(text.rfind("\n}"));
  return text + ",\n  \"rows\": [";
}

void append_samples_json(std::string& out, const Columns& columns, bool first_block) {
  const std::size_t rows = rows_of(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    out += first_block && row == 0 ? "\n    [" : ",\n    [";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (c > 0) out += ", ";
      if (std::isfinite(columns[c][row])) {
        append_shortest(out, columns[c][row]);
      } else {
        out += "null";
      }
    }
    out += ']';
  }
}

std::string samples_json_footer() { return "\n  ]\n}\n"; }

}  // namespace botec
