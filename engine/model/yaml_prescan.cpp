#include "model/yaml_prescan.h"

#include <algorithm>
#include <vector>

namespace botec {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }

class Scan {
 public:
  Scan(std::string_view text, std::size_t depth_limit, std::size_t item_limit)
      : text_(text), depth_limit_(depth_limit), item_limit_(item_limit) {}

  Prescan run() {
    while (at_ < text_.size() && !result_.too_deep && !result_.too_many) {
      if (brackets_.empty()) {
        block_line();
      } else {
        flow_character();
      }
    }
    if (!brackets_.empty()) result_.open_bracket = brackets_.back();
    return result_;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n'; }
  bool indicator(char c) const { return peek() == c && is_space(peek(1)); }
  long column() const { return static_cast<long>(at_ - line_start_); }
  // Remembered, because a line may hold millions of keys.
  std::size_t line_end() {
    if (line_end_ == std::string_view::npos || at_ > line_end_)
      line_end_ = std::min(text_.find('\n', at_), text_.size());
    return line_end_;
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void next_line() {
    at_ = std::min(line_end() + 1, text_.size());
    line_start_ = at_;
  }

  void check_depth() {
    if (!result_.too_deep && indents_.size() + brackets_.size() > depth_limit_) result_.too_deep = at_;
  }

  void open_block(long at_column) {
    if (!indents_.empty() && indents_.back() >= at_column) return;
    indents_.push_back(at_column);
    check_depth();
  }

  bool at_document_mark() const { return text_.substr(at_, 3) == "---" || text_.substr(at_, 3) == "..."; }

  void block_line() {
    line_start_ = at_;
    while (peek() == ' ') ++at_;
    const std::size_t indentation_end = at_;
    skip_blanks();
    const bool directive = column() == 0 && peek() == '%';
    if (peek() == '\n' || peek() == '#' || directive) return next_line();
    if (at_ > indentation_end && !result_.tab) result_.tab = indentation_end;
    if (column() == 0 && at_document_mark()) {
      indents_.clear();
      at_ += 3;
    }
    while (!indents_.empty() && indents_.back() > column()) indents_.pop_back();
    block_tokens();
  }

  // The tokens of a line from where a node may start: `- - key: value`.
  void block_tokens() {
    bool after_key = false;
    while (!result_.too_deep) {
      skip_properties();
      if (peek() == '\n' || peek() == '#') return next_line();
      if (indicator('-') || indicator('?')) {
        open_block(column());
        ++at_;
      } else if (peek() == '|' || peek() == '>') {
        next_line();
        return skip_indented();
      } else if (peek() == '[' || peek() == '{') {
        return open_bracket();
      } else {
        const long start = column();
        const bool quoted = peek() == '"' || peek() == '\'';
        if (quoted ? quoted_key() : plain_key()) {
          if (!after_key) open_block(start);
          after_key = true;
        } else if (!quoted) {
          return;
        }
      }
    }
  }

  // Over a quoted scalar, and over the colon if it was a key.
  bool quoted_key() {
    skip_quoted();
    skip_blanks();
    if (peek() != ':') return false;
    ++at_;
    return true;
  }

  // Over a plain key and its colon, or over all lines of a plain scalar.
  bool plain_key() {
    const std::size_t end = line_end();
    while (at_ < end && !indicator(':') && !(peek() == '#' && is_blank(text_[at_ - 1]))) ++at_;
    if (at_ < end && peek() == ':') {
      ++at_;
      return true;
    }
    const bool may_go_on = at_ >= end;  // a comment ends a plain scalar
    next_line();
    if (may_go_on) skip_indented(true);
    return false;
  }

  // Anchors, tags and aliases, after which a node may still start.
  void skip_properties() {
    skip_blanks();
    while (peek() == '&' || peek() == '!' || peek() == '*') {
      while (!is_space(peek())) ++at_;
      skip_blanks();
    }
  }

  // The lines of a scalar: blank or indented more than the collection that it stands in.
  void skip_indented(bool ends_at_comment = false) {
    const long parent = indents_.empty() ? -1 : indents_.back();
    for (; at_ < text_.size(); next_line()) {
      const std::size_t end = line_end();
      const std::size_t text = std::min(text_.find_first_not_of(' ', at_), end);
      if (text < end && static_cast<long>(text - at_) <= parent) return;
      if (text == at_ && at_document_mark()) return;
      if (ends_at_comment && text < end && text_[text] == '#') return;
    }
  }

  void skip_quoted() {
    const char quote = text_[at_++];
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') line_start_ = at_ + 1;
      if (c == '\\' && quote == '"') {
        ++at_;
      } else if (c == quote) {
        if (quote == '"' || peek(1) != '\'') break;
        ++at_;
      }
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void open_bracket() {
    brackets_.push_back(at_);
    check_depth();
    ++at_;
    token_start_ = true;
    after_json_ = false;
  }

  void close_bracket() {
    brackets_.pop_back();
    token_start_ = after_json_ = true;
    ++at_;
    if (!brackets_.empty()) return;
    skip_blanks();
    if (peek() == ':') ++at_;
    block_tokens();
  }

  void flow_character() {
    const char c = text_[at_];
    if (c == '[' || c == '{') return open_bracket();
    if (c == ']' || c == '}') return close_bracket();
    if (c == '#' && is_space(text_[at_ - 1])) return next_line();
    if (token_start_ && (c == '"' || c == '\'')) {
      skip_quoted();
      after_json_ = true;
      return;
    }
    if (token_start_ && (c == '&' || c == '!' || c == '*')) {
      while (!is_space(peek()) && std::string_view(",[]{}").find(peek()) == std::string_view::npos) ++at_;
      return;
    }
    if (c == ',' && ++items_ > item_limit_) result_.too_many = at_;
    // A colon right behind a quote or a bracket needs no space after it.
    const bool colon = c == ':' && (is_space(peek(1)) || after_json_);
    if (!is_space(c)) {
      token_start_ = c == ',' || colon || (c == '?' && is_space(peek(1)));
      after_json_ = false;
    }
    if (c == '\n') line_start_ = at_ + 1;
    ++at_;
  }

  std::string_view text_;
  std::size_t depth_limit_, item_limit_;
  std::size_t at_ = 0, line_start_ = 0, line_end_ = std::string_view::npos, items_ = 0;
  std::vector<long> indents_;  // columns of the open block collections
  std::vector<std::size_t> brackets_;
  bool token_start_ = true;  // within brackets: a quote here opens a quoted scalar
  bool after_json_ = false;  // within brackets: behind a quoted scalar or a closing bracket
  Prescan result_;
};

}  // namespace

Prescan prescan_yaml(std::string_view text, std::size_t depth_limit, std::size_t item_limit) {
  return Scan(text, depth_limit, item_limit).run();
}

}  // namespace botec
