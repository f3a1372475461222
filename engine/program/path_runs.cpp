#include "program/path_runs.h"

#include <algorithm>
#include <string_view>

namespace botec {
namespace {

using Kind = PathStep::Kind;

// Products or sums: what the two have in common.
struct RunKind {
  Kind forward, backward;                  // v · a and v / a, v + a and v - a
  std::string_view combine, undo;          // "*" and "/", "+" and "-"
  bool logarithmic;                        // the closed forms that may join
};

constexpr RunKind products{Kind::multiply, Kind::divide, "*", "/", true};
constexpr RunKind sums{Kind::add, Kind::subtract, "+", "-", false};

bool belongs(const PathStep& step, const RunKind& run) { return step.kind == run.forward || step.kind == run.backward; }

struct Factor {
  NodeId node;
  bool undone;   // divides, or is subtracted
};

// The factors of a product of products, the terms of a sum of sums; those with a closed form of their own stay whole.
void expand(const Graph& graph, const std::vector<std::optional<ClosedForm>>& forms, Factor factor, const RunKind& run, std::vector<Factor>& out) {
  constexpr std::size_t most = 64;
  const GraphNode& node = graph[factor.node];
  const bool known = factor.node < forms.size() && forms[factor.node] && !forms[factor.node]->weights.empty();
  const bool combines = node.function != nullptr && node.arity == 2 && (node.function->name == run.combine || node.function->name == run.undo);
  if (known || !combines || out.size() >= most) {
    out.push_back(factor);
    return;
  }
  const bool undoes = node.function->name == run.undo;
  expand(graph, forms, {node.arguments[0], factor.undone}, run, out);
  expand(graph, forms, {node.arguments[1], factor.undone != undoes}, run, out);
}

// One node for what is left of a run; its operand takes the place of all of them.
std::optional<PathStep> one_step(Graph& graph, const std::vector<Factor>& factors, const RunKind& run, const Span& place) {
  std::optional<NodeId> forward, backward;
  for (const Factor& factor : factors) {
    auto& side = factor.undone ? backward : forward;
    const NodeId both[] = {side.value_or(factor.node), factor.node};
    side = side ? graph.call(*find_function(run.combine), both, place) : factor.node;
  }
  if (!forward && !backward) return std::nullopt;
  const NodeId both[] = {forward.value_or(0), backward.value_or(0)};
  const NodeId node = forward && backward ? graph.call(*find_function(run.undo), both, place) : forward ? *forward : *backward;
  const bool constant = graph.is_constant(node);
  PathStep step{forward ? run.forward : run.backward, {!constant, constant ? graph[node].value : 0, node, 0}, {}};
  step.function = find_function(forward ? run.combine : run.undo);
  return step;
}

// Moves the factors that may be integrated out with the value from the run to the value.
std::optional<JoinedValue> join_run(const std::vector<std::optional<ClosedForm>>& forms, NodeId value, const MayJoin& may_join,
                                    std::vector<Factor>& factors) {
  const auto joins = [&](const Factor& f) {
    return f.node < forms.size() && forms[f.node] && forms[f.node]->logarithmic == forms[value]->logarithmic && !forms[f.node]->weights.empty();
  };
  JoinedValue joined{*forms[value], {value}};
  std::vector<Factor> rest;
  for (const Factor& factor : factors) {
    std::vector<NodeId> nodes = joined.nodes;
    nodes.push_back(factor.node);
    if (!joins(factor) || !may_join(nodes)) {
      rest.push_back(factor);
      continue;
    }
    joined.nodes = std::move(nodes);
    joined.form = combine(joined.form, *forms[factor.node], factor.undone ? -1 : 1);
  }
  factors = std::move(rest);
  return joined.nodes.size() > 1 ? std::optional<JoinedValue>(std::move(joined)) : std::nullopt;
}

}  // namespace

std::optional<JoinedValue> gather_runs(Program& program, const std::vector<std::optional<ClosedForm>>& forms, NodeId value,
                                       const MayJoin& may_join, std::vector<PathStep>& steps) {
  std::optional<JoinedValue> joined;
  std::vector<PathStep> result;   // from the value up
  for (std::size_t end = steps.size(); end > 0;) {
    const RunKind* run = belongs(steps[end - 1], products) ? &products : belongs(steps[end - 1], sums) ? &sums : nullptr;
    if (run == nullptr) {
      result.push_back(steps[--end]);
      continue;
    }
    const bool at_value = end == steps.size();
    std::vector<Factor> factors;
    for (; end > 0 && belongs(steps[end - 1], *run); --end) {
      expand(program.graph, forms, {steps[end - 1].a.node, steps[end - 1].kind == run->backward}, *run, factors);
    }
    const bool same_law = forms[value] && !forms[value]->weights.empty() && forms[value]->logarithmic == run->logarithmic;
    if (at_value && same_law) joined = join_run(forms, value, may_join, factors);
    const Span place = program.graph[value].place;
    if (const auto step = one_step(program.graph, factors, *run, place)) result.push_back(*step);
  }
  steps.assign(result.rbegin(), result.rend());
  return joined;
}

}  // namespace botec
