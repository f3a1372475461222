// Where each byte of a YAML scalar stands in the file: the parser gives the value and the place where it starts; here
// raw text and value are walked side by side, so that a caret can stand under any part of a formula however it was
// quoted. Promise: any mark and value give an answer; where the two do not match, places are near and not exact.
// Threads: pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace botec {

enum class ScalarStyle { plain, single_quoted, double_quoted, literal, folded };

struct PlacedScalar {
  ScalarStyle style = ScalarStyle::plain;
  std::size_t begin = 0, end = 0;  // the scalar in the text, quotes and block header included
  std::vector<std::uint32_t> at;   // the place of each byte of the value, and one more for its end
  bool closed = true;              // false: a quote that the text ends in
};

// `mark` may stand at an anchor or a tag before the scalar.
PlacedScalar place_scalar(std::string_view text, std::size_t mark, std::string_view value);

// The first byte at or after `mark` that is not part of an anchor, a tag, white space or a comment between them.
std::size_t skip_properties(std::string_view text, std::size_t mark);

}  // namespace botec
