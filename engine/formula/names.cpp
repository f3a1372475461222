#include <algorithm>

#include "formula/lexer.h"
#include "formula/parser.h"

namespace botec {

bool is_reserved(std::string_view name) {
  if (name == "and" || name == "or" || name == "not" || name == "P") return true;
  const Function* function = find_function(name);
  return function != nullptr && !function->is_operator;
}

bool is_name(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); }) && !is_reserved(text);
}

// The end is taken from the last byte rather than from the one behind it, which in a folded scalar stands on the next line.
// An escape of a quoted scalar stands for its characters as a whole.
Span ScalarText::part(std::size_t begin, std::size_t end) const {
  end = std::min(end, value.size());
  begin = std::min(begin, end);
  if (offsets.size() <= value.size()) {
    return {span.file, span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(end)};
  }
  if (begin == end) return {span.file, offsets[begin], offsets[begin]};
  const std::uint32_t last = offsets[end - 1];
  const bool escaped = span.file != nullptr && last < span.file->text().size() && span.file->text()[last] == '\\';
  return {span.file, offsets[begin], escaped ? std::max(offsets[end], last + 1) : last + 1};
}

}  // namespace botec
