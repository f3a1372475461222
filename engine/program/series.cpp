#include "program/series.h"

#include <cmath>

#include "program/crossing.h"
#include "text/calendar.h"
#include "text/number.h"

namespace botec {
namespace {

std::string in_backticks(std::string_view name) { return "`" + std::string(name) + "`"; }

std::optional<Typed> previous(SeriesCall& call) {
  const Typed& start = call.others[0];
  if (*call.step == 0) return start;
  auto before = call.argument(*call.step - 1);
  if (!before) return std::nullopt;
  UnitSystem& units = call.tools.units;
  if (!start.zero && !before->zero && !units.convertible(start.unit, before->unit)) {
    call.tools.diagnostics.error("unit-mismatch", call.node.place, quoted(call.argument_span) + " is " + unit_in_words(before->unit) + ", and what it starts from is " + unit_in_words(start.unit));
    return std::nullopt;
  }
  if (start.condition != before->condition) {
    call.tools.diagnostics.error("not-a-condition", call.node.place, "of " + quoted(call.argument_span) + " and what it starts from, one is a condition and the other a number");
    return std::nullopt;
  }
  before->literal = false;
  return before;
}

// The sum of the steps up to this one, each made once.
std::optional<Typed> cumulative(SeriesCall& call) {
  SeriesMemo& memo = *call.around.memo;
  std::size_t next = *call.step + 1;
  while (next > 0 && !memo.contains({&call.node, next - 1})) --next;
  std::optional<Typed> sum = next == 0 ? std::nullopt : memo[{&call.node, next - 1}];
  for (; next <= *call.step; ++next) {
    auto term = call.argument(next);
    if (term && next > 0 && sum) {
      const NodeId arguments[] = {sum->node, term->node};
      term->node = call.tools.graph.call(*find_function("+"), arguments, call.node.place);
    }
    sum = term;
    if (sum) sum->literal = sum->zero = false;
    memo[{&call.node, next}] = sum;
  }
  if (sum && (sum->condition || sum->unit.date)) {
    call.tools.diagnostics.error(sum->condition ? "not-a-condition" : "unit-mismatch", call.argument_span, "`cumulative` sums numbers, and " + quoted(call.argument_span) + " is " + (sum->condition ? "a condition" : "a date"));
    return std::nullopt;
  }
  return sum;
}

std::nullopt_t refuse(SeriesCall& call, std::string message, std::string help = {}) {
  call.tools.diagnostics.error("series", call.node.place, std::move(message), std::move(help));
  return std::nullopt;
}

// Where on the axis, in base units.
std::optional<double> place_of(SeriesCall& call) {
  const Axis& axis = *call.around.axis;
  const Typed& when = call.others[0];
  const auto value = call.tools.graph.known_value(when.node);
  if (!value) return refuse(call, "`at` wants a fixed place on the axis, and this one varies");
  if (when.literal) return axis.calendar ? base_of_year(*value) : *value * axis.unit.scale;
  if (!call.tools.units.convertible(when.unit, axis.unit)) {
    return refuse(call, "`at` wants a place on the axis of `" + axis.name + "`, which is " + unit_in_words(axis.unit) + ", and this is " + unit_in_words(when.unit));
  }
  return value;
}

std::optional<Typed> at(SeriesCall& call) {
  const Axis& axis = *call.around.axis;
  const auto place = place_of(call);
  if (!place) return std::nullopt;
  const double slack = 1e-9 * (axis.base[1] - axis.base[0]);
  std::size_t above = 0;
  while (above < axis.size() && axis.base[above] < *place - slack) ++above;
  if (above == axis.size() || *place < axis.base[0] - slack) {
    return refuse(call, "`at` looks outside of `over`, which goes from " + axis.labels.front() + " to " + axis.labels.back());
  }
  auto high = call.argument(above);
  if (!high) return std::nullopt;
  high->literal = false;
  if (std::abs(axis.base[above] - *place) <= slack) return high;
  auto low = call.argument(above - 1);
  if (!low || low->condition) return low;   // a condition holds from a step to the next
  low->calendar_year.reset();
  const auto make = [&](std::string_view function, NodeId a, NodeId b) {
    const NodeId arguments[] = {a, b};
    return call.tools.graph.call(*find_function(function), arguments, call.node.place);
  };
  const double weight = (*place - axis.base[above - 1]) / (axis.base[above] - axis.base[above - 1]);
  low->node = make("+", low->node, make("*", make("-", high->node, low->node), call.tools.graph.constant(weight)));
  return low;
}

}  // namespace

std::optional<Typed> lower_series_call(SeriesCall& call) {
  const std::string_view name = call.node.function->name;
  if (call.around.axis == nullptr && !call.around.complete) return std::nullopt;
  if (call.around.axis == nullptr) return refuse(call, in_backticks(name) + " needs a series, and the model has no `over:`", "add `over: {year: 2024 to 2035}`");
  if (name == "previous" || name == "cumulative") {
    if (!call.step) return refuse(call, in_backticks(name) + " is a series, and one value belongs here", "write `at(x, 2030)` for its value at a step");
    return name == "previous" ? previous(call) : cumulative(call);
  }
  // The same wherever the call stands.
  constexpr std::size_t nowhere = ~std::size_t{0};
  const auto known = call.around.memo->find({&call.node, nowhere});
  if (known != call.around.memo->end()) return known->second;
  const auto found = name == "at" ? at(call) : lower_crossing(call);
  (*call.around.memo)[{&call.node, nowhere}] = found;
  return found;
}

}  // namespace botec
