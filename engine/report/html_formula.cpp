#include "report/html_formula.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "report/html_text.h"

namespace botec {
namespace {

// How tightly an operator holds its operands; what holds less tightly gets brackets.
enum Binding { by_or, by_and, by_not, by_comparison, by_sum, by_product, by_sign, by_power, alone };

struct Sign {
  std::string_view name, shown;
  Binding binding;
};

constexpr std::array signs = {
    Sign{"or", " or ", by_or},          Sign{"and", " and ", by_and},       Sign{"==", " = ", by_comparison}, Sign{"!=", " ≠ ", by_comparison},
    Sign{"<", " &lt; ", by_comparison}, Sign{"<=", " ≤ ", by_comparison},   Sign{">", " &gt; ", by_comparison}, Sign{">=", " ≥ ", by_comparison},
    Sign{"+", " + ", by_sum},           Sign{"-", " − ", by_sum},           Sign{"*", " × ", by_product},
};

struct Piece {
  std::string text;
  Binding binding = alone;
};

struct Typesetter {
  const FormulaTree& tree;
  const NameTarget& target;
  std::vector<Piece> pieces;

  std::string within(std::uint32_t child, Binding weakest) {
    Piece& piece = pieces[child];
    return piece.binding < weakest ? "(" + std::move(piece.text) + ")" : std::move(piece.text);
  }
  Piece number(const FormulaNode& node) const;
  Piece name(const FormulaNode& node) const;
  Piece call(const FormulaNode& node);
  Piece other(const FormulaNode& node, std::string_view called);
};

std::string source_text(const Span& span) {
  return span ? span.file->text().substr(span.begin, span.end - span.begin) : std::string();
}

// 3.14e23 as people write it by hand; everything else as it stands.
Piece Typesetter::number(const FormulaNode& node) const {
  const std::string text = source_text(node.span);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789._"), text.size());
  if (digits == text.size() || digits == 0 || (text[digits] != 'e' && text[digits] != 'E')) return {element("span", "class=\"number\"", html(text))};
  std::size_t begin = digits + 1;
  if (begin < text.size() && text[begin] == '+') ++begin;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", begin + (begin < text.size() && text[begin] == '-' ? 1 : 0)), text.size());
  std::string power = html(text.substr(begin, end - begin));
  if (power.starts_with('-')) power = "−" + power.substr(1);
  return {element("span", "class=\"number\"", html(text.substr(0, digits)) + " × 10" + element("sup", "", power) + html(text.substr(end)))};
}

Piece Typesetter::name(const FormulaNode& node) const {
  const std::string where = target(node.name);
  if (where.empty()) return {element("i", "", html(node.name))};
  return {element("a", "class=\"name\" href=\"#" + where + "\"", html(node.name))};
}

Piece Typesetter::other(const FormulaNode& node, std::string_view called) {
  const std::string where = node.function == nullptr ? target(node.name) : std::string();   // a line through data
  std::string text = (where.empty() ? html(called) : element("a", "class=\"name\" href=\"#" + where + "\"", html(called))) + "(";
  bool first = true;
  for (const std::uint32_t child : tree.children_of(node)) {
    if (!first) text += ", ";
    first = false;
    text += std::move(pieces[child].text);
  }
  return {text + ")"};
}

Piece Typesetter::call(const FormulaNode& node) {
  const auto children = tree.children_of(node);
  const std::string_view called = node.function != nullptr ? node.function->name : std::string_view(node.name);
  const auto sign = std::find_if(signs.begin(), signs.end(), [called](const Sign& s) { return s.name == called; });
  if (sign != signs.end() && children.size() == 2) {
    std::string text = within(children[0], sign->binding);   // grown in place: a sum of ten thousand terms stays one text
    text += sign->shown;
    text += within(children[1], static_cast<Binding>(sign->binding + 1));
    return {std::move(text), sign->binding};
  }
  if (called == "/" && children.size() == 2) {
    return {element("span", "class=\"fraction\"", element("span", "", std::move(pieces[children[0]].text)) + "<i>/</i>" +
                                                      element("span", "", std::move(pieces[children[1]].text)))};
  }
  if (called == "^" && children.size() == 2) {
    return {within(children[0], alone) + element("sup", "", std::move(pieces[children[1]].text)), by_power};
  }
  if (called == "negate" && children.size() == 1) return {"−" + within(children[0], by_sign), by_sign};
  if (called == "not" && children.size() == 1) return {"not " + within(children[0], by_not), by_not};
  return other(node, called);
}

}  // namespace

std::string typeset(const FormulaTree& tree, const NameTarget& target) {
  Typesetter typesetter{tree, target, {}};
  typesetter.pieces.reserve(tree.nodes.size());
  for (const FormulaNode& node : tree.nodes) {
    switch (node.kind) {
      case FormulaNode::Kind::number: typesetter.pieces.push_back(typesetter.number(node)); break;
      case FormulaNode::Kind::name: typesetter.pieces.push_back(typesetter.name(node)); break;
      case FormulaNode::Kind::call: typesetter.pieces.push_back(typesetter.call(node)); break;
      default: typesetter.pieces.push_back({element("span", "class=\"number\"", html(source_text(node.span)))}); break;
    }
  }
  return typesetter.pieces.empty() ? std::string() : std::move(typesetter.pieces.back().text);
}

}  // namespace botec
