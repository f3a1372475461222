#include "program/allocate.h"

namespace botec {
namespace {

constexpr NodeId forever = 0xFFFFFFFF;

// The last node that reads each node's value; `forever` for roots, inputs and constants, whose registers are not reused.
std::vector<NodeId> last_uses(const Graph& graph, const std::vector<bool>& needed, const std::vector<NodeId>& roots) {
  std::vector<NodeId> last(graph.size(), 0);
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    if (node.kind != GraphNode::Kind::call) {
      last[id] = forever;
    } else if (needed[id]) {
      for (int i = 0; i < node.arity; ++i) {
        if (last[node.arguments[i]] != forever) last[node.arguments[i]] = id;
      }
    }
  }
  for (const NodeId root : roots) last[root] = forever;
  return last;
}

}  // namespace

Allocation allocate(const Graph& graph, const std::vector<NodeId>& roots, std::uint32_t input_count) {
  const auto needed = needed_nodes(graph, roots);
  const auto last = last_uses(graph, needed, roots);
  Allocation result;
  result.register_of.resize(graph.size());
  result.register_count = input_count;
  std::vector<Register> free;
  for (NodeId id = 0; id < graph.size(); ++id) {
    if (!needed[id]) continue;
    const GraphNode& node = graph[id];
    if (node.kind == GraphNode::Kind::input) {
      result.register_of[id] = node.input;
      continue;
    }
    if (node.kind == GraphNode::Kind::constant) {
      result.register_of[id] = result.register_count++;
      result.presets.push_back({result.register_of[id], node.value});
      continue;
    }
    Instruction instruction{node.function, 0, {0, 0, 0}, node.arity, node.place};
    for (int i = 0; i < node.arity; ++i) {
      const NodeId argument = node.arguments[i];
      instruction.in[i] = result.register_of[argument];
      // Kernels may write where they read, so an argument that dies here can lend its register to the result.
      bool repeated = false;
      for (int j = 0; j < i; ++j) repeated = repeated || node.arguments[j] == argument;
      if (last[argument] == id && !repeated) free.push_back(result.register_of[argument]);
    }
    if (free.empty()) {
      instruction.out = result.register_count++;
    } else {
      instruction.out = free.back();
      free.pop_back();
    }
    result.register_of[id] = instruction.out;
    result.code.push_back(instruction);
  }
  return result;
}

}  // namespace botec
