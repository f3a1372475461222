#include "program/validity.h"

#include <vector>

namespace botec {

std::set<NodeId> compared_values(const Graph& graph, NodeId condition) {
  std::set<NodeId> operands;
  std::vector<NodeId> open{condition};
  std::set<NodeId> seen;
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second || graph[id].kind != GraphNode::Kind::call) continue;
    const GraphNode& node = graph[id];
    for (int i = 0; i < node.arity; ++i) {
      if (node.function->units != UnitRule::compare) {
        open.push_back(node.arguments[i]);
      } else if (graph[node.arguments[i]].kind == GraphNode::Kind::call) {
        operands.insert(node.arguments[i]);
      }
    }
  }
  return operands;
}

std::optional<NodeId> validity(Graph& graph, NodeId condition) {
  std::optional<NodeId> result;
  for (const NodeId operand : compared_values(graph, condition)) {
    const NodeId self[] = {operand, operand};
    const NodeId valid = graph.call(*find_function("=="), self, graph[operand].place);
    const NodeId both[] = {result.value_or(valid), valid};
    result = result ? graph.call(*find_function("and"), both, graph[operand].place) : valid;
  }
  return result;
}

}  // namespace botec
