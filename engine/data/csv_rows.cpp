#include "data/csv_rows.h"

#include <algorithm>

namespace botec {

CsvRows::CsvRows(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

void CsvRows::skip_line() {
  at_ = std::min(text_.find('\n', at_), text_.size());
  if (at_ < text_.size()) ++at_;
  ++next_line_;
}

bool CsvRows::next() {
  while (!complaint_ && at_ < text_.size()) {
    const std::size_t first = text_.find_first_not_of(" \t\r", at_);
    const bool skip = first == std::string_view::npos || text_[first] == '\n' || text_[at_] == '#';
    if (!skip) {
      read_row();
      return !complaint_;
    }
    skip_line();
  }
  return false;
}

void CsvRows::read_row() {
  line_ = next_line_;
  cells_.clear();
  unquoted_.clear();
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!read_quoted()) return;
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
      std::string_view cell = text_.substr(at_, end - at_);
      if (end == text_.size() || text_[end] == '\n') {
        if (cell.ends_with('\r')) cell.remove_suffix(1);
      }
      cells_.push_back(cell);
      at_ = end;
    }
    if (at_ >= text_.size()) return;
    if (text_[at_++] == '\n') {
      ++next_line_;
      return;
    }
  }
}

// at_ is the opening quote, afterwards the comma or the line break behind the cell.
bool CsvRows::read_quoted() {
  const std::size_t begin = ++at_;
  bool doubled = false;
  while (true) {
    at_ = text_.find('"', at_);
    if (at_ == std::string_view::npos) {
      complaint_ = "a quote is never closed";
      return false;
    }
    if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
    doubled = true;
    at_ += 2;
  }
  const std::string_view raw = text_.substr(begin, at_ - begin);
  next_line_ += static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '\n'));
  if (doubled) {
    std::string cell;
    for (std::size_t i = 0; i < raw.size(); i += raw[i] == '"' ? 2 : 1) cell += raw[i];
    unquoted_.push_back(std::move(cell));
    cells_.push_back(unquoted_.back());
  } else {
    cells_.push_back(raw);
  }
  ++at_;
  if (text_.substr(at_, 2) == "\r\n") ++at_;
  if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') {
    complaint_ = "something follows the closing quote of a cell";
    return false;
  }
  return true;
}

}  // namespace botec
