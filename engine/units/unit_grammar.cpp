#include "units/unit_grammar.h"

#include <array>
#include <optional>

namespace botec {
namespace {

constexpr std::size_t longest_text = 1000;
constexpr int deepest_brackets = 40;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The letters beyond ASCII that are names of units or of prefixes: µ twice, Ω twice.
constexpr std::array<std::string_view, 4> other_letters{"\u00b5", "\u03bc", "\u03a9", "\u2126"};
constexpr std::array<std::string_view, 4> product_signs{"*", "\u00b7", "\u22c5", "\u00d7"};
constexpr std::array<std::string_view, 2> superscripts{"\u00b2", "\u00b3"};

template <std::size_t N>
std::size_t length_of_any(std::string_view text, const std::array<std::string_view, N>& all) {
  for (const std::string_view one : all) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Expected<std::vector<UnitTerm>> read() {
    if (text_.size() > longest_text) return complaint("this is too long to be a unit", {}, 0, text_.size());
    skip_space();
    if (at_ == text_.size()) return complaint("there is no unit here", {}, 0, text_.size());
    if (product(1, 0) && at_ < text_.size()) fail("this bracket closes nothing", {}, at_, at_ + 1);
    if (error_) return *error_;
    return std::move(terms_);
  }

 private:
  bool product(int sign, int depth) {
    if (!factor(sign, depth)) return false;
    for (;;) {
      skip_space();
      if (at_ == text_.size() || text_[at_] == ')') return true;
      int next = sign;
      const std::size_t begin = at_;
      if (const std::size_t length = length_of_any(rest(), product_signs)) {
        at_ += length;
        if (rest().starts_with('*')) return fail("`**` is not a sign of units", "write a power as `m^2`", begin, at_ + 1);
      } else if (text_[at_] == '/') {
        ++at_;
        next = -sign;
      }
      skip_space();
      if (at_ == text_.size()) {
        return fail("a unit is missing behind `" + std::string(text_.substr(begin, at_ - begin)) + "`", {}, begin, at_);
      }
      if (!factor(next, depth)) return false;
    }
  }

  bool factor(int sign, int depth) {
    const std::size_t begin = at_;
    const std::size_t first = terms_.size();
    if (text_[at_] == '(') {
      if (!bracket(sign, depth)) return false;
    } else if (text_[at_] == '%') {
      add(1, sign);
    } else if (is_digit(text_[at_])) {
      if (!one()) return false;
    } else if (const std::size_t length = name_length()) {
      add(length, sign);
    } else {
      return unexpected();
    }
    return power(begin, first);
  }

  bool bracket(int sign, int depth) {
    const std::size_t open = at_++;
    if (depth == deepest_brackets) return fail("brackets are nested too deeply", {}, open, open + 1);
    skip_space();
    if (at_ == text_.size()) return fail("this bracket is not closed", {}, open, open + 1);
    if (text_[at_] == ')') return fail("there is nothing in the brackets", {}, open, at_ + 1);
    if (!product(sign, depth + 1)) return false;
    if (at_ == text_.size()) return fail("this bracket is not closed", {}, open, open + 1);
    ++at_;
    return true;
  }

  // `1/day`: the only number that may be a factor.
  bool one() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::size_t end = at_;
    const bool is_one = text_.substr(begin, end - begin) == "1";
    skip_space();
    if (is_one && (at_ == text_.size() || text_[at_] == '/' || text_[at_] == ')')) return true;
    return fail("a unit holds no numbers but powers, as in `m^2`", {}, begin, end);
  }

  // `^2`, `^-1` behind what began at `begin` and gave the terms from `first` on.
  bool power(std::size_t begin, std::size_t first) {
    if (const std::size_t length = length_of_any(rest(), superscripts)) {
      return fail("a power is written with `^`", "write `m^2` or `m^3`", at_, at_ + length);
    }
    skip_space();
    if (at_ == text_.size() || text_[at_] != '^') return true;
    const std::size_t sign_at = at_++;
    skip_space();
    const std::size_t number_at = at_;
    const bool negative = at_ < text_.size() && text_[at_] == '-';
    if (negative) ++at_;
    const std::size_t digits = at_;
    int value = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
      if (value <= greatest_unit_power) value = 10 * value + (text_[at_] - '0');
    }
    if (at_ == digits) return fail("behind `^` stands a whole number, as in `m^2`", {}, sign_at, sign_at + 1);
    if (at_ < text_.size() && (text_[at_] == '.' || is_letter(text_[at_]))) {
      return fail("a unit has whole powers only", {}, number_at, at_ + 1);
    }
    skip_space();
    if (at_ < text_.size() && text_[at_] == '^') return fail("one power is enough", {}, at_, at_ + 1);
    for (std::size_t i = first; i < terms_.size(); ++i) {
      const int result = terms_[i].exponent * (negative ? -value : value);
      if (value > greatest_unit_power || result > greatest_unit_power || result < -greatest_unit_power) {
        return fail("units have powers up to " + std::to_string(greatest_unit_power), {}, begin, at_);
      }
      terms_[i].exponent = result;
    }
    return true;
  }

  bool unexpected() {
    const char c = text_[at_];
    if (c == '/' || c == '*' || c == '^') {
      const bool repeated = at_ > 0 && text_[at_ - 1] == c;
      return fail(std::string("a unit is missing before `") + c + "`", repeated ? "write the sign once" : "", at_, at_ + 1);
    }
    if (c == '$') return fail("`$` is not a name of units", "write `USD`", at_, at_ + 1);
    if (rest().starts_with("€")) return fail("`€` is not a name of units", "declare it under `units:`, as in `EUR: 1.1 USD`", at_, at_ + 3);
    if (rest().starts_with("°")) {
      return fail("degrees are not supported", "write temperatures in `K`, and angles in `rad`", at_, at_ + 2);
    }
    if (c == '-') return fail("`-` has no place in a unit", "units are joined by a space or `*`, as in `kW hour`", at_, at_ + 1);
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return fail("this has no place in a unit", "a unit is a product of powers, as in `kW hour` or `FLOP/s`", at_, end);
  }

  std::size_t name_length() const {
    std::size_t end = at_;
    for (;;) {
      if (end < text_.size() && (is_letter(text_[end]) || (end > at_ && is_digit(text_[end])))) {
        ++end;
      } else if (const std::size_t length = length_of_any(text_.substr(end), other_letters)) {
        end += length;
      } else {
        return end - at_;
      }
    }
  }

  void add(std::size_t length, int exponent) {
    terms_.push_back({text_.substr(at_, length), exponent, at_});
    at_ += length;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  std::string_view rest() const { return text_.substr(at_); }

  static Complaint complaint(std::string message, std::string help, std::size_t begin, std::size_t end) {
    return {"unit-syntax", std::move(message), std::move(help), {}, begin, end};
  }

  bool fail(std::string message, std::string help, std::size_t begin, std::size_t end) {
    if (!error_) error_ = complaint(std::move(message), std::move(help), begin, end);
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<UnitTerm> terms_;
  std::optional<Complaint> error_;
};

}  // namespace

Expected<std::vector<UnitTerm>> read_unit_terms(std::string_view text) { return Reader(text).read(); }

bool looks_like_unit_name(std::string_view name) {
  if (name.empty() || !is_letter(name.front())) return false;
  for (const char c : name) {
    if (!is_letter(c) && !is_digit(c)) return false;
  }
  return true;
}

}  // namespace botec
