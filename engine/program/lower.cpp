#include "program/lower.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "formula/series_contexts.h"
#include "program/build_input.h"
#include "program/dates.h"
#include "program/series.h"
#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

struct Lowering {
  const FormulaTree& tree;
  const Surroundings& around;
  LoweringTools tools;
  std::vector<std::uint32_t> starts = first_nodes(tree);   // of each sub-expression

  Graph& graph = tools.graph;
  UnitSystem& units = tools.units;
  Diagnostics& diagnostics = tools.diagnostics;

  std::optional<Typed> range(std::uint32_t root, std::optional<std::size_t> step);
  std::optional<Typed> number(const FormulaNode& node);
  std::optional<Typed> call(const FormulaNode& node, Operands operands);
  std::optional<Typed> series_call(std::uint32_t id, std::span<const std::optional<Typed>> typed, std::optional<std::size_t> step);
  std::optional<Unit> result_unit(const FormulaNode& node, Operands& operands);
  std::optional<Unit> common_unit(const FormulaNode& node, Operands& operands, std::size_t from);
  std::optional<Unit> checked(const FormulaNode& node, const Expected<Unit>& unit);
  std::optional<Unit> power_unit(const FormulaNode& node, Operands& operands);
  int soft_years(const FormulaNode& node, const Operands& operands) const;
  bool check_pure(const FormulaNode& node, Operands& operands);
  bool check_kinds(const FormulaNode& node, const Operands& operands);
  NodeId emit(const FormulaNode& node, const Operands& operands);
  NodeId emit_rounding(const FormulaNode& node, const TypedOperand& operand);
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
  result.literal = node.unit.empty() && !node.is_date;
  double value = node.number;
  if (node.is_date) {
    result.unit = *units.parse("date");
    value *= result.unit.scale;
  }
  if (!node.unit.empty()) {
    const auto unit = unit_of(node.unit, node.unit_span, units, diagnostics);
    if (!unit) return std::nullopt;
    result.unit = *unit;
    if (unit->date) value = date_of_year(value);   // 2030 [date]
    value *= unit->scale;
  }
  result.node = graph.constant(value);
  return result;
}

bool same_dimension(UnitSystem& units, const Typed& a, const Typed& b) {
  return a.zero || b.zero || units.convertible(a.unit, b.unit);
}

// Drops soft years from those that have some; whether there were any.
bool drop_soft_years(Operands& operands, LoweringTools& tools) {
  bool any = false;
  for (TypedOperand& operand : operands) {
    any = any || operand.value.soft_years != 0;
    operand.value = without_soft_years(operand.value, tools);
  }
  return any;
}

std::string verb(const Function& function) {
  if (function.name == "+") return "added";
  if (function.name == "-") return "subtracted";
  if (function.units == UnitRule::compare) return "compared";
  return "used together in `" + std::string(function.name) + "`";
}

// All operands from the given one on must be of one dimension; the result is in the unit of the first that has one.
std::optional<Unit> Lowering::common_unit(const FormulaNode& node, Operands& operands, std::size_t from) {
  std::size_t first = from;
  while (first + 1 < operands.size() && operands[first].value.zero) ++first;
  for (std::size_t i = from; i < operands.size(); ++i) {
    if (same_dimension(units, operands[first].value, operands[i].value)) continue;
    if (drop_soft_years(operands, tools)) return common_unit(node, operands, from);
    diagnostics.error("unit-mismatch", node.place,
                      quoted(operands[first].tree.span) + " is " + unit_in_words(operands[first].value.unit) + " and " +
                          quoted(operands[i].tree.span) + " is " + unit_in_words(operands[i].value.unit) +
                          ": they cannot be " + verb(*node.function));
    return std::nullopt;
  }
  return operands[first].value.unit;
}

bool Lowering::check_pure(const FormulaNode& node, Operands& operands) {
  for (TypedOperand& operand : operands) {
    if (!operand.value.unit.is_pure_number()) operand.value = without_soft_years(operand.value, tools);
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
std::optional<Unit> Lowering::power_unit(const FormulaNode& node, Operands& operands) {
  const Typed& base = operands[0].value;
  Typed& exponent = operands[1].value;
  if (!exponent.unit.is_pure_number()) exponent = without_soft_years(exponent, tools);
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

std::optional<Unit> Lowering::result_unit(const FormulaNode& node, Operands& operands) {
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
    case UnitRule::series:
    case UnitRule::sign: break;
  }
  return Unit{};
}

// floor of 1.9 days is 1 day although the program counts seconds.
NodeId Lowering::emit_rounding(const FormulaNode& node, const TypedOperand& operand) {
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
  for (const TypedOperand& operand : operands) arguments.push_back(operand.value.node);
  return graph.call(*node.function, arguments, node.place);
}

// Powers of years multiply as units do; what is added or chosen from keeps them where all have the same.
int Lowering::soft_years(const FormulaNode& node, const Operands& operands) const {
  const int a = operands[0].value.soft_years;
  switch (node.function->units) {
    case UnitRule::multiply: return a + operands[1].value.soft_years;
    case UnitRule::divide: return a - operands[1].value.soft_years;
    case UnitRule::power: return static_cast<int>(a * graph.known_value(operands[1].value.node).value_or(0));
    case UnitRule::same: break;
    default: return 0;
  }
  const bool alike = std::all_of(operands.begin(), operands.end(), [a](const TypedOperand& o) { return o.value.soft_years == a || o.value.zero; });
  return alike ? a : 0;
}

std::optional<Typed> Lowering::call(const FormulaNode& node, Operands operands) {
  if (!check_kinds(node, operands)) return std::nullopt;
  auto dates = apply_date_rules(node, operands, tools);
  if (!dates.good) return std::nullopt;
  if (dates.result) return dates.result;
  const auto unit = result_unit(node, operands);
  if (!unit) return std::nullopt;
  Typed result;
  result.unit = *unit;
  const UnitRule rule = node.function->units;
  result.condition = rule == UnitRule::compare || rule == UnitRule::logical ||
                     (rule == UnitRule::choice && operands[1].value.condition && operands[2].value.condition);
  // -0 and similar keep suiting any unit.
  result.zero = node.function->name == "negate" && operands[0].value.zero;
  result.soft_years = soft_years(node, operands);
  if (rule == UnitRule::compare) result.compared = Comparison{node.function, operands[0].value.node, operands[1].value.node};
  result.node = emit(node, operands);
  return result;
}

// Its first argument is looked at along the series, the others where the call stands.
std::optional<Typed> Lowering::series_call(std::uint32_t id, std::span<const std::optional<Typed>> typed, std::optional<std::size_t> step) {
  const FormulaNode& node = tree.nodes[id];
  const auto children = tree.children_of(node);
  SeriesCall series{node, around, step, tree.nodes[children[0]].span, {}, {}, tools};
  series.argument = [this, argument = children[0]](std::size_t at) { return range(argument, at); };
  for (std::size_t i = 1; i < children.size(); ++i) {
    if (!typed[children[i]]) return std::nullopt;
    series.others.push_back(*typed[children[i]]);
  }
  return lower_series_call(series);
}

// A sub-expression, which is a run of nodes; what a function over series looks at is left out of it.
std::optional<Typed> Lowering::range(std::uint32_t root, std::optional<std::size_t> step) {
  const std::uint32_t begin = starts[root];
  std::vector<std::optional<Typed>> typed(root + 1);
  std::vector<bool> left_out(root + 1 - begin, false);
  for (std::uint32_t id = root + 1; id-- > begin;) {
    const FormulaNode& node = tree.nodes[id];
    if (left_out[id - begin] || node.kind != FormulaNode::Kind::call || node.function->units != UnitRule::series) continue;
    const std::uint32_t argument = tree.children_of(node)[0];
    for (std::uint32_t inner = starts[argument]; inner <= argument; ++inner) left_out[inner - begin] = true;
  }
  for (std::uint32_t id = begin; id <= root; ++id) {
    if (left_out[id - begin]) continue;
    const FormulaNode& node = tree.nodes[id];
    if (node.kind == FormulaNode::Kind::number) {
      typed[id] = number(node);
    } else if (node.kind == FormulaNode::Kind::name) {
      typed[id] = around.lookup(node, nullptr, step);
    } else if (node.kind == FormulaNode::Kind::trend) {
      const auto& argument = typed[tree.children_of(node)[0]];
      if (argument) typed[id] = around.lookup(node, &*argument, step);
    } else if (node.kind != FormulaNode::Kind::call) {
      typed[id] = std::nullopt;   // of tables, never outside of them
    } else if (node.function->units == UnitRule::series) {
      typed[id] = series_call(id, typed, step);
    } else {
      Operands operands;
      for (const std::uint32_t child : tree.children_of(node)) {
        if (typed[child]) operands.push_back({*typed[child], tree.nodes[child]});
      }
      if (operands.size() == node.child_count) typed[id] = call(node, std::move(operands));
    }
  }
  return typed[root];
}

}  // namespace

std::string unit_in_words(const Unit& unit) {
  if (unit.date) return "a date";
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

Typed without_soft_years(const Typed& typed, LoweringTools& tools) {
  if (typed.soft_years == 0) return typed;
  const auto year = tools.units.parse("year");
  const auto power = tools.units.raise(*year, typed.soft_years);
  if (!power) return typed;
  const auto unit = tools.units.divide(typed.unit, *power);
  if (!unit) return typed;
  Typed result;
  result.unit = *unit;
  const NodeId arguments[] = {typed.node, tools.graph.constant(std::pow(year->scale, typed.soft_years))};
  result.node = tools.graph.call(*find_function("/"), arguments, {});
  return result;
}

std::optional<Typed> lower_formula(const FormulaTree& tree, const Surroundings& surroundings, LoweringTools tools) {
  if (tree.empty()) return std::nullopt;
  Lowering lowering{tree, surroundings, tools};
  return lowering.range(static_cast<std::uint32_t>(tree.nodes.size() - 1), surroundings.step);
}

}  // namespace botec
