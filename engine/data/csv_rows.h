// The rows of a CSV text, one after the other, without copying cells that have no quotes.
// Place: text of a file → rows of cells. Threads: one reader, one thread.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

class CsvRows {
 public:
  explicit CsvRows(std::string_view text);

  // The next row that is no comment and not blank; false at the end of the text or after a complaint.
  bool next();

  // Cells of the row, valid until the next one is read.
  const std::vector<std::string_view>& cells() const { return cells_; }
  std::size_t line() const { return line_; }                                  // on which the row starts, from 1
  const std::optional<std::string>& complaint() const { return complaint_; }  // what is wrong in this line

 private:
  void read_row();
  bool read_quoted();
  void skip_line();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0, next_line_ = 1;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;  // cells that held doubled quotes; a deque, because cells_ looks into it
  std::optional<std::string> complaint_;
};

}  // namespace botec
