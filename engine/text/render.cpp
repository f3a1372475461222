#include <algorithm>

#include "text/diagnostic.h"

namespace botec {
namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Control characters would let a model file draw on the terminal; a tab is one column wide, as the caret line assumes.
char printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F ? ' ' : c;
}

std::vector<std::string> characters(std::string_view line) {
  std::vector<std::string> result;
  for (const char c : line) {
    if (starts_character(c) || result.empty()) result.emplace_back();
    result.back() += printable(c);
  }
  return result;
}

std::string excerpt(const Diagnostic& diagnostic, std::size_t shown_width) {
  const SourceFile& file = *diagnostic.span.file;
  const LineColumn begin = file.position(diagnostic.span.begin);
  const LineColumn end = file.position(std::max(diagnostic.span.begin, diagnostic.span.end));
  const auto line = characters(file.line(begin.line));
  const std::size_t caret = begin.column - 1;
  std::size_t caret_end = end.line == begin.line ? end.column - 1 : line.size();
  caret_end = std::max(caret_end, caret + 1);

  // A long line is cut to a window that starts a little before the caret.
  const std::size_t from = caret > shown_width / 2 && line.size() > shown_width ? caret - shown_width / 2 : 0;
  const std::size_t to = std::min(line.size(), from + shown_width);
  const std::string lead = from > 0 ? "…" : "";
  std::string text = lead;
  for (std::size_t i = from; i < to; ++i) text += line[i];
  if (to < line.size()) text += "…";

  const std::string number = std::to_string(begin.line);
  const std::string gutter(number.size(), ' ');
  caret_end = std::min(caret_end, std::max(to, caret + 1));
  std::string marks(caret - from + (from > 0 ? 1 : 0), ' ');
  marks += '^' + std::string(caret_end - caret - 1, '~');
  return "  " + number + " | " + text + "\n  " + gutter + " | " + marks + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, std::size_t width) {
  std::string result;
  if (diagnostic.span) {
    const LineColumn at = diagnostic.span.file->position(diagnostic.span.begin);
    result += diagnostic.span.file->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  }
  result += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  result += diagnostic.message + "\n";
  if (diagnostic.span && !diagnostic.span.file->text().empty()) result += excerpt(diagnostic, width);
  if (!diagnostic.help.empty()) result += "  hint: " + diagnostic.help + "\n";
  return result;
}

}  // namespace botec
