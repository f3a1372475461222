// The bytes of a model file made fit for the YAML parser: checked to be UTF-8 text, without byte order mark, with `\n`
// line ends and without tabs on blank lines, and with a way back to the bytes of the file. Place: SourceFile →
// PlainText → YAML tree. Threads: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

struct PlainText {
  SourcePointer source;
  std::string text;
  std::uint32_t skipped = 0;           // bytes of the byte order mark
  std::vector<std::uint32_t> dropped;  // where in `text` a byte of the file was left out, in order

  // The byte of the file that byte `at` of text came from.
  std::uint32_t file_offset(std::size_t at) const;
  Span span(std::size_t begin, std::size_t end) const;
};

// Nothing after an error (`not-text`) was added.
std::optional<PlainText> plain_text(const SourcePointer& source, Diagnostics& diagnostics);

// The place of the first byte that is not UTF-8, or text.size().
std::size_t first_invalid_utf8(const std::string& text);

}  // namespace botec
