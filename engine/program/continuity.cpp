#include "program/continuity.h"

#include <algorithm>

namespace botec {
namespace {

bool jumps(const Function& f) { return f.bound != nullptr || f.units == UnitRule::compare || f.units == UnitRule::logical || f.units == UnitRule::sign || f.units == UnitRule::rounding; }

void mark(std::optional<Conditioning>& conditioning, const std::vector<bool>& continuous) {
  if (!conditioning || conditioning->crossing) return;
  const auto steady = [&](const Operand& operand) { return !operand.varies || continuous[operand.node]; };
  conditioning->continuous = std::all_of(conditioning->steps.begin(), conditioning->steps.end(), [&](const PathStep& s) { return steady(s.a) && steady(s.b); });
}

}  // namespace

std::vector<bool> find_continuous(const Program& program) {
  const Graph& graph = program.graph;
  std::vector<bool> continuous(graph.size(), true);
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    if (node.kind == GraphNode::Kind::input) continuous[id] = !has_atoms(program.drawn[node.input].sampler.distribution());
    if (node.kind != GraphNode::Kind::call) continue;
    continuous[id] = !jumps(*node.function) && std::all_of(node.arguments, node.arguments + node.arity, [&](NodeId a) { return continuous[a]; });
  }
  return continuous;
}

void mark_continuity(Program& program) {
  const std::vector<bool> continuous = find_continuous(program);
  for (ProgramOutput& output : program.outputs) {
    output.continuous = output.constant.has_value() || continuous[output.node];
    mark(output.conditioning, continuous);
  }
  for (ProgramQuestion& question : program.questions) {
    mark(question.conditioning, continuous);
    mark(question.less, continuous);
  }
}

}  // namespace botec
