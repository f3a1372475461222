// A table of text that fits a width: what is too wide is cut, columns nobody would miss go first.
// Place: report. Threads: plain data, pure function.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"

namespace botec {

struct TextColumn {
  std::string header;
  Align align = Align::left;
  std::size_t least = 0;     // columns it may be cut to; 0: never cut
  int give_way = 0;          // the highest is cut first, and dropped where even `least` does not fit; 0: stays
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::vector<std::vector<std::string>> rows;   // cleaned text, one cell a column
};

// How wide it would like to be.
std::size_t natural_width(const TextTable& table);

// Lines of at most options.width columns, indented by two; columns without any text are left out.
std::vector<std::string> lay_out(const TextTable& table, const TextOptions& options);

}  // namespace botec
