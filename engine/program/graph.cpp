#include "program/graph.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <utility>

namespace botec {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);  // 2^64 / golden ratio, spreads small integers
  return hash;
}

}  // namespace

std::uint8_t kernel_arity(const Function& function) {
  if (function.takes_one()) return 1;
  return function.binary != nullptr ? 2 : 3;
}

double evaluate_call(const Function& function, const double* arguments) {
  const kernels::Table& table = kernels::active();
  double out = 0;
  switch (kernel_arity(function)) {
    case 1: {
      const Function* const alone = &function;
      double* const to = &out;
      if (function.bound != nullptr) function.bound(&alone, &to, 1, arguments, 1);
      else (table.*function.unary)(&out, arguments, 1);
      break;
    }
    case 2: (table.*function.binary)(&out, arguments, arguments + 1, 1); break;
    default: (table.*function.ternary)(&out, arguments, arguments + 1, arguments + 2, 1); break;
  }
  return out;
}

bool Graph::same(const GraphNode& a, const GraphNode& b) const {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case GraphNode::Kind::constant:
      return std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
    case GraphNode::Kind::input: return a.input == b.input;
    default: break;
  }
  if (a.function != b.function) return false;
  for (int i = 0; i < a.arity; ++i) {
    if (a.arguments[i] != b.arguments[i]) return false;
  }
  return true;
}

NodeId Graph::add(GraphNode node, std::uint64_t hash) {
  const auto [begin, end] = index_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    if (same(nodes_[it->second], node)) return it->second;
  }
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(std::move(node));
  index_.emplace(hash, id);
  return id;
}

NodeId Graph::constant(double value) {
  GraphNode node;
  node.value = value;
  return add(node, mix(1, std::bit_cast<std::uint64_t>(value)));
}

NodeId Graph::input(std::uint32_t index, std::optional<double> known) {
  GraphNode node;
  node.kind = GraphNode::Kind::input;
  node.input = index;
  node.known = known.has_value();
  node.value = known.value_or(0);
  return add(node, mix(2, index));
}

NodeId Graph::call(const Function& function, std::span<const NodeId> arguments, const Span& place) {
  GraphNode node;
  node.kind = GraphNode::Kind::call;
  node.function = &function;
  node.arity = static_cast<std::uint8_t>(arguments.size());
  node.place = place;
  bool folds = true, known = true;
  double values[3] = {0, 0, 0};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    node.arguments[i] = arguments[i];
    folds = folds && is_constant(arguments[i]);
    known = known && known_value(arguments[i]).has_value();
    values[i] = nodes_[arguments[i]].value;
  }
  if (folds) {
    const double value = evaluate_call(function, values);
    // A constant that is not finite stays a call, so that the place of the operation is not lost.
    if (value - value == 0) return constant(value);
  } else if (known) {
    node.known = true;
    node.value = evaluate_call(function, values);
  }
  if (function.commutes && node.arguments[0] > node.arguments[1]) std::swap(node.arguments[0], node.arguments[1]);
  std::uint64_t hash = mix(3, reinterpret_cast<std::uintptr_t>(&function));
  for (int i = 0; i < node.arity; ++i) hash = mix(hash, node.arguments[i]);
  return add(std::move(node), hash);
}

std::vector<double> evaluate_graph(const Graph& graph, std::span<const double> inputs) {
  std::vector<double> values(graph.size());
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    switch (node.kind) {
      case GraphNode::Kind::constant: values[id] = node.value; break;
      case GraphNode::Kind::input: values[id] = inputs[node.input]; break;
      case GraphNode::Kind::call: {
        double arguments[3] = {0, 0, 0};
        for (int i = 0; i < node.arity; ++i) arguments[i] = values[node.arguments[i]];
        values[id] = evaluate_call(*node.function, arguments);
        break;
      }
    }
  }
  return values;
}

std::vector<std::vector<NodeId>> possible_infinities(const Graph& graph) {
  std::vector<std::vector<NodeId>> result(graph.size());
  if (graph.infinities().empty()) return result;
  for (const auto& [id, infinity] : graph.infinities()) result[id] = {id};
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    if (node.kind != GraphNode::Kind::call || node.function->units == UnitRule::compare || node.function->units == UnitRule::logical) continue;
    if (!result[id].empty()) continue;   // what makes up a time that may never come is its own affair
    for (int i = node.function->units == UnitRule::choice ? 1 : 0; i < node.arity; ++i) {
      const std::vector<NodeId>& sources = result[node.arguments[i]];
      std::vector<NodeId> both;
      std::set_union(result[id].begin(), result[id].end(), sources.begin(), sources.end(), std::back_inserter(both));
      result[id] = std::move(both);
    }
  }
  return result;
}

Infinity infinity_of(const Graph& graph, const std::vector<NodeId>& sources) {
  Infinity result = graph.infinities().at(sources.front());
  if (sources.size() < 2) return result;
  std::vector<std::string> causes;
  for (const NodeId id : sources) {
    const Infinity& infinity = graph.infinities().at(id);
    if (std::find(causes.begin(), causes.end(), infinity.cause) == causes.end()) causes.push_back(infinity.cause);
    if (infinity.shown != result.shown) result.shown = "never";
    result.never = result.never && infinity.never;
    if (infinity.stand_in != result.stand_in) result.stand_in.reset();
  }
  if (causes.size() < 2) return result;
  result.cause = "it is not finite, because times that it rests on do not come (";
  for (std::size_t i = 0; i < causes.size(); ++i) result.cause += (i == 0 ? "" : "; ") + causes[i];
  result.cause += ")";
  return result;
}

std::vector<bool> needed_nodes(const Graph& graph, const std::vector<NodeId>& roots) {
  std::vector<bool> needed(graph.size(), false);
  for (const NodeId root : roots) needed[root] = true;
  for (NodeId id = static_cast<NodeId>(graph.size()); id-- > 0;) {   // arguments stand before their call
    if (!needed[id]) continue;
    const GraphNode& node = graph[id];
    for (int i = 0; i < node.arity; ++i) needed[node.arguments[i]] = true;
  }
  return needed;
}

// Where a non-finite value of `root` came from: down through the arguments that are not finite, to a call whose own are.
std::optional<NodeId> non_finite_origin(const Graph& graph, NodeId root, const std::vector<double>& values) {
  if (std::isfinite(values[root])) {   // a condition: false because an operand was not a number
    const auto needed = needed_nodes(graph, {root});
    for (NodeId id = 0; id < graph.size(); ++id) {
      if (needed[id] && std::isnan(values[id])) return id;
    }
    return std::nullopt;
  }
  for (NodeId id = root;;) {
    const GraphNode& node = graph[id];
    std::optional<NodeId> next;
    const bool choice = node.function != nullptr && node.function->units == UnitRule::choice;
    const double* condition = choice ? &values[node.arguments[0]] : nullptr;
    for (int i = choice ? 1 : 0; i < node.arity && !next; ++i) {
      const bool chosen = condition == nullptr || (*condition != 0) == (i == 1);
      if (chosen && !std::isfinite(values[node.arguments[i]])) next = node.arguments[i];
    }
    if (!next) return id;
    id = *next;
  }
}

}  // namespace botec
