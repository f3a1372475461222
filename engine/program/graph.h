// The formulas as one graph of values, before registers exist: constants folded, equal sub-expressions shared.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "formula/function.h"
#include "text/diagnostic.h"

namespace botec {

using NodeId = std::uint32_t;

struct GraphNode {
  enum class Kind { constant, input, call };
  Kind kind = Kind::constant;
  double value = 0;                    // of a constant, and of what is known
  bool known = false;                  // an input that never varies but was kept as one, or what follows from such
  std::uint32_t input = 0;             // input: which
  const Function* function = nullptr;  // call
  NodeId arguments[3] = {0, 0, 0};
  std::uint8_t arity = 0;
  Span place;
};

// What an infinite value says where one is meant: a moment that never comes, a doubling of what does not grow. Such a value counts as
// larger (or smaller) than every number, instead of as a fault.
struct Infinity {
  std::string cause;               // "the condition does not hold by 2035"
  std::string shown;               // in the place of a number: "after 2035"
  bool never = false;              // a time that does not come
  std::optional<double> stand_in;  // a number, in base units, for what cannot do without one: shares of a variance
};

// A value that says when, along an axis, one series first passes another: their values at each step, and whether the condition holds
// there. What cannot be told any more is left to the calls that the value is made of.
struct GraphCrossing {
  std::vector<NodeId> a, b, holds;   // per step
  std::vector<double> at;            // the steps' places, in base units
  bool rising = true;                // a > b or a >= b
};

class Graph {
 public:
  NodeId constant(double value);
  // `known`: the value of an input that does not vary but must stay an input, because others will stand in its place.
  NodeId input(std::uint32_t index, std::optional<double> known = {});
  // One call of one kernel. Folds constants, finds an equal call that already stands.
  NodeId call(const Function& function, std::span<const NodeId> arguments, const Span& place);

  const GraphNode& operator[](NodeId id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }
  bool is_constant(NodeId id) const { return nodes_[id].kind == GraphNode::Kind::constant; }
  // The value of a constant, or of what is known.
  std::optional<double> known_value(NodeId id) const {
    return is_constant(id) || nodes_[id].known ? std::optional<double>(nodes_[id].value) : std::nullopt;
  }

  // Moments that never come count as the horizon itself: for what must be finite, such as shares of a variance.
  void end_at_horizon() { ends_at_horizon_ = true; }
  bool ends_at_horizon() const { return ends_at_horizon_; }

  // A value that is meant to be infinite in some trials; so is what is computed from it.
  void mark_infinite(NodeId id, Infinity infinity) { infinities_.insert_or_assign(id, std::move(infinity)); }
  const std::map<NodeId, Infinity>& infinities() const { return infinities_; }

  void mark_crossing(NodeId id, GraphCrossing crossing) { crossings_.insert_or_assign(id, std::move(crossing)); }
  const std::map<NodeId, GraphCrossing>& crossings() const { return crossings_; }

 private:
  NodeId add(GraphNode node, std::uint64_t hash);
  bool same(const GraphNode& a, const GraphNode& b) const;

  std::vector<GraphNode> nodes_;   // arguments always stand before their call
  std::unordered_multimap<std::uint64_t, NodeId> index_;
  std::map<NodeId, Infinity> infinities_;
  std::map<NodeId, GraphCrossing> crossings_;
  bool ends_at_horizon_ = false;
};

// One call on single numbers, by the same kernel that blocks go through.
double evaluate_call(const Function& function, const double* arguments);

// The values of all nodes for given values of the inputs (in the graph's numbering): the obvious evaluator, for
// point estimates and for finding where a NaN began.
std::vector<double> evaluate_graph(const Graph& graph, std::span<const double> inputs);

// Per node, the values meant to be infinite in some trials that may make it infinite; none where it may not be. A comparison with what
// is infinite is as good as any other.
std::vector<std::vector<NodeId>> possible_infinities(const Graph& graph);
// What an infinite value says that rests on these.
Infinity infinity_of(const Graph& graph, const std::vector<NodeId>& sources);

// Which nodes the roots need.
std::vector<bool> needed_nodes(const Graph& graph, const std::vector<NodeId>& roots);

// Where a value of `root` that is not finite came from: down through arguments that are not finite to a call whose own are. For
// a condition, which is false when an operand is not a number: the first NaN below it. Nothing when all is finite.
std::optional<NodeId> non_finite_origin(const Graph& graph, NodeId root, const std::vector<double>& values);

// How many values the kernel of a function takes (1, 2 or 3).
std::uint8_t kernel_arity(const Function& function);

}  // namespace botec
