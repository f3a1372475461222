// Text that fits a terminal: cleaned of control characters, measured in columns, cut, padded, wrapped, coloured.
// Place: text → report, cli. Promise: nothing that a model file holds can move the cursor or change colours.
// Threads: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace botec {

struct TextOptions {
  std::size_t width = 80;
  bool ascii = false;             // no characters beyond ASCII
  bool colour = false;
  bool quiet = false;             // the headline sentences and the probabilities alone
  std::optional<int> digits;      // significant digits instead of two in the headlines and three below
};

// One line without control characters, directional marks and broken UTF-8: each becomes a space or `?`.
std::string clean(std::string_view text, bool ascii = false);
// As clean(), but line breaks stay.
std::string clean_lines(std::string_view text, bool ascii = false);

// Columns a terminal needs for cleaned text: wide characters take two, combining ones none.
std::size_t display_width(std::string_view text);

// At most `width` columns; what is cut off leaves an ellipsis.
std::string cut(std::string_view text, std::size_t width, bool ascii = false);

enum class Align { left, right };
std::string pad(std::string text, std::size_t width, Align align = Align::left);

// Breaks at spaces; a longer word is split. Lines after the first are indented by `hanging`.
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t hanging = 0);

enum class Paint { bold, dim, good, bad, warning, accent };
std::string paint(std::string_view text, Paint how, const TextOptions& options);
// Bars drawn with blocks in a colour of their own; lines of text are left alone.
std::vector<std::string> painted_bars(std::vector<std::string> lines, const TextOptions& options);

}  // namespace botec
