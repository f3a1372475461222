#include "formula/complaints.h"

#include <fmt/format.h>

#include <string>

#include "formula/hints.h"
#include "units/unit.h"

namespace botec {
namespace {

using Kind = Token::Kind;

constexpr std::size_t longest_shown = 40;

std::string shortened(std::string_view text) {
  if (text.size() <= longest_shown) return std::string(text);
  std::size_t end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string quoted(std::string_view text) { return fmt::format("`{}`", shortened(text)); }

std::string_view written(std::string_view text, const Token& token) { return text.substr(token.begin, token.end - token.begin); }

Complaint closes_nothing(const Token& token) { return syntax("this bracket closes nothing", {}, token.begin, token.end); }

Complaint not_supported(std::string message, const Token& token) {
  return {"not-supported", std::move(message), {}, {}, token.begin, token.end};
}

}  // namespace

Complaint missing_operand(std::string_view text, const Token& previous, const Token& next) {
  const bool behind_sign = previous.kind == Kind::sign;
  if (next.kind == Kind::sign) {
    std::string message = quoted(written(text, next)) + " has nothing before it";
    if (behind_sign) message = quoted(written(text, next)) + " cannot follow " + quoted(written(text, previous));
    return syntax(std::move(message), {}, next.begin, next.end);
  }
  if (behind_sign) return syntax("something is missing behind " + quoted(written(text, previous)), {}, previous.begin, previous.end);
  return next.kind == Kind::close ? closes_nothing(next) : syntax("something is missing here", {}, next.begin, next.end);
}

Complaint missing_sign(std::string_view text, std::size_t begin, std::size_t end, const Token& previous, const Token& next) {
  if (next.kind == Kind::sign) {   // `a not b`: every other sign joins two things
    return syntax("`not` cannot stand between two things", "write `a and not b`, or `a != b`", next.begin, next.end);
  }
  std::string help;
  const bool is_name = next.kind == Kind::name;
  const std::string number(previous.kind == Kind::number && !previous.has_unit ? written(text, previous) : std::string_view());
  if (is_name) help = foreign_word(next.text);
  if (help.empty() && !number.empty() && next.kind == Kind::number) help = "digits are grouped by `_`, as in `1_000`";
  if (help.empty() && !number.empty() && is_name && is_known_unit_name(next.text)) {
    help = "a unit stands in brackets: `" + number + " [" + std::string(next.text) + "]`";
  }
  if (help.empty()) {
    const std::string shown = next.kind == Kind::open ? "(…)" : shortened(written(text, next));
    help = "a product needs its sign, as in `" + (number.empty() ? std::string("…") : number) + " * " + shown + "`";
    if (!number.empty() && is_name) help += ", and a unit stands in brackets, as in `" + number + " [" + shown + "]`";
  }
  return syntax("a sign is missing between " + quoted(text.substr(begin, end - begin)) + " and " + quoted(written(text, next)),
                std::move(help), next.begin, next.end);
}

Complaint stray(std::string_view text, const Token& token) {
  if (token.kind == Kind::close) return closes_nothing(token);
  if (token.kind == Kind::comma) {
    return syntax("a comma stands only between the arguments of a function", "thousands are grouped as in `1_000`", token.begin, token.end);
  }
  return syntax("the formula should be over before " + quoted(written(text, token)), {}, token.begin, token.end);
}

Complaint reserved_name(const Token& name) {
  const Function* function = find_function(name.text);
  if (function == nullptr) {
    return syntax(quoted(name.text) + " is kept for probabilities", "write `P(condition)` under `questions:`", name.begin, name.end);
  }
  return syntax(quoted(name.text) + " is a function and needs its arguments", "write `" + std::string(function->signature) + "`",
                name.begin, name.end);
}

Complaint not_callable(const Token& name) {
  if (name.text.find('.') != std::string_view::npos) {
    return not_supported("functions of a trend, such as " + quoted(name.text) + ", are not supported yet", name);
  }
  if (name.text == "P") return syntax("a probability is not a formula", "ask for it under `questions:`", name.begin, name.end);
  return unknown_function(name.text, name.begin);
}

Complaint wrong_argument_count(const Function& function, std::size_t count, std::size_t begin, std::size_t end) {
  const bool open_ended = function.max_arguments != function.min_arguments;
  const std::string wants = (open_ended ? "at least " : "") + std::to_string(function.min_arguments) +
                            (function.min_arguments == 1 ? " argument" : " arguments");
  return {"wrong-argument-count", quoted(function.name) + " takes " + wants + ", not " + std::to_string(count),
          "write `" + std::string(function.signature) + "`", {}, begin, end};
}

}  // namespace botec
