#include "import/expression.h"

#include <algorithm>
#include <cmath>

#include "import/distribution_words.h"
#include "text/number.h"

namespace botec {

namespace {

constexpr int deepest = 100;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
 public:
  Parser(std::string_view text, const ExpressionContext& context, std::string& why) : text_(text), context_(context), why_(why) {}

  std::optional<Translated> whole() {
    auto value = choice();
    skip();
    if (value && at_ < text_.size()) return refuse("`" + std::string(text_.substr(at_, 12)) + "` is not translated");
    return value;
  }

 private:
  std::nullopt_t refuse(const std::string& why) {
    if (why_.empty()) why_ = why;
    return std::nullopt;
  }

  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }

  bool take(std::string_view word) {
    skip();
    if (text_.substr(at_, word.size()) != word) return false;
    const bool name = is_letter(word.front());
    if (name && at_ + word.size() < text_.size() && (is_letter(text_[at_ + word.size()]) || is_digit(text_[at_ + word.size()]))) return false;
    at_ += word.size();
    return true;
  }

  std::optional<Translated> choice() {
    auto value = sum();
    skip();
    for (const char* word : {"?", "->", "<", ">", "==", "!=", "&&", "||", "=", "|>"}) {
      if (value && text_.substr(at_, std::string_view(word).size()) == word) return refuse("`" + std::string(word) + "` is not translated");
    }
    return value;
  }

  std::optional<Translated> sum() {
    auto left = product();
    while (left) {
      skip();
      const bool minus = text_.substr(at_, 2) != "->" && take("-");
      if (!minus && !take("+")) break;
      take(".");   // the pointwise operators of the older language mean something else
      auto right = product();
      if (!right) return std::nullopt;
      left = joined(*left, minus ? " - " : " + ", *right, minus, false);
    }
    return left;
  }

  std::optional<Translated> product() {
    auto left = range();
    while (left) {
      skip();
      const bool power = text_.substr(at_, 2) == "**";
      const bool divide = !power && take("/");
      if (!divide && (power || !take("*"))) break;
      auto right = range();
      if (!right) return std::nullopt;
      left = joined(*left, divide ? " / " : " * ", *right, true, true);
    }
    return left;
  }

  // `a to b` binds tighter than arithmetic.
  std::optional<Translated> range() {
    auto low = unary();
    if (!low || !take("to")) return low;
    auto high = unary();
    if (!high) return std::nullopt;
    if (low->kind != Translated::Kind::number || high->kind != Translated::Kind::number) return refuse("the ends of a range are not numbers");
    if (!(low->number < high->number)) return refuse("the low end of a range is not below its high end");
    if (!(low->number > 0)) return refuse("a range that is not above zero has no lognormal; say which distribution is meant");
    return Translated{Translated::Kind::distribution, 0, low->text + " to " + high->text, true};
  }

  std::optional<Translated> unary() {
    if (++depth_ > deepest) return refuse("it is nested too deeply");
    skip();
    std::optional<Translated> value;
    if (text_.substr(at_, 2) != "->" && take("-")) {
      value = unary();
      if (value && value->kind == Translated::Kind::number) value = number(-value->number);
      else if (value) value = Translated{Translated::Kind::formula, 0, "-" + bracketed(*value), false};
    } else {
      value = power();
    }
    --depth_;
    return value;
  }

  std::optional<Translated> power() {
    auto base = primary();
    if (!base || !(take("^") || take("**"))) return base;
    auto exponent = unary();
    if (!exponent) return std::nullopt;
    if (base->kind == Translated::Kind::number && exponent->kind == Translated::Kind::number) return number(std::pow(base->number, exponent->number));
    return Translated{Translated::Kind::formula, 0, bracketed(*base) + "^" + bracketed(*exponent), false};
  }

  std::optional<Translated> primary() {
    skip();
    if (at_ >= text_.size()) return refuse("it ends too early");
    if (take("(")) {
      auto inside = choice();
      if (inside && !take(")")) return refuse("a bracket is not closed");
      if (inside && inside->kind == Translated::Kind::formula && !inside->atomic) return Translated{Translated::Kind::formula, 0, "(" + inside->text + ")", true};
      return inside;
    }
    const char c = text_[at_];
    if (is_digit(c) || c == '.') return literal();
    if (is_letter(c)) return named();
    return refuse("`" + std::string(1, c) + "` is not translated");
  }

  std::optional<Translated> literal() {
    const auto written = read_number(text_.substr(at_));
    if (!written || written->overflow) return refuse("a number is not understood");
    at_ += written->length;
    double value = written->value;
    // Suffixes beyond ours; `n` and `m` are small ones there.
    static const std::map<char, double> factors{{'n', 1e-9}, {'m', 1e-3}, {'K', 1e3}, {'G', 1e9}, {'P', 1e15}};
    if (written->suffix == 0 && !written->percent && at_ < text_.size()) {
      const auto factor = factors.find(text_[at_]);
      const bool alone = at_ + 1 >= text_.size() || !is_letter(text_[at_ + 1]);
      if (factor != factors.end() && alone) {
        value *= factor->second;
        ++at_;
      }
    }
    if (at_ < text_.size() && is_letter(text_[at_])) return refuse("`" + std::string(text_.substr(at_, 8)) + "` behind a number is not translated");
    return number(value);
  }

  std::string name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::optional<Translated> named() {
    const std::string word = name();
    skip();
    if (at_ < text_.size() && text_[at_] == '(') {
      ++at_;
      auto arguments = call_arguments();
      if (!arguments) return std::nullopt;
      return call(word, *arguments);
    }
    if (word == "if" || word == "true" || word == "false") return refuse("conditions are not translated");
    const auto known = context_.look_up(word);
    if (!known) return refuse("`" + word + "` is not known");
    return known;
  }

  std::optional<CallArguments> call_arguments() {
    CallArguments arguments;
    if (take(")")) return arguments;
    do {
      skip();
      if (take("{")) {
        do {
          skip();
          const std::string key = name();
          if (key.empty() || !take(":")) return refuse("a record is not understood");
          auto value = sum();
          if (!value) return std::nullopt;
          arguments.named.emplace_back(key, *value);
        } while (take(","));
        if (!take("}")) return refuse("a record is not closed");
      } else if (take("[")) {
        auto& list = arguments.lists.emplace_back();
        do {
          auto value = sum();
          if (!value) return std::nullopt;
          list.push_back(*value);
        } while (take(","));
        if (!take("]")) return refuse("a list is not closed");
      } else {
        auto value = choice();
        if (!value) return std::nullopt;
        arguments.values.push_back(*value);
      }
    } while (take(","));
    if (!take(")")) return refuse("a bracket is not closed");
    return arguments;
  }

  // A mixture or a truncation of a named distribution is one of what the name stands for.
  void put_laws(Translated& value) const {
    const auto found = context_.law_of && value.kind == Translated::Kind::formula ? context_.law_of(value.text) : std::nullopt;
    if (found) value = {Translated::Kind::distribution, 0, *found, true};
  }

  std::optional<Translated> call(std::string word, CallArguments arguments) {
    if (word.starts_with("mx") || word.starts_with("mixture") || word.starts_with("truncate")) {
      for (Translated& value : arguments.values) put_laws(value);
      for (auto& list : arguments.lists) {
        for (Translated& value : list) put_laws(value);
      }
    }
    if (const auto dot = word.rfind('.'); dot != std::string::npos) word.erase(0, dot + 1);   // Sym.normal, Dist.normal
    std::string why;
    if (auto law = distribution_of(word, arguments, why)) return law;
    if (!why.empty()) return refuse(why);
    static const std::map<std::string, std::pair<std::string, std::size_t>> functions{
        {"exp", {"exp", 1}},   {"log", {"log", 1}},     {"ln", {"log", 1}},      {"log10", {"log10", 1}}, {"log2", {"log2", 1}}, {"sqrt", {"sqrt", 1}},
        {"abs", {"abs", 1}},   {"floor", {"floor", 1}}, {"ceil", {"ceil", 1}},   {"round", {"round", 1}}, {"pow", {"pow", 2}},   {"min", {"min", 0}},
        {"max", {"max", 0}},   {"sin", {"sin", 1}},     {"cos", {"cos", 1}},     {"tan", {"tan", 1}},     {"sum", {"sum", 0}},   {"mean", {"", 0}}};
    const auto found = functions.find(word);
    if (found == functions.end() || found->second.first.empty() || !arguments.named.empty()) return refuse("`" + word + "()` is not translated");
    std::vector<Translated> values = arguments.values;
    for (const auto& list : arguments.lists) values.insert(values.end(), list.begin(), list.end());
    if (values.empty() || (found->second.second > 0 && values.size() != found->second.second)) return refuse("`" + word + "()` with so many arguments is not translated");
    std::string text = found->second.first + "(";
    for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "" : ", ") + as_formula(values[i], context_);
    return Translated{Translated::Kind::formula, 0, text + ")", true};
  }

  static Translated number(double value) { return {Translated::Kind::number, value, number_text(value), value >= 0}; }

  std::string bracketed(const Translated& value) {
    const std::string text = as_formula(value, context_);
    return value.atomic || value.kind == Translated::Kind::distribution ? text : "(" + text + ")";
  }

  // `tight`: the right side of - and /, and both sides of a product, need brackets around sums.
  Translated joined(const Translated& a, const char* sign, const Translated& b, bool right_tight, bool left_tight) {
    const bool sum_left = !a.atomic && left_tight && holds_sum(a), sum_right = !b.atomic && right_tight;
    const std::string left = sum_left ? bracketed(a) : as_formula(a, context_), right = sum_right ? bracketed(b) : as_formula(b, context_);
    return {Translated::Kind::formula, 0, left + sign + right, false};
  }

  static bool holds_sum(const Translated& value) {
    return value.text.starts_with("-") || value.text.find(" + ") != std::string::npos || value.text.find(" - ") != std::string::npos;
  }

  std::string_view text_;
  const ExpressionContext& context_;
  std::string& why_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string as_formula(const Translated& value, const ExpressionContext& context) {
  if (value.kind != Translated::Kind::distribution) return value.text;
  const std::string name = context.draft.fresh_name(context.owner + "_part");
  context.draft.add_input(name, value.text);
  return name;
}

std::optional<Translated> translate(std::string_view text, const ExpressionContext& context, std::string& why) {
  return Parser(text, context, why).whole();
}

}  // namespace botec
