#include "formula/lexer.h"

#include <array>

#include "formula/hints.h"
#include "formula/trend_members.h"
#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

struct Sign {
  std::string_view written;
  std::string_view meant;
};

// Longer ones first.
constexpr std::array signs{
    Sign{"==", "=="},     Sign{"!=", "!="},     Sign{"<=", "<="},     Sign{">=", ">="},     Sign{"<", "<"},
    Sign{">", ">"},       Sign{"+", "+"},       Sign{"-", "-"},       Sign{"*", "*"},       Sign{"/", "/"},
    Sign{"^", "^"},       Sign{"\u00d7", "*"},  Sign{"\u00b7", "*"},  Sign{"\u22c5", "*"},  Sign{"\u00f7", "/"},
    Sign{"\u2212", "-"},  Sign{"\u2264", "<="}, Sign{"\u2265", ">="}, Sign{"\u2260", "!="},
};

// Signs of other languages that start with one of ours.
constexpr std::array<std::string_view, 6> foreign_signs{"**", "<>", "->", "//", "===", "!=="};

// Spaces that come along when text is copied from a web page.
constexpr std::array<std::string_view, 3> wide_spaces{"\u00a0", "\u2009", "\u202f"};

}  // namespace

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void Lexer::skip_space() {
  for (bool moved = true; moved;) {
    moved = false;
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) ++at_;
    for (const auto space : wide_spaces) {
      if (!text_.substr(at_).starts_with(space)) continue;
      at_ += space.size();
      moved = true;
    }
  }
}

std::size_t Lexer::run_end(std::size_t at) const {
  while (at < text_.size() && (is_letter(text_[at]) || is_digit(text_[at]) || text_[at] == '.')) ++at;
  return at;
}

Expected<Token> Lexer::next() {
  skip_space();
  auto token = [&]() -> Expected<Token> {
    if (at_ == text_.size()) return Token{Token::Kind::end, at_, at_};
    const char c = text_[at_];
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (is_letter(c)) return name();
    if (rows_ && (c == '"' || c == '\'' || c == '`')) return quoted();
    Token::Kind kind = Token::Kind::sign;
    if (c == '(') kind = Token::Kind::open;
    if (c == ')') kind = Token::Kind::close;
    if (c == ',') kind = Token::Kind::comma;
    if (kind == Token::Kind::sign) return sign();
    ++at_;
    return Token{kind, at_ - 1, at_, text_.substr(at_ - 1, 1)};
  }();
  if (token) previous_ = token->kind;
  return token;
}

// Of 2027-06-30 or 2027-06, which would otherwise be subtractions; 0 for anything else.
std::size_t Lexer::date_length() const {
  for (const std::string_view shape : {"dddd-dd-dd", "dddd-dd"}) {
    if (text_.size() - at_ < shape.size()) continue;
    bool fits = true;
    for (std::size_t i = 0; i < shape.size(); ++i) fits = fits && (shape[i] == 'd' ? is_digit(text_[at_ + i]) : text_[at_ + i] == '-');
    const std::size_t end = at_ + shape.size();
    if (fits && run_end(end) == end && (end == text_.size() || text_[end] != '-')) return shape.size();
  }
  return 0;
}

Expected<Token> Lexer::number() {
  const std::size_t begin = at_;
  if (const std::size_t length = date_length(); length > 0) {
    const std::string_view written = text_.substr(begin, length);
    const auto date = parse_date(written);
    if (!date) {
      return Complaint{"bad-number", "there is no such date as " + std::string(written), "a date is written 2027-06-30; a subtraction has spaces around its sign",
                       {}, begin, begin + length};
    }
    at_ = begin + length;
    Token token{Token::Kind::number, begin, at_, {}, *date};
    token.date = true;
    return token;
  }
  const auto written = read_number(text_.substr(begin));
  if (!written) return not_a_number(text_, begin, run_end(begin), 0);
  if (const std::size_t end = run_end(begin + written->length); end > begin + written->length) {
    return not_a_number(text_, begin, end, written->length);
  }
  at_ = begin + written->length;
  if (written->overflow) return syntax("this number is too large to compute with", {}, begin, at_);
  Token token{Token::Kind::number, begin, at_, {}, written->value, written->percent};
  skip_space();
  if (at_ == text_.size() || text_[at_] != '[') {
    at_ = token.end;
    return token;
  }
  const std::size_t close = text_.find_first_of("[]", at_ + 1);
  if (close == std::string_view::npos || text_[close] == '[') return syntax("this bracket is not closed", {}, at_, at_ + 1);
  token.has_unit = true;
  token.unit_begin = text_.find_first_not_of(" \t\r\n", at_ + 1);
  token.unit_end = text_.find_last_not_of(" \t\r\n", close - 1) + 1;
  if (token.unit_begin == close) {
    return Complaint{"unit-syntax", "there is no unit in the brackets", "write `2 [hour]`, or no brackets for a pure number", {}, at_, close + 1};
  }
  token.unit = text_.substr(token.unit_begin, token.unit_end - token.unit_begin);
  token.end = at_ = close + 1;
  return token;
}

Expected<Token> Lexer::name() {
  const std::size_t begin = at_;
  const std::size_t end = run_end(begin);
  const std::string_view text = text_.substr(begin, end - begin);
  const std::size_t dot = text.find('.');
  if (dot != std::string_view::npos) {
    const std::size_t second = begin + dot + 1;
    if (second == end || !is_letter(text_[second])) return syntax("a name is missing behind the dot", {}, begin, end);
    const std::size_t last = text.rfind('.');   // hardware.frontier.slope
    if (last != dot && (text.find('.', dot + 1) != last || !is_trend_member(text.substr(last + 1)))) {
      return syntax("a name has one dot at most", "write `file.name` for what another file defines", begin, end);
    }
  }
  at_ = end;
  const bool word = text == "and" || text == "or" || text == "not";
  return Token{word ? Token::Kind::sign : Token::Kind::name, begin, end, text};
}

// There is no way to write a quote within its own kind of quotes: `"` may stand in `'`, and the other way round.
Expected<Token> Lexer::quoted() {
  const std::size_t begin = at_;
  const std::size_t close = text_.find(text_[begin], begin + 1);
  if (close == std::string_view::npos) return syntax("this quote is not closed", {}, begin, begin + 1);
  at_ = close + 1;
  const Token::Kind kind = text_[begin] == '`' ? Token::Kind::column : Token::Kind::text;
  return Token{kind, begin, at_, text_.substr(begin + 1, close - begin - 1)};
}

Expected<Token> Lexer::sign() {
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view foreign : foreign_signs) {
    if (rest.starts_with(foreign)) return foreign_character(text_, at_, previous_ == Token::Kind::number);
  }
  for (const Sign& one : signs) {
    if (!rest.starts_with(one.written)) continue;
    const std::size_t begin = at_;
    at_ += one.written.size();
    return Token{Token::Kind::sign, begin, at_, one.meant};
  }
  return foreign_character(text_, at_, previous_ == Token::Kind::number);
}

}  // namespace botec
