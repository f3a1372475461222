// What the tests of formulas share: parsing plain text, printing trees with every bracket, evaluating constants.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/parser.h"
#include "text/number.h"

namespace botec::testing {

inline ScalarText scalar(std::string_view text) {
  const auto file = std::make_shared<const SourceFile>("formula", std::string(text));
  return {std::string(text), {}, {file, 0, static_cast<std::uint32_t>(text.size())}};
}

using ParseFunction = std::optional<FormulaTree> (*)(const ScalarText&, Diagnostics&, const FormulaLimits&);

inline std::optional<FormulaTree> parse(std::string_view text, ParseFunction read = parse_formula) {
  Diagnostics diagnostics;
  return read(scalar(text), diagnostics, {});
}

// kind | text under the caret | message | hint
inline std::string fault(std::string_view text, ParseFunction read = parse_formula, const FormulaLimits& limits = {}) {
  Diagnostics diagnostics;
  if (read(scalar(text), diagnostics, limits)) return "fine";
  if (diagnostics.error_count() != 1) return "not exactly one error";
  const Diagnostic d = diagnostics.sorted().front();
  if (d.span.begin > d.span.end || d.span.end > text.size()) return "a span outside the text";
  return d.kind + " | " + std::string(text.substr(d.span.begin, d.span.end - d.span.begin)) + " | " + d.message + " | " + d.help;
}

// The tree as text with every bracket written.
inline std::string bracketed(const FormulaTree& tree) {
  std::vector<std::string> parts;
  for (const FormulaNode& node : tree.nodes) {
    std::string text;
    if (node.kind == FormulaNode::Kind::number) {
      text = shortest(node.number) + (node.unit.empty() ? "" : " [" + node.unit + "]");
    } else if (node.kind == FormulaNode::Kind::name) {
      text = node.name;
    } else {
      const auto children = tree.children_of(node);
      const std::string name(node.function->name);
      if (node.function->is_operator && children.size() == 2) {
        text = fmt::format("({} {} {})", parts[children[0]], name, parts[children[1]]);
      } else if (node.function->is_operator) {
        text = fmt::format("({}{})", name == "negate" ? "-" : name + " ", parts[children[0]]);
      } else {
        for (const auto child : children) text += fmt::format("{}{}", text.empty() ? "" : ", ", parts[child]);
        text = fmt::format("{}({})", name, text);
      }
    }
    parts.push_back(std::move(text));
  }
  return parts.back();
}

inline std::string tree_of(std::string_view text) {
  const auto tree = parse(text);
  return tree ? bracketed(*tree) : "! " + fault(text);
}

// A formula of pure constants, through the kernels.
inline double evaluate(const FormulaTree& tree) {
  const kernels::Table& table = kernels::active();
  std::vector<double> values;
  for (const FormulaNode& node : tree.nodes) {
    double value = node.number;
    if (node.kind == FormulaNode::Kind::call) {
      const Function& f = *node.function;
      std::vector<double> of;
      for (const auto child : tree.children_of(node)) of.push_back(values[child]);
      value = of[0];
      if (f.unary) (table.*f.unary)(&value, of.data(), 1);
      if (f.ternary) (table.*f.ternary)(&value, &of[0], &of[1], &of[2], 1);
      for (std::size_t i = 1; f.binary && i < of.size(); ++i) (table.*f.binary)(&value, &value, &of[i], 1);
      if (f.name == "mean") value /= static_cast<double>(of.size());
    }
    values.push_back(value);
  }
  return values.back();
}

inline double value_of(std::string_view text) { return evaluate(parse(text).value()); }

// The same numbers on every machine, which the distributions of <random> do not promise.
struct Dice {
  std::uint64_t state = 20240501;

  std::size_t below(std::size_t n) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33) % n);
  }
};

}  // namespace botec::testing
