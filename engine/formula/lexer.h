// Formula text → tokens, one at a time, so that errors come up in the order of the text.
// Place: under parser.cpp. Threads: a lexer belongs to one parse.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/diagnostic.h"

namespace botec {

struct Token {
  enum class Kind { number, name, sign, open, close, comma, end, text, column };
  Kind kind = Kind::end;
  std::size_t begin = 0;       // bytes of the formula
  std::size_t end = 0;
  std::string_view text{};     // name: as written; sign: as the catalogue names it, `*` for `×`; text, column: within its quotes
  double number = 0;           // number, with what follows …
  bool percent = false;
  bool date = false;           // 2027-06-30
  std::string_view unit{};     // … the unit in brackets behind it, without the brackets
  bool has_unit = false;
  std::size_t unit_begin = 0;
  std::size_t unit_end = 0;
};

class Lexer {
 public:
  // `rows`: a formula on the rows of a table, in which "texts" and `names of columns` may stand in quotes.
  explicit Lexer(std::string_view text, bool rows = false) : text_(text), rows_(rows) {}

  // The next token; `end` for ever after the last. The begin and end of a complaint are bytes of the formula.
  Expected<Token> next();

  std::string_view text() const { return text_; }

 private:
  void skip_space();
  std::size_t run_end(std::size_t at) const;   // behind the letters, digits, _ and dots that start at `at`
  Expected<Token> number();
  Expected<Token> name();
  Expected<Token> sign();
  Expected<Token> quoted();
  std::size_t date_length() const;

  std::string_view text_;
  bool rows_;
  std::size_t at_ = 0;
  Token::Kind previous_ = Token::Kind::end;
};

// Shared with the parser.
bool is_letter(char c);   // a to z, A to Z, _
bool is_digit(char c);

}  // namespace botec
