#include "model/not_a_quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "text/number.h"

namespace botec {
namespace {

constexpr std::string_view range_help = "a range is written `5 to 10`";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::find(list.begin(), list.end(), lower) != list.end();
}

bool looks_like_date(std::string_view text) {
  if (text.size() < 10) return false;
  constexpr std::string_view pattern = "dddd-dd-dd";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == 'd' ? !is_digit(text[i]) : text[i] != '-') return false;
  }
  return true;
}

// `..` and dashes between two numbers, ± and ~: uncertainty in the notation of others.
std::optional<Complaint> uncertainty(std::string_view text, std::string_view rest, std::size_t rest_at) {
  const auto here = [&](std::size_t length, std::string message, std::string_view help) {
    return Complaint{"bad-range", std::move(message), std::string(help), "", rest_at, rest_at + length};
  };
  for (const std::string_view sign : {"\xC2\xB1", "+-", "+/-"}) {
    if (rest.starts_with(sign))
      return here(sign.size(), "a spread is not written like this", "write `normal(mean=5, sd=2)` or a range `3 to 7`");
  }
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos && dots > 0 && is_digit(text[dots - 1])) {
    return Complaint{"bad-range", "a range is not written like this", std::string(range_help), "", dots, dots + 2};
  }
  for (const std::string_view sign : {"\xE2\x80\xA6", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    if (rest.starts_with(sign)) return here(sign.size(), "a range is not written like this", range_help);
  }
  const std::size_t after = rest.empty() ? 0 : std::min(rest.find_first_not_of(' ', 1), rest.size());
  if (rest.starts_with("-") && after < rest.size() && is_digit(rest[after])) {
    return here(1, "a range is not written like this", range_help);
  }
  if (text.starts_with("~") || text.starts_with("\xE2\x89\x88")) {
    return Complaint{"bad-range", "an uncertain value is written as a range", std::string(range_help), "", 0, 0};
  }
  return std::nullopt;
}

std::optional<Complaint> special_word(std::string_view text) {
  const std::string_view bare = text.substr(std::min(text.find_first_not_of("+-."), text.size()));
  if (is_one_of(bare, {"nan", "inf", "infinity"})) {
    return Complaint{"bad-number",
                     fmt::format("`{}` is not a finite number", text),
                     "leave out a bound that does not exist",
                     "",
                     0,
                     0};
  }
  if (is_one_of(text, {"true", "false", "yes", "no", "on", "off"})) {
    return Complaint{"bad-quantity", fmt::format("`{}` is not a number", text), "write 1 or 0", "", 0, 0};
  }
  if (text.starts_with("0x") || text.starts_with("0X") || text.starts_with("0o") || text.starts_with("0b")) {
    std::uint64_t value = 0;
    const std::string_view digits = text.substr(2);
    const int base = text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 16;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const bool clean = error == std::errc() && end == digits.data() + digits.size();
    return Complaint{
        "bad-number", "numbers are written in decimal", clean ? fmt::format("write {}", value) : "", "", 0, 0};
  }
  return std::nullopt;
}

// What stands right behind the digits.
Complaint glued(std::string_view text, std::string_view rest, std::size_t rest_at) {
  const auto here = [&](std::string message, std::string help) {
    return Complaint{"bad-quantity", std::move(message), std::move(help), "", rest_at, text.size()};
  };
  const std::string number(text.substr(0, rest_at));
  if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) {
    return {"bad-number",
            "a number is written without commas",
            "write 1_000 for a thousand and 1.5 for one and a half",
            "",
            rest_at,
            rest_at + 1};
  }
  if (rest.starts_with(".") || rest.starts_with("_") || (rest.size() > 1 && is_digit(rest[1]))) {
    return {"bad-number", "this is not a number", "", "", 0, 0};
  }
  if (rest == "K" || rest == "m" || rest == "b" || rest == "bn" || rest == "t" || rest == "G") {
    return here(fmt::format("`{}` is not a suffix of numbers", rest), "the suffixes are k, M, B (1e9) and T (1e12)");
  }
  if (is_letter(rest[0])) {
    return here("a space is missing between the number and its unit", fmt::format("write `{} {}`", number, rest));
  }
  if (rest == "%")
    return here("a percent sign is written right against the number", fmt::format("write `{}%`", number));
  if (rest[0] == '/') return here(fmt::format("`{}` is not a unit", rest), fmt::format("write `{} 1{}`", number.substr(0, number.find_last_not_of(' ') + 1), rest));
  return here(fmt::format("`{}` is not a unit", rest), "a quantity is a number and, after a space, a unit: `85 days`");
}

}  // namespace

Complaint not_a_quantity(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (looks_like_date(text)) return {"bad-quantity", "a date stands alone, as in 2027-06-30", "", "", 0, 0};
  if (auto complaint = special_word(text)) return *complaint;
  const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const auto number = read_number(text.substr(sign));
  std::size_t rest_at = number ? sign + number->length : 0;
  const bool spaced = rest_at < text.size() && text[rest_at] == ' ';
  while (number && rest_at < text.size() && text[rest_at] == ' ') ++rest_at;
  const std::string_view rest = text.substr(rest_at);
  if (auto complaint = uncertainty(text, rest, rest_at)) return *complaint;
  if (number && !rest.empty()) {
    if (rest.starts_with("\xC2\xA0")) {
      return {
          "bad-quantity", "a no-break space stands where a space belongs", "type a plain space instead", "", rest_at,
          rest_at + 2};
    }
    if (spaced && rest == "%") {
      return {"bad-quantity",
              "a percent sign is written right against the number",
              fmt::format("write `{}%`", text.substr(0, sign + number->length)),
              "",
              rest_at,
              rest_at + 1};
    }
    return glued(text, rest, rest_at);
  }
  if (text.starts_with("\xE2\x88\x92")) {
    return {"bad-number", "the minus sign here is a typographic one", "type a plain -", "", 0, 3};
  }
  for (const auto& [sign_text, code] : {std::pair{"$", "USD"}, {"\xE2\x82\xAC", "EUR"}, {"\xC2\xA3", "GBP"}}) {
    if (text.starts_with(sign_text)) {
      return {"bad-quantity",
              "the currency stands behind the number, as a unit",
              fmt::format("write `5 {}`", code),
              "",
              0,
              0};
    }
  }
  const std::string shown = text.size() > 40 ? std::string(text.substr(0, 37)) + "..." : std::string(text);
  return {"bad-quantity", fmt::format("`{}` is not a number", shown), "", "", 0, 0};
}

}  // namespace botec
