#include "program/continuity.h"

#include <algorithm>

namespace botec {
namespace {

bool jumps(const Function& f) { return f.bound != nullptr || f.units == UnitRule::compare || f.units == UnitRule::logical || f.units == UnitRule::sign || f.units == UnitRule::rounding; }

// Which nodes may be below zero, as far as signs tell: a difference always may.
std::vector<bool> find_negative(const Program& program) {
  using kernels::Table;
  const Graph& graph = program.graph;
  std::vector<bool> negative(graph.size(), true);
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    if (node.kind == GraphNode::Kind::constant) negative[id] = node.value < 0;
    if (node.kind == GraphNode::Kind::input) {
      const Sampler& sampler = program.drawn[node.input].sampler;
      negative[id] = support(sampler.distribution()).low * sampler.scale() < 0;
    }
    if (node.kind != GraphNode::Kind::call) continue;
    const Function& f = *node.function;
    if (f.unary == &Table::exp || f.unary == &Table::exp2 || f.unary == &Table::sqrt || f.unary == &Table::abs) negative[id] = false;
    const auto below = [&](NodeId a) { return negative[a]; };
    if (f.binary == &Table::add || f.binary == &Table::mul || f.binary == &Table::div || f.binary == &Table::min) negative[id] = std::any_of(node.arguments, node.arguments + node.arity, below);
    if (f.binary == &Table::max) negative[id] = std::all_of(node.arguments, node.arguments + node.arity, below);
    if (f.binary == &Table::pow) negative[id] = negative[node.arguments[0]];
  }
  return negative;
}

// A quotient jumps where its divisor changes sign, and a negative power like it.
bool divides_by_sign(const GraphNode& node, const Graph& graph, const std::vector<bool>& negative) {
  const auto varies = [&](NodeId id) { return graph[id].kind != GraphNode::Kind::constant; };
  const Function& f = *node.function;
  if (f.binary == &kernels::Table::div) return varies(node.arguments[1]) && negative[node.arguments[1]];
  return f.binary == &kernels::Table::pow && varies(node.arguments[0]) && negative[node.arguments[0]] && negative[node.arguments[1]];
}

// The smaller of the value and something that varies is, or is not, below a threshold whatever the value: that jumps.
bool bends_beside(const PathStep& step) {
  return (step.kind == PathStep::Kind::min || step.kind == PathStep::Kind::max) && step.a.varies;
}

void mark(std::optional<Conditioning>& conditioning, const std::vector<bool>& continuous, const std::vector<bool>& negative) {
  if (!conditioning || conditioning->crossing) return;
  const auto steady = [&](const Operand& operand) { return !operand.varies || continuous[operand.node]; };
  const auto signs = [&](const PathStep& s) { return s.kind == PathStep::Kind::divide && s.a.varies && negative[s.a.node]; };
  conditioning->continuous = std::all_of(conditioning->steps.begin(), conditioning->steps.end(),
                                         [&](const PathStep& s) { return steady(s.a) && steady(s.b) && !bends_beside(s) && !signs(s); });
}

// One per node of the graph: nothing on the way down to its inputs jumps.
std::vector<bool> find_continuous(const Program& program, const std::vector<bool>& negative) {
  const Graph& graph = program.graph;
  std::vector<bool> continuous(graph.size(), true);
  for (NodeId id = 0; id < graph.size(); ++id) {
    const GraphNode& node = graph[id];
    if (node.kind == GraphNode::Kind::input) continuous[id] = !has_atoms(program.drawn[node.input].sampler.distribution());
    if (node.kind != GraphNode::Kind::call) continue;
    continuous[id] = !jumps(*node.function) && !divides_by_sign(node, graph, negative) && std::all_of(node.arguments, node.arguments + node.arity, [&](NodeId a) { return continuous[a]; });
  }
  return continuous;
}

}  // namespace

void mark_continuity(Program& program) {
  const std::vector<bool> negative = find_negative(program), continuous = find_continuous(program, negative);
  for (ProgramOutput& output : program.outputs) {
    output.continuous = output.constant.has_value() || continuous[output.node];
    mark(output.conditioning, continuous, negative);
  }
  for (ProgramQuestion& question : program.questions) {
    mark(question.conditioning, continuous, negative);
    mark(question.less, continuous, negative);
  }
}

}  // namespace botec
