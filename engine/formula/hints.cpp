#include "formula/hints.h"

#include <fmt/format.h>

#include <array>

#include "formula/function.h"
#include "formula/lexer.h"
#include "text/nearest_name.h"
#include "units/unit.h"

namespace botec {
namespace {

struct Habit {
  std::string_view written;
  std::string_view help;
};

// Longer ones first.
constexpr std::array characters{
    Habit{"**", "a power is written `a ^ b`"},
    Habit{"===", "write `==`"},
    Habit{"!==", "write `!=`"},
    Habit{"=>", "write `>=`"},
    Habit{"=<", "write `<=`"},
    Habit{"=", "write `==` to compare; a formula has its name before the `:`"},
    Habit{"<>", "write `!=`"},
    Habit{"->", {}},
    Habit{"//", "write `floor(a / b)` to round down; comments are not part of a formula"},
    Habit{"&&", "write `and`"},
    Habit{"&", "write `and`"},
    Habit{"||", "write `or`"},
    Habit{"|", "write `or`, or `abs(x)` for a size"},
    Habit{"!", "write `not`"},
    Habit{"~", "write `not`"},
    Habit{"?", "write `if(condition, a, b)`"},
    Habit{":", "write `if(condition, a, b)`"},
    Habit{";", "arguments are separated by `,`"},
    Habit{"$", "money is written `12 [USD]`"},
    Habit{"€", "write a unit in brackets behind the number, as in `12 [EUR]`, and declare it under `units:`"},
    Habit{"£", "write a unit in brackets behind the number, as in `12 [GBP]`, and declare it under `units:`"},
    Habit{"{", "write round brackets"},
    Habit{"}", "write round brackets"},
    Habit{"#", "comments are not part of a formula"},
    Habit{"\"", "a formula holds no text"},
    Habit{"'", "a formula holds no text"},
    Habit{"`", "write the name without quotes"},
    Habit{"“", "a formula holds no text"},
    Habit{"”", "a formula holds no text"},
    Habit{"„", "a formula holds no text"},
    Habit{"‘", "a formula holds no text"},
    Habit{"’", "a formula holds no text"},
    Habit{"–", "this is a dash: write `-`"},
    Habit{"—", "this is a dash: write `-`"},
    Habit{"‐", "this is a hyphen: write `-`"},
    Habit{"‑", "this is a hyphen: write `-`"},
    Habit{"∗", "write `*`"},
    Habit{"∕", "write `/`"},
    Habit{"⁄", "write `/`"},
    Habit{"²", "write `^2`"},
    Habit{"³", "write `^3`"},
    Habit{"√", "write `sqrt(x)`"},
    Habit{"π", "write 3.141592653589793"},
    Habit{"∧", "write `and`"},
    Habit{"∨", "write `or`"},
    Habit{"¬", "write `not`"},
    Habit{"≈", "compare with `<` and `>`, as in `abs(a - b) < 0.1`"},
    Habit{"…", "every term is written out"},
    Habit{"°", "angles are in radians"},
    Habit{"\\", {}},
};

constexpr std::array functions{
    Habit{"ln", "write `log(x)`, the natural logarithm"},
    Habit{"lg", "write `log10(x)`"},
    Habit{"avg", "write `mean(a, b, …)`"},
    Habit{"average", "write `mean(a, b, …)`"},
    Habit{"power", "write `a ^ b`"},
    Habit{"square", "write `x ^ 2`"},
    Habit{"ceiling", "write `ceil(x)`"},
    Habit{"trunc", "write `floor(x)`"},
    Habit{"int", "write `floor(x)`"},
    Habit{"mod", "write `a - b * floor(a / b)`"},
    Habit{"gamma", "write `exp(lgamma(x))`; a gamma distribution is an input"},
    Habit{"factorial", "write `exp(lgamma(n + 1))`"},
    Habit{"pi", "write 3.141592653589793"},
    Habit{"prob", "a probability stands under `questions:`, as in `P(a > b)`"},
    Habit{"probability", "a probability stands under `questions:`, as in `P(a > b)`"},
};

constexpr std::array<std::string_view, 20> distributions{
    "normal", "lognormal", "uniform", "loguniform", "triangular", "pert",    "beta",        "exponential", "weibull", "pareto",
    "poisson", "binomial", "bernoulli", "mixture",   "mx",         "metalog", "categorical", "student_t",   "cauchy",  "logistic"};

constexpr std::array<std::string_view, 11> statistics{"median", "percentile", "quantile", "stdev",  "stddev", "std",
                                                      "sd",     "var",        "variance", "p5", "p95"};

constexpr std::array words{
    Habit{"AND", "write `and`"},
    Habit{"OR", "write `or`"},
    Habit{"NOT", "write `not`"},
    Habit{"xor", "write `a != b`"},
    Habit{"mod", "write `a - b * floor(a / b)`"},
    Habit{"then", "write `if(condition, a, b)`"},
    Habit{"else", "write `if(condition, a, b)`"},
    Habit{"if", "write `if(condition, a, b)`"},
    Habit{"is", "write `==`"},
    Habit{"to", "a range is an input: give it a name under `inputs:`"},
    Habit{"per", "write `/`"},
    Habit{"times", "write `*`"},
    Habit{"of", "write `*`"},
};

template <std::size_t N>
std::string_view find(const std::array<Habit, N>& habits, std::string_view written) {
  for (const Habit& habit : habits) {
    if (habit.written == written) return habit.help;
  }
  return {};
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& all, std::string_view one) {
  for (const std::string_view each : all) {
    if (each == one) return true;
  }
  return false;
}

// A word that can be shown in a sentence.
std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  return fmt::format("`{}{}`", text.substr(0, longest), text.size() <= longest ? "" : "…");
}

std::size_t utf8_length(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  return first >= 0xF0 && first <= 0xF4 ? 4 : 1;
}

}  // namespace

Complaint syntax(std::string message, std::string help, std::size_t begin, std::size_t end) {
  return {"syntax", std::move(message), std::move(help), {}, begin, end};
}

std::size_t character_end(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(static_cast<unsigned char>(text[at]));
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return at + 1;
  }
  return at + length;
}

Complaint foreign_character(std::string_view text, std::size_t at, bool after_number) {
  const std::string_view rest = text.substr(at);
  if (rest.front() == '%') {
    if (after_number) return syntax("`%` stands right behind the digits", "write `5%`, without a space", at, at + 1);
    return syntax("`%` stands only behind a number", "write `5%`; the remainder of a division is `a - b * floor(a / b)`", at, at + 1);
  }
  if (rest.front() == '[' || rest.front() == ']') {
    if (rest.front() == ']') return syntax("this bracket closes nothing", {}, at, at + 1);
    return syntax("a unit in brackets stands only behind a number", "a name has the unit that it was given where it is defined", at, at + 1);
  }
  if (rest.front() == '.') return syntax("a dot stands only within a number or a name", {}, at, at + 1);
  for (const Habit& habit : characters) {
    if (!rest.starts_with(habit.written)) continue;
    return syntax(quoted(habit.written) + " is not a sign of formulas", std::string(habit.help), at, at + habit.written.size());
  }
  const std::size_t end = character_end(text, at);
  const auto byte = static_cast<unsigned char>(text[at]);
  if (end == at + 1) {
    const bool is_ascii = byte >= 0x20 && byte < 0x7F;
    if (is_ascii) return syntax(quoted(rest.substr(0, 1)) + " is not a sign of formulas", {}, at, end);
    return syntax(fmt::format("the byte 0x{:02X} is not a character of formulas", byte), {}, at, end);
  }
  return syntax(quoted(text.substr(at, end - at)) + " is not a character of formulas",
                "names have the letters a to z and A to Z, digits and `_`", at, end);
}

Complaint not_a_number(std::string_view text, std::size_t begin, std::size_t end, std::size_t length) {
  const std::string_view digits = text.substr(begin, length);
  const std::string_view tail = text.substr(begin + length, end - begin - length);
  std::string help;
  if (!digits.empty() && is_letter(tail.front()) && tail.find('.') == std::string_view::npos) {
    if (is_known_unit_name(tail)) {
      help = "a unit stands in brackets: `" + std::string(digits) + " [" + std::string(tail) + "]`";
    } else if (tail == "K" || tail == "m" || tail == "b" || tail == "bn" || tail == "mn" || tail == "G") {
      help = "the suffixes are `k`, `M`, `B` (10^9) and `T` (10^12)";
    } else {
      help = "a product needs its sign: `" + std::string(digits) + " * " + std::string(tail.substr(0, 60)) + "`";
    }
  }
  return syntax(quoted(text.substr(begin, end - begin)) + " is not a number", std::move(help), begin, end);
}

Complaint unknown_function(std::string_view name, std::size_t begin) {
  Complaint complaint{"unknown-function", quoted(name) + " is not a function", {}, {}, begin, begin + name.size()};
  complaint.help = find(functions, name);
  if (complaint.help.empty() && contains(distributions, name)) {
    complaint.help = "a distribution is an input: give it a name under `inputs:`";
  }
  if (complaint.help.empty() && contains(statistics, name)) {
    complaint.help = "a formula is computed trial by trial; the result shows such figures for every output";
  }
  if (complaint.help.empty()) complaint.help = did_you_mean(name, function_names());
  if (complaint.help.empty()) complaint.help = "a product needs its sign: `" + std::string(name.substr(0, 60)) + " * (…)`";
  return complaint;
}

std::string_view foreign_word(std::string_view word) { return find(words, word); }

}  // namespace botec
