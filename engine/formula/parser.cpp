#include "formula/parser.h"

#include <algorithm>

#include "formula/complaints.h"
#include "formula/hints.h"
#include "formula/lexer.h"

namespace botec {
namespace {

// How tightly the signs bind.
enum Binding { loosest, by_or, by_and, by_not, by_comparison, by_sum, by_product, by_power };

Binding binding_of(const Token& token) {
  if (token.kind != Token::Kind::sign || token.text == "not") return loosest;
  const std::string_view sign = token.text;
  if (sign == "or") return by_or;
  if (sign == "and") return by_and;
  if (sign == "+" || sign == "-") return by_sum;
  if (sign == "*" || sign == "/") return by_product;
  return sign == "^" ? by_power : by_comparison;
}

// A parsed part: its node, and the bytes it takes with any brackets around it.
struct Piece {
  std::uint32_t node = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Parser {
 public:
  Parser(const ScalarText& text, const FormulaLimits& limits, bool bare_units)
      : text_(text), limits_(limits), lexer_(text.value, limits.rows), bare_units_(bare_units) {}

  std::optional<FormulaTree> formula(Diagnostics& diagnostics);
  std::optional<FormulaTree> question(Diagnostics& diagnostics);
  std::optional<FormulaTree> condition(Diagnostics& diagnostics);

 private:
  using Result = std::optional<Piece>;   // nothing once error_ is set

  std::optional<FormulaTree> finished(bool fine, Diagnostics& diagnostics);
  bool start();
  bool whole_expression(Piece& piece);
  Result expression(Binding weakest, std::size_t depth);
  Result operand(Binding weakest, std::size_t depth);
  Result bracket(std::size_t depth);
  Result call(const Token& name, std::size_t depth);
  Result missing(const Token& name, std::size_t depth);
  bool is_trend(std::string_view name) const;
  Result prefixed(const Token& sign, std::size_t depth);
  Result number(const Token& token);
  bool arguments(const Token& open, std::vector<std::uint32_t>& children, std::size_t depth);
  bool needs_condition(const Piece& piece, std::string help);

  Piece add(FormulaNode node, std::size_t begin, std::size_t end);
  Piece add_call(std::string_view function, const Token& sign, const std::vector<std::uint32_t>& children, std::size_t begin, std::size_t end);
  bool advance();
  std::nullopt_t fail(Complaint complaint);
  bool too_deep(std::size_t depth, const Token& at);

  const ScalarText& text_;
  FormulaLimits limits_;
  Lexer lexer_;
  bool bare_units_;
  Token token_;      // the next one
  Token previous_;   // the one before it
  FormulaTree tree_;
  std::optional<Complaint> error_;
};

std::nullopt_t Parser::fail(Complaint complaint) {
  if (!error_) error_ = std::move(complaint);
  return std::nullopt;
}

bool Parser::advance() {
  auto token = lexer_.next();
  if (!token) {
    fail(token.complaint());
    return false;
  }
  previous_ = token_;
  token_ = *token;
  return true;
}

bool Parser::too_deep(std::size_t depth, const Token& at) {
  if (depth <= limits_.depth) return false;
  fail({"too-deep", "the formula is nested more than " + std::to_string(limits_.depth) + " deep here",
        "give the inner part a formula of its own", {}, at.begin, at.end});
  return true;
}

Piece Parser::add(FormulaNode node, std::size_t begin, std::size_t end) {
  node.span = text_.part(begin, end);
  if (!node.place) node.place = node.span;
  tree_.nodes.push_back(std::move(node));
  return {static_cast<std::uint32_t>(tree_.nodes.size() - 1), begin, end};
}

Piece Parser::add_call(std::string_view function, const Token& sign, const std::vector<std::uint32_t>& children, std::size_t begin,
                       std::size_t end) {
  FormulaNode node;
  node.kind = FormulaNode::Kind::call;
  node.function = find_function(function);
  node.first_child = static_cast<std::uint32_t>(tree_.children.size());
  node.child_count = static_cast<std::uint32_t>(children.size());
  node.place = text_.part(sign.begin, sign.end);
  tree_.children.insert(tree_.children.end(), children.begin(), children.end());
  return add(std::move(node), begin, end);
}

// A chain of signs of one strength is a loop, so that only brackets, powers and prefixes count as depth.
Parser::Result Parser::expression(Binding weakest, std::size_t depth) {
  Result left = operand(weakest, depth);
  while (left) {
    const Binding binding = binding_of(token_);
    if (binding == loosest && (token_.kind == Token::Kind::number || token_.kind == Token::Kind::name ||
                               token_.kind == Token::Kind::open || token_.kind == Token::Kind::sign ||
                               token_.kind == Token::Kind::text || token_.kind == Token::Kind::column)) {
      return fail(missing_sign(text_.value, left->begin, left->end, previous_, token_));
    }
    if (binding == loosest || binding < weakest) return left;
    const Token sign = token_;
    if (!advance()) return std::nullopt;
    if (binding == by_power && too_deep(depth + 1, sign)) return std::nullopt;
    const Result right = binding == by_power ? expression(by_power, depth + 1) : expression(static_cast<Binding>(binding + 1), depth);
    if (!right) return std::nullopt;
    left = add_call(sign.text, sign, {left->node, right->node}, left->begin, right->end);
    if (binding == by_comparison && binding_of(token_) == by_comparison) {
      return fail(syntax("comparisons do not chain", "write `a < b and b < c`", token_.begin, token_.end));
    }
  }
  return left;
}

Parser::Result Parser::operand(Binding weakest, std::size_t depth) {
  const Token token = token_;
  if (token.kind == Token::Kind::number) return number(token);
  if (token.kind == Token::Kind::open) return bracket(depth);
  if (token.kind == Token::Kind::name) {
    if (!advance()) return std::nullopt;
    if (token_.kind == Token::Kind::open && limits_.rows && token.text == "missing") return missing(token, depth);
    if (token_.kind == Token::Kind::open) return call(token, depth);
    if (is_reserved(token.text)) return fail(reserved_name(token));
    FormulaNode node;
    node.kind = FormulaNode::Kind::name;
    node.name = token.text;
    return add(std::move(node), token.begin, token.end);
  }
  if (token.kind == Token::Kind::text || token.kind == Token::Kind::column) {
    FormulaNode node;
    node.kind = token.kind == Token::Kind::text ? FormulaNode::Kind::text : FormulaNode::Kind::name;
    node.name = token.text;
    if (!advance()) return std::nullopt;
    return add(std::move(node), token.begin, token.end);
  }
  const bool is_sign = token.kind == Token::Kind::sign;
  if (is_sign && (token.text == "-" || token.text == "+")) return prefixed(token, depth);
  if (is_sign && token.text == "not") {
    if (weakest <= by_not) return prefixed(token, depth);
    return fail(syntax("`not` stands before a whole condition", "put it in brackets: `(not …)`", token.begin, token.end));
  }
  return fail(missing_operand(text_.value, previous_, token_));
}

// `-x`, `not x`, and `+x`, which is x.
Parser::Result Parser::prefixed(const Token& sign, std::size_t depth) {
  if (too_deep(depth + 1, sign) || !advance()) return std::nullopt;
  const Result of = expression(sign.text == "not" ? by_not : by_power, depth + 1);
  if (!of) return std::nullopt;
  if (sign.text == "+") return Piece{of->node, sign.begin, of->end};
  return add_call(sign.text == "-" ? "negate" : "not", sign, {of->node}, sign.begin, of->end);
}

Parser::Result Parser::number(const Token& token) {
  FormulaNode node;
  node.number = token.number;
  node.is_date = token.date;
  node.unit = token.unit;
  if (token.has_unit) node.unit_span = text_.part(token.unit_begin, token.unit_end);
  std::size_t end = token.end;
  if (!advance()) return std::nullopt;
  if (bare_units_ && !token.has_unit && !token.date && token_.kind == Token::Kind::name) {
    node.unit = token_.text;
    node.unit_span = text_.part(token_.begin, token_.end);
    end = token_.end;
    if (!advance()) return std::nullopt;
  }
  node.is_zero_literal = node.number == 0 && node.unit.empty() && !token.percent;
  return add(std::move(node), token.begin, end);
}

Parser::Result Parser::bracket(std::size_t depth) {
  const Token open = token_;
  if (too_deep(depth + 1, open) || !advance()) return std::nullopt;
  if (token_.kind == Token::Kind::close) return fail(syntax("there is nothing in the brackets", {}, open.begin, token_.end));
  Result inner = token_.kind == Token::Kind::end ? Result(fail(syntax("this bracket is not closed", {}, open.begin, open.end)))
                                                 : expression(by_or, depth + 1);
  if (!inner) return std::nullopt;
  if (token_.kind == Token::Kind::end) return fail(syntax("this bracket is not closed", {}, open.begin, open.end));
  if (token_.kind == Token::Kind::comma) {
    return fail(stray(text_.value, token_));
  }
  const std::size_t end = token_.end;
  if (!advance()) return std::nullopt;
  return Piece{inner->node, open.begin, end};
}

// `missing(x)` of a row.
Parser::Result Parser::missing(const Token& name, std::size_t depth) {
  const Result of = bracket(depth);
  if (!of) return std::nullopt;
  Piece piece = add_call({}, name, {of->node}, name.begin, of->end);
  tree_.nodes.back().kind = FormulaNode::Kind::missing;
  return piece;
}

// A name followed by a bracket, which is the next token.
Parser::Result Parser::call(const Token& name, std::size_t depth) {
  const Token open = token_;
  const bool trend = is_trend(name.text);
  const Function* found = trend ? nullptr : find_function(name.text);
  if (!trend && (found == nullptr || found->is_operator)) return fail(not_callable(name, limits_.trends));
  if (too_deep(depth + 1, open) || !advance()) return std::nullopt;
  std::vector<std::uint32_t> children;
  if (!arguments(open, children, depth + 1)) return std::nullopt;
  const std::size_t end = token_.end;
  if (trend && children.size() != 1) return fail(wrong_trend_arguments(name, children.size(), end));
  if (!trend && (children.size() < found->min_arguments || children.size() > found->max_arguments)) {
    return fail(wrong_argument_count(*found, children.size(), name.begin, end));
  }
  if (!advance()) return std::nullopt;
  const Piece piece = add_call(name.text, name, children, name.begin, end);
  if (trend) tree_.nodes.back().kind = FormulaNode::Kind::trend, tree_.nodes.back().name = name.text;
  return piece;
}

bool Parser::is_trend(std::string_view name) const {
  if (limits_.trends == nullptr) return false;
  constexpr std::string_view with_scatter = ".predict";
  if (name.ends_with(with_scatter)) name.remove_suffix(with_scatter.size());
  return std::find(limits_.trends->begin(), limits_.trends->end(), name) != limits_.trends->end();
}

// Up to the closing bracket, which is then the next token.
bool Parser::arguments(const Token& open, std::vector<std::uint32_t>& children, std::size_t depth) {
  const auto not_closed = [&] { return fail(syntax("this bracket is not closed", {}, open.begin, open.end)), false; };
  if (token_.kind == Token::Kind::close) return true;
  for (;;) {
    if (token_.kind == Token::Kind::end) return not_closed();
    if (token_.kind == Token::Kind::comma || token_.kind == Token::Kind::close) {
      return fail(syntax("an argument is missing here", {}, token_.begin, token_.end)), false;
    }
    const Result argument = expression(by_or, depth);
    if (!argument) return false;
    children.push_back(argument->node);
    if (token_.kind == Token::Kind::close) return true;
    if (token_.kind == Token::Kind::end) return not_closed();
    if (!advance()) return false;
  }
}

// Reads the first token; false when there is none.
bool Parser::start() {
  if (text_.value.size() > limits_.bytes) {
    fail({"too-long", "this formula is longer than " + std::to_string(limits_.bytes) + " bytes", "split it into several", {}, 0, 0});
    return false;
  }
  if (!advance()) return false;
  previous_ = {};
  if (token_.kind != Token::Kind::end) return true;
  fail(syntax("there is no formula here", {}, 0, text_.value.size()));
  return false;
}

bool Parser::whole_expression(Piece& piece) {
  const Result result = expression(by_or, 0);
  if (!result) return false;
  if (token_.kind != Token::Kind::end) return fail(stray(text_.value, token_)), false;
  piece = *result;
  return true;
}

bool is_condition(const FormulaTree& tree) {
  std::vector<std::uint32_t> open{static_cast<std::uint32_t>(tree.nodes.size() - 1)};
  while (!open.empty()) {
    const FormulaNode& node = tree.nodes[open.back()];
    open.pop_back();
    if (node.kind == FormulaNode::Kind::missing) continue;
    if (node.kind == FormulaNode::Kind::text) return false;
    if (node.kind == FormulaNode::Kind::name) continue;   // may be a formula that is one
    if (node.kind == FormulaNode::Kind::number || node.kind == FormulaNode::Kind::trend) return false;
    const UnitRule rule = node.function->units;
    if (rule == UnitRule::choice) {
      open.push_back(tree.children_of(node)[1]);
      open.push_back(tree.children_of(node)[2]);
    } else if (rule != UnitRule::compare && rule != UnitRule::logical && rule != UnitRule::series) {
      return false;
    }
  }
  return true;
}

bool Parser::needs_condition(const Piece& piece, std::string help) {
  if (is_condition(tree_)) return true;
  fail({"not-a-condition", "a condition belongs here, and this is a quantity", std::move(help), {}, piece.begin, piece.end});
  return false;
}

std::optional<FormulaTree> Parser::finished(bool fine, Diagnostics& diagnostics) {
  if (fine && !error_) return std::move(tree_);
  const bool everything = error_->begin == 0 && error_->end == 0;
  diagnostics.error(*error_, everything ? text_.span : text_.part(error_->begin, error_->end));
  return std::nullopt;
}

std::optional<FormulaTree> Parser::formula(Diagnostics& diagnostics) {
  Piece piece;
  return finished(start() && whole_expression(piece), diagnostics);
}

std::optional<FormulaTree> Parser::condition(Diagnostics& diagnostics) {
  Piece piece;
  return finished(start() && whole_expression(piece) && needs_condition(piece, "compare it, as in `x > 0`"), diagnostics);
}

std::optional<FormulaTree> Parser::question(Diagnostics& diagnostics) {
  const auto not_a_question = [&](std::size_t begin, std::size_t end) {
    return fail({"not-a-condition", "a question has the form `P(condition)`", "what else you want to know is a formula", {}, begin, end}), false;
  };
  const auto read = [&] {
    if (!start()) return false;
    const bool is_p = token_.kind == Token::Kind::name && token_.text == "P";
    if (!is_p || !advance() || token_.kind != Token::Kind::open) return not_a_question(0, text_.value.size());
    const Result inner = bracket(0);
    if (!inner) return false;
    if (token_.kind != Token::Kind::end) return not_a_question(0, text_.value.size());
    return needs_condition({inner->node, inner->begin + 1, inner->end - 1}, "compare it, as in `P(x > 0)`");
  };
  return finished(read(), diagnostics);
}

}  // namespace

std::optional<FormulaTree> parse_formula(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits) {
  return Parser(text, limits, false).formula(diagnostics);
}

std::optional<FormulaTree> parse_question(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits) {
  return Parser(text, limits, false).question(diagnostics);
}

std::optional<FormulaTree> parse_condition(const ScalarText& text, Diagnostics& diagnostics, const FormulaLimits& limits) {
  return Parser(text, limits, !limits.rows).condition(diagnostics);
}

}  // namespace botec
