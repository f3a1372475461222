// The tables of the reference pages, in Markdown, from the catalogues. Place: report, for `botec help reference`, whose output
// stands in docs/ (tests/docs keeps it there). Threads: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace botec {

struct ReferenceTable {
  std::string name;    // "distributions", "keys of trend"
  std::string text;    // Markdown, its lines ended
};

// Of distributions, functions, operators, and the keys of every part of a file.
std::vector<ReferenceTable> reference_tables();

// Rows of Markdown; strokes within cells are escaped.
std::string markdown_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

}  // namespace botec
