// What to say about the signs, words and functions of other languages.
// Place: under lexer.cpp and parser.cpp. Threads: pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/diagnostic.h"

namespace botec {

// The complaint about the character at `at`, which starts nothing that formulas know.
Complaint foreign_character(std::string_view text, std::size_t at, bool after_number);

// `5MW`, `2x`, `1.2.3`: text [begin, end) starts with a number of `length` bytes, and goes on.
Complaint not_a_number(std::string_view text, std::size_t begin, std::size_t end, std::size_t length);

// `f(` where f is no function.
Complaint unknown_function(std::string_view name, std::size_t begin);

// What `word` would be in another language (`then`, `AND`, `mod`), or empty.
std::string_view foreign_word(std::string_view word);

// The whole UTF-8 character at `at`, or the one byte where there is none.
std::size_t character_end(std::string_view text, std::size_t at);

Complaint syntax(std::string message, std::string help, std::size_t begin, std::size_t end);

}  // namespace botec
