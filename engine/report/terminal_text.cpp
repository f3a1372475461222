#include "report/terminal_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace botec {
namespace {

constexpr char32_t broken = 0xFFFFFFFF;

struct Character {
  char32_t code = broken;
  std::size_t bytes = 1;
};

// One character of UTF-8; overlong forms, surrogates and stray bytes count as one broken byte.
Character decode(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  char32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes};
}

struct CodeRange {
  char32_t first, last;
};

// Marks that turn the direction of writing could make a line read as another one.
constexpr std::array<CodeRange, 4> directional = {{{0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0x61C, 0x61C}}};

// The common blocks of Unicode's East Asian Width (annex 11) and of emoji, which take two columns.
constexpr std::array<CodeRange, 11> wide = {{{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF},
    {0x20000, 0x3FFFD}}};

constexpr std::array<CodeRange, 6> combining = {{{0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

template <std::size_t n>
bool within(const std::array<CodeRange, n>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](CodeRange r) { return code >= r.first && code <= r.last; });
}

std::size_t columns_of(char32_t code) {
  if (code < 0x300) return 1;
  if (within(combining, code)) return 0;
  return within(wide, code) ? 2 : 1;
}

std::string clean_text(std::string_view text, bool ascii, bool keep_lines) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Character c = decode(text);
    if (c.code == broken || within(directional, c.code)) {
      result += '?';
    } else if (c.code == '\n' && keep_lines) {
      result += '\n';
    } else if (c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0) || c.code == 0x2028 || c.code == 0x2029) {
      result += ' ';
    } else if (ascii && c.code >= 0x80) {
      result += c.code == 0x2026 ? '.' : '?';  // an ellipsis keeps its column
    } else {
      result += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return result;
}

// Bytes of the longest beginning that takes at most `width` columns.
std::size_t bytes_within(std::string_view text, std::size_t width) {
  std::size_t at = 0, columns = 0;
  while (at < text.size()) {
    const Character c = decode(text.substr(at));
    columns += columns_of(c.code);
    if (columns > width) break;
    at += c.bytes;
  }
  return at;
}

}  // namespace

std::string clean(std::string_view text, bool ascii) { return clean_text(text, ascii, false); }
std::string clean_lines(std::string_view text, bool ascii) { return clean_text(text, ascii, true); }

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const Character c = decode(text);
    columns += columns_of(c.code);
    text.remove_prefix(c.bytes);
  }
  return columns;
}

std::string cut(std::string_view text, std::size_t width, bool ascii) {
  if (display_width(text) <= width) return std::string(text);
  const std::string_view mark = ascii ? ".." : "…";
  const std::size_t mark_width = ascii ? 2 : 1;
  if (width <= mark_width) return std::string(text.substr(0, bytes_within(text, width)));
  std::string result(text.substr(0, bytes_within(text, width - mark_width)));
  return result.append(mark);
}

std::string pad(std::string text, std::size_t width, Align align) {
  const std::size_t columns = display_width(text);
  if (columns >= width) return text;
  const std::string space(width - columns, ' ');
  return align == Align::left ? text + space : space + text;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t hanging) {
  std::vector<std::string> lines;
  std::string line;
  bool line_has_word = false;
  const auto next_line = [&] {
    lines.push_back(std::move(line));
    line.assign(hanging, ' ');
    line_has_word = false;
  };
  const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
  line.assign(start, ' ');  // an indentation the caller wrote
  for (std::size_t at = start; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::string_view word = text.substr(at, text.find(' ', at) - at);
    at += word.size();
    if (line_has_word && display_width(line) + 1 + display_width(word) > width) next_line();
    if (line_has_word) line += ' ';
    while (display_width(line) + display_width(word) > width && width > display_width(line)) {
      const std::size_t bytes = bytes_within(word, width - display_width(line));
      if (bytes == 0) break;
      line += word.substr(0, bytes);
      word.remove_prefix(bytes);
      next_line();
    }
    line += word;
    line_has_word = true;
  }
  if (line_has_word || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string paint(std::string_view text, Paint how, const TextOptions& options) {
  if (!options.colour || text.empty()) return std::string(text);
  const char* code = "";
  switch (how) {
    case Paint::bold: code = "1"; break;
    case Paint::dim: code = "2"; break;
    case Paint::good: code = "32"; break;
    case Paint::bad: code = "31"; break;
    case Paint::warning: code = "33"; break;
    case Paint::accent: code = "36"; break;
  }
  return std::string("\033[") + code + "m" + std::string(text) + "\033[0m";
}

namespace {

// Runs of `block` in the line, painted.
std::string painted(const std::string& line, std::string_view block, Paint how, const TextOptions& options) {
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at;
    while (line.compare(end, block.size(), block) == 0) end += block.size();
    text += end > at ? paint(std::string_view(line).substr(at, end - at), how, options) : line.substr(at, 1);
    at = end > at ? end : at + 1;
  }
  return text;
}

}  // namespace

std::vector<std::string> painted_bars(std::vector<std::string> lines, const TextOptions& options) {
  if (!options.colour || options.ascii) return lines;
  for (auto& line : lines) line = painted(painted(line, "█", Paint::accent, options), "░", Paint::dim, options);
  return lines;
}

}  // namespace botec
