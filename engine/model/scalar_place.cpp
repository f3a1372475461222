#include "model/scalar_place.h"

#include <algorithm>

namespace botec {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }

class Walk {
 public:
  Walk(std::string_view text, std::string_view value, PlacedScalar& result)
      : text_(text), value_(value), result_(result), at_(result.begin) {
    result_.at.reserve(value.size() + 1);
  }

  void quoted_or_plain() {
    if (result_.style != ScalarStyle::plain) ++at_;
    while (!done() && at_ < text_.size() && step()) {
    }
    finish_value();
    result_.end = result_.style == ScalarStyle::plain ? at_ : closing_quote();
  }

  void block() {
    at_ = line_end(at_);  // past the header: `|`, indicators, a comment
    const std::size_t indent = block_indent();
    std::size_t end = at_;
    while (!done() && at_ < text_.size()) {
      const std::size_t taken = result_.at.size();
      if (!block_line(indent)) break;
      if (result_.at.size() > taken) end = at_;  // blank lines at the end are not part of it
    }
    at_ = end;
    finish_value();
    result_.end = at_;
  }

 private:
  bool done() const { return result_.at.size() >= value_.size(); }
  char wanted() const { return value_[result_.at.size()]; }
  void take(std::size_t place) { result_.at.push_back(static_cast<std::uint32_t>(place)); }
  std::size_t line_end(std::size_t from) const { return std::min(text_.find('\n', from), text_.size()); }

  // Whatever was not matched stands where the walk ended.
  void finish_value() {
    while (result_.at.size() <= value_.size()) take(at_);
  }

  // One byte, one run of white space or one escape; false where raw text and value part ways.
  bool step() {
    const char c = text_[at_];
    if (is_space(c)) return white_space();
    if (c == '\\' && result_.style == ScalarStyle::double_quoted) return escape();
    if (c != wanted()) return false;
    take(at_);
    at_ += c == '\'' && result_.style == ScalarStyle::single_quoted ? 2 : 1;
    return true;
  }

  // Blanks within a line stand for themselves; a run with a line break in it is folded.
  bool white_space() {
    std::size_t end = at_;
    std::size_t breaks = 0;
    while (end < text_.size() && is_space(text_[end])) breaks += text_[end++] == '\n';
    if (breaks == 0) {
      for (; at_ < end && !done(); ++at_) {
        if (text_[at_] != wanted()) return false;
        take(at_);
      }
      return true;
    }
    fold(breaks);
    at_ = end;
    return true;
  }

  // One break is a space, n breaks are n - 1 of them.
  void fold(std::size_t breaks) {
    const char sign = breaks == 1 ? ' ' : '\n';
    for (std::size_t k = breaks == 1 ? 1 : breaks - 1; k > 0 && !done() && wanted() == sign; --k) take(at_);
  }

  bool escape() {
    const std::size_t start = at_;
    const char c = start + 1 < text_.size() ? text_[start + 1] : '\0';
    if (c == '\n') {
      std::size_t breaks = 0;
      for (++at_; at_ < text_.size() && is_space(text_[at_]); ++at_) breaks += text_[at_] == '\n';
      for (; breaks > 1 && !done() && wanted() == '\n'; --breaks) take(start);
      return true;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    at_ = std::min(start + 2 + digits, text_.size());
    take(start);
    // An escape gives one character, of which the value may hold several bytes.
    while (!done() && (static_cast<unsigned char>(wanted()) & 0xC0) == 0x80) take(start);
    return true;
  }

  std::size_t closing_quote() {
    const char quote = result_.style == ScalarStyle::single_quoted ? '\'' : '"';
    while (at_ < text_.size() && (is_space(text_[at_]) || text_.substr(at_, 2) == "\\\n")) ++at_;
    result_.closed = at_ < text_.size() && text_[at_] == quote;
    return std::min(at_ + 1, text_.size());
  }

  // The first line of text is indented by the block's indentation and by what the value itself starts with.
  std::size_t block_indent() const {
    std::size_t line = at_;
    while (line < text_.size()) {
      std::size_t first = line + 1;
      while (first < text_.size() && text_[first] == ' ') ++first;
      if (first >= text_.size() || text_[first] != '\n') {
        const std::size_t in_file = first - line - 1;
        const std::size_t start = value_.find_first_not_of('\n');
        const std::size_t text = start == std::string_view::npos ? start : value_.find_first_not_of(' ', start);
        const std::size_t in_value = text == std::string_view::npos ? 0 : text - start;
        return in_file - std::min(in_file, in_value);
      }
      line = first;
    }
    return 0;
  }

  // at_ is the break before the line, afterwards the one behind it.
  bool block_line(std::size_t indent) {
    std::size_t begin = at_ + 1;
    const std::size_t end = line_end(begin);
    for (std::size_t k = 0; k < indent && begin < end && text_[begin] == ' '; ++k) ++begin;
    if (begin < end) {
      while (!done() && wanted() == '\n') take(at_);
      if (!done() && wanted() == ' ' && text_[begin] != ' ') take(at_);  // a folded break
      for (; begin < end; ++begin) {
        if (done() || text_[begin] != wanted()) {
          at_ = begin;
          return false;
        }
        take(begin);
      }
    }
    at_ = end;
    return true;
  }

  std::string_view text_, value_;
  PlacedScalar& result_;
  std::size_t at_;
};

ScalarStyle style_of(char c) {
  switch (c) {
    case '\'': return ScalarStyle::single_quoted;
    case '"': return ScalarStyle::double_quoted;
    case '|': return ScalarStyle::literal;
    case '>': return ScalarStyle::folded;
    default: return ScalarStyle::plain;
  }
}

}  // namespace

std::size_t skip_properties(std::string_view text, std::size_t mark) {
  std::size_t at = std::min(mark, text.size());
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    while (at < text.size() && !is_space(text[at])) ++at;
    while (at < text.size() && (is_space(text[at]) || text[at] == '#')) {
      at = text[at] == '#' ? std::min(text.find('\n', at), text.size()) : at + 1;
    }
  }
  return at;
}

PlacedScalar place_scalar(std::string_view text, std::size_t mark, std::string_view value) {
  PlacedScalar result;
  result.begin = skip_properties(text, mark);
  result.style = result.begin < text.size() ? style_of(text[result.begin]) : ScalarStyle::plain;
  Walk walk(text, value, result);
  if (result.style == ScalarStyle::literal || result.style == ScalarStyle::folded) {
    walk.block();
  } else {
    walk.quoted_or_plain();
  }
  return result;
}

}  // namespace botec
