#include "program/crossing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "program/validity.h"

namespace botec {
namespace {

// What is compared at the step before the one where the condition first holds, at that step, and at three steps in a row that the
// two are among.
struct Bracket {
  static constexpr std::size_t before = 0, behind = 1, row = 2;
  std::array<NodeId, 5> a, b;
};

struct Crossing {
  SeriesCall& call;
  const Axis& axis = *call.around.axis;
  std::vector<Typed> steps = {};

  NodeId constant(double value) { return call.tools.graph.constant(value); }
  NodeId never() { return constant(call.tools.graph.ends_at_horizon() ? axis.base.back() : std::numeric_limits<double>::infinity()); }
  NodeId make(std::string_view function, NodeId a) { return call.tools.graph.call(*find_function(function), std::array{a}, call.node.place); }
  NodeId make(std::string_view function, NodeId a, NodeId b) { return call.tools.graph.call(*find_function(function), std::array{a, b}, call.node.place); }
  NodeId choose(NodeId condition, NodeId a, NodeId b) {
    if (a == b) return a;
    if (call.tools.graph.is_constant(condition)) return call.tools.graph[condition].value != 0 ? a : b;
    return call.tools.graph.call(*find_function("if"), std::array{condition, a, b}, call.node.place);
  }
  bool compares() const;
  NodeId unless_invalid(std::size_t step, NodeId otherwise);
  NodeId first_step();
  NodeId interpolated();
  void mark(NodeId result);
  NodeId fraction(const Bracket& bracket);
};

// A threshold is passed between steps; being equal is not.
bool Crossing::compares() const {
  for (const Typed& step : steps) {
    if (!step.compared || step.compared->function->name == "==" || step.compared->function->name == "!=") return false;
  }
  return true;
}

// A comparison with what is no number fails, which would be a silent answer: such a trial has no crossing either.
NodeId Crossing::unless_invalid(std::size_t step, NodeId otherwise) {
  for (const NodeId operand : compared_values(call.tools.graph, steps[step].node)) {
    otherwise = choose(make("==", operand, operand), otherwise, operand);
  }
  return otherwise;
}

NodeId Crossing::first_step() {
  NodeId result = never();
  for (std::size_t k = steps.size(); k-- > 0;) result = choose(steps[k].node, constant(axis.base[k]), unless_invalid(k, result));
  return result;
}

// How far between the two steps a - b, or log a - log b, is zero: by the scale in which the three values are straighter.
NodeId Crossing::fraction(const Bracket& bracket) {
  std::array<NodeId, 5> plain{}, logarithm{};
  NodeId least = bracket.a[0];
  for (std::size_t i = 0; i < plain.size(); ++i) {
    plain[i] = make("-", bracket.a[i], bracket.b[i]);
    logarithm[i] = make("-", make("log", bracket.a[i]), make("log", bracket.b[i]));
    least = make("min", make("min", least, bracket.a[i]), bracket.b[i]);
  }
  using Differences = std::array<NodeId, 5>;
  const auto slope = [&](const Differences& d) { return make("-", d[Bracket::behind], d[Bracket::before]); };
  const auto bend = [&](const Differences& d) {
    return make("abs", make("-", make("+", d[Bracket::row], d[Bracket::row + 2]), make("*", constant(2), d[Bracket::row + 1])));
  };
  const auto zero = [&](const Differences& d) { return make("/", make("negate", d[Bracket::before]), slope(d)); };
  NodeId by_logarithm = make(">", least, constant(0));
  if (call.tools.graph.is_constant(by_logarithm) && call.tools.graph[by_logarithm].value == 0) return zero(plain);
  if (steps.size() > 2) {   // of two values nothing says how they bend, and what is positive grows by factors more often than not
    const NodeId straighter = make("<", make("*", bend(logarithm), make("abs", slope(plain))), make("*", bend(plain), make("abs", slope(logarithm))));
    by_logarithm = make("and", by_logarithm, straighter);
  }
  return choose(by_logarithm, zero(logarithm), zero(plain));
}

// From the last step to the first, what the earliest crossing needs is carried along. Where there is none, any finite values will do
// beside an infinite beginning.
NodeId Crossing::interpolated() {
  const std::size_t last = steps.size() - 1;
  NodeId begin = never(), width = constant(1);
  const bool fixed = std::all_of(steps.begin(), steps.end(), [&](const Typed& s) { return s.compared->b == steps[0].compared->b; });
  Bracket bracket;
  for (std::size_t i = 0; i < bracket.a.size(); ++i) {
    bracket.a[i] = constant(i == Bracket::behind || i + 1 == bracket.a.size() ? 3 : 1);
    bracket.b[i] = fixed ? steps[0].compared->b : constant(2);
  }
  for (std::size_t k = last; k >= 1; --k) {
    const NodeId holds = steps[k].node;
    begin = choose(holds, constant(axis.base[k - 1]), unless_invalid(k, begin));
    width = choose(holds, constant(axis.base[k] - axis.base[k - 1]), width);
    const std::size_t row = k >= 2 ? k - 2 : 0;
    const std::array<std::size_t, 5> places = {k - 1, k, row, std::min(row + 1, last), std::min(row + 2, last)};
    for (std::size_t i = 0; i < places.size(); ++i) {
      bracket.a[i] = choose(holds, steps[places[i]].compared->a, bracket.a[i]);
      bracket.b[i] = choose(holds, steps[places[i]].compared->b, bracket.b[i]);
    }
  }
  const bool never = call.tools.graph.is_constant(begin) && std::isinf(call.tools.graph[begin].value);
  const NodeId between = never ? begin : make("+", begin, make("*", fraction(bracket), width));
  return choose(steps[0].node, constant(axis.base[0]), unless_invalid(0, between));
}

// For what can find the law of a crossing without its calls.
void Crossing::mark(NodeId result) {
  if (call.tools.graph.is_constant(result)) return;
  GraphCrossing crossing;
  crossing.at = axis.base;
  const std::string_view name = steps[0].compared->function->name;
  crossing.rising = name[0] == '>';
  for (const Typed& step : steps) {
    if (step.compared->function->name[0] != name[0]) return;
    crossing.a.push_back(step.compared->a);
    crossing.b.push_back(step.compared->b);
    crossing.holds.push_back(step.node);
  }
  call.tools.graph.mark_crossing(result, std::move(crossing));
}

}  // namespace

std::optional<Typed> lower_crossing(SeriesCall& call) {
  Crossing crossing{call};
  const Axis& axis = *call.around.axis;
  for (std::size_t k = 0; k < axis.size(); ++k) {
    const auto step = call.argument(k);
    if (!step) return std::nullopt;
    if (!step->condition) {
      call.tools.diagnostics.error("not-a-condition", call.argument_span, "`crossing` wants a condition, and " + quoted(call.argument_span) + " is a number",
                                   "compare it, as in `crossing(x >= 1)`");
      return std::nullopt;
    }
    crossing.steps.push_back(*step);
  }
  Typed result;
  result.unit = axis.unit;
  result.node = crossing.compares() ? crossing.interpolated() : crossing.first_step();
  if (call.tools.graph.is_constant(result.node) && call.tools.graph[result.node].value < std::numeric_limits<double>::infinity()) return result;
  if (call.tools.graph.ends_at_horizon()) return result;
  if (crossing.compares()) crossing.mark(result.node);
  const std::string horizon = axis.labels.back() + (axis.calendar || to_text(axis.unit).empty() ? "" : " " + to_text(axis.unit));
  call.tools.graph.mark_infinite(result.node, {quoted(call.argument_span) + " does not hold by " + horizon, "after " + horizon, true, axis.base.back()});
  return result;
}

}  // namespace botec
