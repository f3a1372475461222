// Draws as bytes, block by block: CSV, NPY and JSON.
// Place: report. Promise: a block is written without looking at any other, so a billion rows need no memory.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace botec {

using Columns = std::vector<std::vector<double>>;   // one vector a column, all of one length

// A first line of names, then shortest numbers that read back; values that are not finite as nan, inf and -inf.
std::string samples_csv_header(const std::vector<std::string>& names);
// A column in `date`, of calendar years, is written as 2031-04-17.
void append_samples_csv(std::string& out, const Columns& columns, const std::vector<std::string>& units = {});

// NumPy's format 1.0: little-endian float64, two dimensions, row by row. The header has one length whatever the number of
// rows is, so that it can be written again once that is known.
inline constexpr std::size_t npy_header_bytes = 128;
std::string samples_npy_header(std::uint64_t rows, std::size_t columns);
void append_samples_npy(std::string& out, const Columns& columns);
// The names that NPY has no place for: {"schema": 1, "rows": 1000, "columns": [{"name": …, "unit": …}]}.
std::string samples_npy_names(std::uint64_t rows, const std::vector<std::string>& names, const std::vector<std::string>& units);

// {"schema": 1, "columns": […], "units": […], "rows": [[…], …]}; null for what is not finite.
std::string samples_json_header(const std::vector<std::string>& names, const std::vector<std::string>& units);
void append_samples_json(std::string& out, const Columns& columns, bool first_block);
std::string samples_json_footer();

}  // namespace botec
