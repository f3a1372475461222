// First stop of the journey: the bytes of a file a user wrote, and places in them.
// Promise: a SourceFile never changes after it is made, so spans into it stay valid while it lives.
// Threads: immutable, safe to share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace botec {

// A line and a column, both counted from 1. Columns count characters (UTF-8 code points), not bytes,
// because that is what editors show.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class SourceFile {
 public:
  // `name` is what messages show: a path as the user typed it, `-`, or a label such as `--set`.
  SourceFile(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  // The place of a byte offset; offsets past the end give the end.
  LineColumn position(std::size_t offset) const;

  // The bytes of a line (counted from 1) without its line break; empty when there is no such line.
  std::string_view line(std::uint32_t number) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using SourcePointer = std::shared_ptr<const SourceFile>;

// A stretch of bytes [begin, end) of one file. An empty `file` means that there is no place to show.
struct Span {
  SourcePointer file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  explicit operator bool() const { return file != nullptr; }
};

// The smallest span that covers both, which must be of one file.
Span join(const Span& first, const Span& last);

}  // namespace botec
