#include "program/dates.h"

#include <algorithm>
#include <cmath>

#include "text/calendar.h"

namespace botec {
namespace {

constexpr double seconds_per_year = days_per_year * 86400;
constexpr double least_year = 1000;   // a smaller literal beside a date is a number of years

bool is_date(const TypedOperand& operand) { return operand.value.unit.date; }

bool is_year(const TypedOperand& operand, const Graph& graph) {
  return operand.value.literal && std::abs(graph[operand.value.node].value) >= least_year;
}

struct DateRules {
  const FormulaNode& node;
  Operands& operands;
  LoweringTools& tools;

  double literal(const TypedOperand& operand) const { return tools.graph[operand.value.node].value; }
  Unit years() const { return *tools.units.parse("year"); }
  Unit dates() const { return *tools.units.parse("date"); }

  void make_date(TypedOperand& operand) const {
    const double year = literal(operand);
    operand.value = Typed{};
    operand.value.unit = dates();
    operand.value.node = tools.graph.constant(base_of_year(year));
    operand.value.calendar_year = year;
  }
  // The coordinate as a number of years; false after an error.
  bool make_number(TypedOperand& operand) const {
    if (!operand.value.calendar_year) {
      tools.diagnostics.error("unit-mismatch", operand.tree.span, quoted(operand.tree.span) + " is a date, and `" + std::string(node.function->name) + "` wants a number",
                              "subtract a date to have a duration: `x - 2024`");
      return false;
    }
    const double year = *operand.value.calendar_year;
    operand.value = Typed{};
    operand.value.node = tools.graph.constant(year);
    return true;
  }
  DateOutcome refuse(const std::string& message, const std::string& help) const {
    tools.diagnostics.error("unit-mismatch", node.place, message, help);
    return {false, {}};
  }
  NodeId call(std::string_view function, NodeId a, NodeId b) const {
    const NodeId arguments[] = {a, b};
    return tools.graph.call(*find_function(function), arguments, node.place);
  }
  Typed moved(const TypedOperand& date, const TypedOperand& by, double sign) const;
  DateOutcome difference();
  DateOutcome shift();
};

// A coordinate moved by a whole number stays one: the year before 2024 is 2023.
Typed DateRules::moved(const TypedOperand& date, const TypedOperand& by, double sign) const {
  Typed result;
  result.unit = dates();
  if (by.value.literal && date.value.calendar_year) {
    result.calendar_year = *date.value.calendar_year + sign * literal(by);
    result.node = tools.graph.constant(base_of_year(*result.calendar_year));
    return result;
  }
  const NodeId duration = by.value.literal ? tools.graph.constant(literal(by) * seconds_per_year) : by.value.node;
  result.node = call(sign > 0 ? "+" : "-", date.value.node, duration);
  return result;
}

DateOutcome DateRules::difference() {
  const TypedOperand &a = operands[0], &b = operands[1];
  Typed result;
  result.unit = years();
  if (a.value.calendar_year && b.value.calendar_year) {
    result.node = tools.graph.constant((*a.value.calendar_year - *b.value.calendar_year) * seconds_per_year);
    result.soft_years = 1;
  } else {
    result.node = call("-", a.value.node, b.value.node);
  }
  return {true, result};
}

// A date and something that is none: a duration.
DateOutcome DateRules::shift() {
  const bool first = is_date(operands[0]);
  const TypedOperand &date = operands[first ? 0 : 1], &by = operands[first ? 1 : 0];
  const bool minus = node.function->name == "-";
  const bool duration = by.value.literal || tools.units.convertible(by.value.unit, years());
  if (!duration) {
    const bool pure = by.value.unit.is_pure_number();
    return refuse(quoted(date.tree.span) + " is a date and " + quoted(by.tree.span) + " is " + unit_in_words(by.value.unit) + ": they cannot be " + (minus ? "subtracted" : "added"),
                  pure ? "a duration has a unit, such as `2 [year]`" : "a date moves by a duration");
  }
  if (minus && !first) return refuse("a date cannot be subtracted from a duration", "a date less a duration is a date, two dates have a duration between them");
  return {true, moved(date, by, minus ? -1 : 1)};
}

}  // namespace

DateOutcome apply_date_rules(const FormulaNode& node, Operands& operands, LoweringTools& tools) {
  if (std::none_of(operands.begin(), operands.end(), is_date)) return {};
  DateRules rules{node, operands, tools};
  const std::string_view name = node.function->name;
  const UnitRule rule = node.function->units;
  const bool additive = name == "+" || name == "-";
  const bool takes_dates = additive || rule == UnitRule::compare || rule == UnitRule::choice || rule == UnitRule::logical ||
                           (rule == UnitRule::same && name != "sum" && name != "abs" && name != "negate");
  for (std::size_t i = rule == UnitRule::choice ? 1 : 0; i < operands.size(); ++i) {
    TypedOperand& operand = operands[i];
    if (takes_dates) {
      operand.value.zero = false;   // 0 is no date
      if (is_year(operand, tools.graph)) rules.make_date(operand);
    } else if (is_date(operand) && !rules.make_number(operand)) {
      return {false, {}};
    }
  }
  if (!additive) return {};
  if (is_date(operands[0]) && is_date(operands[1])) {
    if (name == "-") return rules.difference();
    return rules.refuse("two dates cannot be added", "subtract them to have the time between them");
  }
  return rules.shift();
}

}  // namespace botec
