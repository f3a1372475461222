// What the parser says about tokens that do not fit together.
// Place: under parser.cpp; hints.h knows the habits of other languages. Threads: pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formula/function.h"
#include "formula/lexer.h"
#include "text/diagnostic.h"

namespace botec {

// `next` cannot start an operand; `previous` is the token before it, of kind `end` at the start.
Complaint missing_operand(std::string_view text, const Token& previous, const Token& next);

// `next` starts a second operand behind the one at [begin, end), whose last token is `previous`.
Complaint missing_sign(std::string_view text, std::size_t begin, std::size_t end, const Token& previous, const Token& next);

// `token` stands where the formula, or the part of it in brackets, should be over.
Complaint stray(std::string_view text, const Token& token);

// A reserved name that stands alone, without brackets behind it.
Complaint reserved_name(const Token& name);

// A bracket follows a name that is no function, nor one of the trends there are.
Complaint not_callable(const Token& name, const std::vector<std::string>* trends);

// A trend with no argument, or several.
Complaint wrong_trend_arguments(const Token& name, std::size_t count, std::size_t end);

Complaint wrong_argument_count(const Function& function, std::size_t count, std::size_t begin, std::size_t end);

}  // namespace botec
