#include "formula/complaints.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "formula/hints.h"
#include "formula/trend_members.h"
#include "text/nearest_name.h"
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

namespace {

// `frontier.slop(2030)` of a trend that exists, `fronteir(2030)` of one that does not.
std::optional<Complaint> not_a_trend(const Token& name, const std::vector<std::string>& trends) {
  const std::size_t dot = name.text.rfind('.');
  const std::string owner(name.text.substr(0, dot == std::string_view::npos ? 0 : dot));
  if (std::find(trends.begin(), trends.end(), owner) != trends.end()) {
    const std::string_view member = name.text.substr(dot + 1);
    const bool value = std::find(std::begin(trend_values), std::end(trend_values), member) != std::end(trend_values);
    const std::string written = "`" + owner + "." + std::string(member) + "`";
    if (value) return Complaint{"syntax", written + " is a number of the trend and takes no argument", "write " + written, {}, name.begin, name.end};
    return Complaint{"unknown-function", "a trend has no function " + quoted(member), "write `" + owner + "(x)` or `" + owner + ".predict(x)`", {}, name.begin, name.end};
  }
  std::string help = did_you_mean(std::string(name.text), trends);
  if (help.empty() && owner.empty()) return std::nullopt;
  if (help.empty() && !owner.empty()) help = did_you_mean(owner, trends);
  return Complaint{"unknown-function", "there is no trend or function named " + quoted(name.text), std::move(help), {}, name.begin, name.end};
}

}  // namespace

Complaint not_callable(const Token& name, const std::vector<std::string>* trends) {
  if (find_function(name.text) == nullptr && trends != nullptr) {
    if (auto complaint = not_a_trend(name, *trends)) return std::move(*complaint);
  }
  if (name.text.find('.') != std::string_view::npos) {
    return {"unknown-function", "there is no trend or function named " + quoted(name.text), "a trend stands under `trends:`", {}, name.begin, name.end};
  }
  if (name.text == "P") return syntax("a probability is not a formula", "ask for it under `questions:`", name.begin, name.end);
  return unknown_function(name.text, name.begin);
}

Complaint wrong_trend_arguments(const Token& name, std::size_t count, std::size_t end) {
  return {"wrong-argument-count", "a trend takes 1 argument, not " + std::to_string(count),
          "write `" + std::string(name.text) + "(x)`, where x is a date or a number", {}, name.begin, end};
}

Complaint wrong_argument_count(const Function& function, std::size_t count, std::size_t begin, std::size_t end) {
  const bool open_ended = function.max_arguments != function.min_arguments;
  const std::string wants = (open_ended ? "at least " : "") + std::to_string(function.min_arguments) +
                            (function.min_arguments == 1 ? " argument" : " arguments");
  return {"wrong-argument-count", quoted(function.name) + " takes " + wants + ", not " + std::to_string(count),
          "write `" + std::string(function.signature) + "`", {}, begin, end};
}

}  // namespace botec
