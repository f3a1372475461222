#include "program/lower.h"

#include <cmath>
#include <vector>

#include "program/build_input.h"
#include "text/number.h"

namespace botec {
namespace {

struct Lowering {
  const FormulaTree& tree;
  const NameLookup& lookup;
  Graph& graph;
  UnitSystem& units;
  Diagnostics& diagnostics;
  std::vector<std::optional<Typed>> typed;   // per tree node; empty after an error below it

  struct Operand {
    const Typed& value;
    const FormulaNode& tree;
  };
  using Operands = std::vector<Operand>;

  std::optional<Typed> number(const FormulaNode& node);
  std::optional<Typed> call(const FormulaNode& node);
  std::optional<Unit> result_unit(const FormulaNode& node, const Operands& operands);
  std::optional<Unit> common_unit(const FormulaNode& node, const Operands& operands, std::size_t from);
  std::optional<Unit> checked(const FormulaNode& node, const Expected<Unit>& unit);
  std::optional<Unit> power_unit(const FormulaNode& node, const Operands& operands);
  bool check_pure(const FormulaNode& node, const Operands& operands);
  bool check_kinds(const FormulaNode& node, const Operands& operands);
  NodeId emit(const FormulaNode& node, const Operands& operands);
  NodeId emit_rounding(const FormulaNode& node, const Operand& operand);
  NodeId emit_fold(const FormulaNode& node, const Operands& operands);
};

std::optional<Unit> Lowering::checked(const FormulaNode& node, const Expected<Unit>& unit) {
  if (unit) return *unit;
  diagnostics.error(unit.complaint(), node.place);
  return std::nullopt;
}

std::optional<Typed> Lowering::number(const FormulaNode& node) {
  Typed result;
  result.zero = node.is_zero_literal;
  double value = node.number;
  if (!node.unit.empty()) {
    const auto unit = unit_of(node.unit, node.unit_span, units, diagnostics);
    if (!unit) return std::nullopt;
    result.unit = *unit;
    value *= unit->scale;
  }
  result.node = graph.constant(value);
  return result;
}

bool same_dimension(UnitSystem& units, const Typed& a, const Typed& b) {
  return a.zero || b.zero || units.convertible(a.unit, b.unit);
}

std::string verb(const Function& function) {
  if (function.name == "+") return "added";
  if (function.name == "-") return "subtracted";
  if (function.units == UnitRule::compare) return "compared";
  return "used together in `" + std::string(function.name) + "`";
}

// All operands from the given one on must be of one dimension; the result is in the unit of the first that has one.
std::optional<Unit> Lowering::common_unit(const FormulaNode& node, const Operands& operands, std::size_t from) {
  std::size_t first = from;
  while (first + 1 < operands.size() && operands[first].value.zero) ++first;
  for (std::size_t i = from; i < operands.size(); ++i) {
    if (same_dimension(units, operands[first].value, operands[i].value)) continue;
    diagnostics.error("unit-mismatch", node.place,
                      quoted(operands[first].tree.span) + " is " + unit_in_words(operands[first].value.unit) + " and " +
                          quoted(operands[i].tree.span) + " is " + unit_in_words(operands[i].value.unit) +
                          ": they cannot be " + verb(*node.function));
    return std::nullopt;
  }
  return operands[first].value.unit;
}

bool Lowering::check_pure(const FormulaNode& node, const Operands& operands) {
  for (const Operand& operand : operands) {
    if (operand.value.unit.is_pure_number()) continue;
    diagnostics.error("unit-mismatch", operand.tree.span,
                      "`" + std::string(node.function->name) + "` wants a pure number, and " + quoted(operand.tree.span) +
                          " is " + unit_in_words(operand.value.unit),
                      "divide it by 1 [" + to_text(operand.value.unit) + "] if its number in that unit is meant");
    return false;
  }
  return true;
}

// base ^ exponent: with a unit, the exponent must be a constant whole number, or 1 over one.
std::optional<Unit> Lowering::power_unit(const FormulaNode& node, const Operands& operands) {
  const Typed& base = operands[0].value;
  const Typed& exponent = operands[1].value;
  if (!exponent.unit.is_pure_number()) {
    diagnostics.error("unit-mismatch", operands[1].tree.span,
                      "an exponent must be a pure number, and this one is " + unit_in_words(exponent.unit));
    return std::nullopt;
  }
  if (base.unit.is_pure_number()) return Unit{};
  std::optional<Complaint> complaint;
  if (const auto known = graph.known_value(exponent.node)) {
    const double power = *known;
    const double inverse = 1 / power;
    if (power == std::round(power) && std::abs(power) <= 100) {
      auto raised = units.raise(base.unit, static_cast<int>(power));
      if (raised) return std::move(*raised);
      complaint = raised.complaint();
    } else if (std::abs(inverse - std::round(inverse)) < 1e-12 && std::abs(inverse) <= 100 && inverse > 0) {
      auto root = units.root(base.unit, static_cast<int>(std::round(inverse)));
      if (root) return std::move(*root);
      complaint = root.complaint();
    }
  }
  diagnostics.error("unit-mismatch", node.place,
                    quoted(operands[0].tree.span) + " is " + unit_in_words(base.unit) +
                        ", which only a constant whole exponent can raise",
                    "divide it by 1 [" + to_text(base.unit) + "] to make it a pure number first");
  return std::nullopt;
}

bool Lowering::check_kinds(const FormulaNode& node, const Operands& operands) {
  const std::size_t conditions = node.function->units == UnitRule::logical  ? operands.size()
                                 : node.function->units == UnitRule::choice ? 1
                                                                            : 0;
  for (std::size_t i = 0; i < conditions; ++i) {
    if (operands[i].value.condition) continue;
    diagnostics.error("not-a-condition", operands[i].tree.span,
                      "`" + std::string(node.function->name) + "` wants a condition here, and " +
                          quoted(operands[i].tree.span) + " is a number",
                      "write a comparison, such as " + quoted(operands[i].tree.span).substr(1, quoted(operands[i].tree.span).size() - 2) + " > 0");
    return false;
  }
  return true;
}

std::optional<Unit> Lowering::result_unit(const FormulaNode& node, const Operands& operands) {
  switch (node.function->units) {
    case UnitRule::same: return common_unit(node, operands, 0);
    case UnitRule::choice: return common_unit(node, operands, 1);
    case UnitRule::compare:
    case UnitRule::ratio: return common_unit(node, operands, 0) ? std::optional<Unit>(Unit{}) : std::nullopt;
    case UnitRule::multiply: return checked(node, units.multiply(operands[0].value.unit, operands[1].value.unit));
    case UnitRule::divide: return checked(node, units.divide(operands[0].value.unit, operands[1].value.unit));
    case UnitRule::power: return power_unit(node, operands);
    case UnitRule::square_root: {
      auto root = units.root(operands[0].value.unit, 2);
      if (root) return std::move(*root);
      diagnostics.error("unit-mismatch", node.place,
                        quoted(operands[0].tree.span) + " is " + unit_in_words(operands[0].value.unit) +
                            ", which has no square root",
                        root.complaint().help);
      return std::nullopt;
    }
    case UnitRule::pure: return check_pure(node, operands) ? std::optional<Unit>(Unit{}) : std::nullopt;
    case UnitRule::rounding: return operands[0].value.unit;
    case UnitRule::logical:
    case UnitRule::sign: break;
  }
  return Unit{};
}

// floor of 1.9 days is 1 day although the program counts seconds.
NodeId Lowering::emit_rounding(const FormulaNode& node, const Operand& operand) {
  const double scale = operand.value.unit.scale;
  const Function& function = *node.function;
  if (scale == 1) return graph.call(function, std::vector<NodeId>{operand.value.node}, node.place);
  const NodeId factor = graph.constant(scale);
  const NodeId shown = graph.call(*find_function("/"), std::vector<NodeId>{operand.value.node, factor}, node.place);
  const NodeId rounded = graph.call(function, std::vector<NodeId>{shown}, node.place);
  return graph.call(*find_function("*"), std::vector<NodeId>{rounded, factor}, node.place);
}

// max(a, b, c) is max(max(a, b), c); a mean is the sum over the count.
NodeId Lowering::emit_fold(const FormulaNode& node, const Operands& operands) {
  NodeId result = operands[0].value.node;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    result = graph.call(*node.function, std::vector<NodeId>{result, operands[i].value.node}, node.place);
  }
  if (node.function->name != "mean") return result;
  const NodeId count = graph.constant(static_cast<double>(operands.size()));
  return graph.call(*find_function("/"), std::vector<NodeId>{result, count}, node.place);
}

NodeId Lowering::emit(const FormulaNode& node, const Operands& operands) {
  if (node.function->units == UnitRule::rounding) return emit_rounding(node, operands[0]);
  if (kernel_arity(*node.function) == 2 && (operands.size() != 2 || node.function->name == "mean")) return emit_fold(node, operands);
  std::vector<NodeId> arguments;
  for (const Operand& operand : operands) arguments.push_back(operand.value.node);
  return graph.call(*node.function, arguments, node.place);
}

std::optional<Typed> Lowering::call(const FormulaNode& node) {
  Operands operands;
  for (const std::uint32_t child : tree.children_of(node)) {
    if (!typed[child]) return std::nullopt;
    operands.push_back({*typed[child], tree.nodes[child]});
  }
  if (!check_kinds(node, operands)) return std::nullopt;
  const auto unit = result_unit(node, operands);
  if (!unit) return std::nullopt;
  Typed result;
  result.unit = *unit;
  const UnitRule rule = node.function->units;
  result.condition = rule == UnitRule::compare || rule == UnitRule::logical ||
                     (rule == UnitRule::choice && operands[1].value.condition && operands[2].value.condition);
  // -0 and similar keep suiting any unit.
  result.zero = node.function->name == "negate" && operands[0].value.zero;
  result.node = emit(node, operands);
  return result;
}

}  // namespace

std::string unit_in_words(const Unit& unit) {
  const std::string text = to_text(unit);
  return text.empty() ? "a pure number" : "in " + text;
}

std::string quoted(const Span& span) {
  constexpr std::size_t longest = 40;
  if (!span) return "this";
  std::string text;
  bool space = false;
  for (const char c : std::string_view(span.file->text()).substr(span.begin, span.end - span.begin)) {
    if (static_cast<unsigned char>(c) <= ' ') {
      space = !text.empty();
      continue;
    }
    if (space) text += ' ';
    space = false;
    text += c;
  }
  if (text.size() > longest) {
    std::size_t cut = longest - 3;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text = text.substr(0, cut) + "…";
  }
  return "`" + text + "`";
}

std::optional<Typed> lower_formula(const FormulaTree& tree, const NameLookup& lookup, Graph& graph, UnitSystem& units,
                                   Diagnostics& diagnostics) {
  Lowering lowering{tree, lookup, graph, units, diagnostics, {}};
  lowering.typed.reserve(tree.nodes.size());
  for (const FormulaNode& node : tree.nodes) {
    switch (node.kind) {
      case FormulaNode::Kind::number: lowering.typed.push_back(lowering.number(node)); break;
      case FormulaNode::Kind::name: lowering.typed.push_back(lookup(node)); break;
      case FormulaNode::Kind::call: lowering.typed.push_back(lowering.call(node)); break;
      case FormulaNode::Kind::text:
      case FormulaNode::Kind::missing: lowering.typed.push_back(std::nullopt); break;   // never outside of tables
    }
  }
  return lowering.typed.empty() ? std::nullopt : lowering.typed.back();
}

}  // namespace botec
