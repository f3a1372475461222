#include "program/paths.h"

#include <algorithm>
#include <cmath>

namespace botec {

SinglePaths::SinglePaths(const Graph& graph, NodeId root) : root_(root), count_(root + 1, 0), parent_(root + 1, root) {
  count_[root] = 1;
  for (NodeId id = root + 1; id-- > 0;) {   // arguments stand before their call
    const GraphNode& node = graph[id];
    for (int i = 0; i < node.arity && count_[id] > 0; ++i) {
      auto& count = count_[node.arguments[i]];
      count = static_cast<unsigned char>(std::min(2, count + count_[id]));
      parent_[node.arguments[i]] = id;
    }
  }
}

namespace {

using Kind = PathStep::Kind;

struct Step {
  const Program& program;
  const std::vector<Shape>& shapes;
  const GraphNode& node;
  int place;              // which argument the path goes down to
  bool negated = false;   // an odd number of `not` above

  const Shape& value() const { return shapes[node.arguments[place]]; }
  Operand operand(int i) const {
    const NodeId id = node.arguments[i];
    const bool constant = program.graph.is_constant(id);
    return {!constant, constant ? program.graph[id].value : 0, id, 0};
  }
  Operand other() const { return operand(1 - place); }

  std::optional<PathStep> plain(Kind kind) const { return PathStep{kind, {}, {}}; }
  std::optional<PathStep> beside(Kind kind) const { return PathStep{kind, other(), {}}; }
  std::optional<PathStep> bounded(Kind kind) const { return PathStep{kind, other(), {}, false, nullptr, 0, value().low, value().high}; }
  std::optional<PathStep> of_two() const;
  std::optional<PathStep> of_one() const;
  std::optional<PathStep> quotient() const;
  std::optional<PathStep> power() const;
  std::optional<PathStep> choice() const;
  std::optional<PathStep> comparison(bool& closed) const;
};

std::optional<PathStep> Step::quotient() const {
  if (place == 0) return beside(Kind::divide);
  // Zero itself is hit with probability 0 where the law has no atoms, and is not crossed.
  if (value().low < 0 && value().high > 0) return std::nullopt;
  auto step = beside(Kind::divide_into);
  step->negative = value().low < 0;
  return step;
}

std::optional<PathStep> Step::power() const {
  if (place == 1) {
    const Shape& base = shapes[node.arguments[0]];
    if (!(base.low >= 0)) return std::nullopt;
    return beside(Kind::power_into);
  }
  if (value().low >= 0) return beside(Kind::power);
  const Operand exponent = other();
  const bool odd = !exponent.varies && exponent.value > 0 && std::fmod(exponent.value, 2) == 1;
  return odd ? beside(Kind::odd_power) : std::nullopt;
}

std::optional<PathStep> Step::of_two() const {
  const std::string_view name = node.function->name;
  if (name == "+" || name == "sum" || name == "mean") return beside(Kind::add);
  if (name == "-") return beside(place == 0 ? Kind::subtract : Kind::subtract_from);
  if (name == "*") return beside(Kind::multiply);
  if (name == "/") return quotient();
  if (name == "^" || name == "pow") return power();
  if (name == "min") return bounded(Kind::min);
  if (name == "max") return bounded(Kind::max);
  if (name == "and") return beside(Kind::conjunction);
  if (name == "or") return beside(Kind::disjunction);
  return std::nullopt;
}

std::optional<PathStep> Step::of_one() const {
  const std::string_view name = node.function->name;
  const bool positive = value().low >= 0;
  if (name == "negate") return plain(Kind::negate);
  if (name == "exp") return plain(Kind::exp);
  if (name == "expm1") return plain(Kind::expm1);
  if (name == "not") return plain(Kind::negation);
  if (name == "log1p") return value().low >= -1 ? plain(Kind::log1p) : std::nullopt;
  if (name == "log") return positive ? plain(Kind::log) : std::nullopt;
  if (name == "log2") return positive ? plain(Kind::log2) : std::nullopt;
  if (name == "log10") return positive ? plain(Kind::log10) : std::nullopt;
  if (name == "sqrt") return positive ? plain(Kind::sqrt) : std::nullopt;
  return std::nullopt;
}

std::optional<PathStep> Step::choice() const {
  if (place == 0) return std::nullopt;
  return PathStep{place == 1 ? Kind::when_true : Kind::when_false, operand(0), operand(3 - place)};
}

std::optional<PathStep> Step::comparison(bool& closed) const {
  const std::string_view name = node.function->name;
  if (name == "==" || name == "!=") return std::nullopt;
  const bool less = name[0] == '<';
  closed = (name.size() == 2) != negated;   // not (v < a) is v >= a
  return beside(less == (place == 0) ? Kind::below : Kind::above);
}

}  // namespace

std::optional<Path> path_to(const Program& program, const std::vector<Shape>& shapes, const SinglePaths& paths, NodeId leaf) {
  std::vector<NodeId> way{leaf};   // up to the root
  while (way.back() != paths.root()) way.push_back(paths.parent(way.back()));
  Path path;
  bool negated = false;
  for (std::size_t i = way.size() - 1; i > 0; --i) {
    const GraphNode& node = program.graph[way[i]];
    const int place = static_cast<int>(std::find(node.arguments, node.arguments + node.arity, way[i - 1]) - node.arguments);
    const Step step{program, shapes, node, place, negated};
    std::optional<PathStep> found;
    if (node.function->units == UnitRule::compare) {
      found = step.comparison(path.closed);
    } else if (node.function->units == UnitRule::choice) {
      found = step.choice();
    } else if (node.function->name == "clamp") {
      // clamp(v, low, high) is min(max(v, low), high).
      if (place != 0) return std::nullopt;
      const Shape &value = step.value(), &low = shapes[node.arguments[1]];
      path.steps.push_back({Kind::min, step.operand(2), {}, false, find_function("min"), 0, std::max(value.low, low.low), std::max(value.high, low.high)});
      found = PathStep{Kind::max, step.operand(1), {}, false, find_function("max"), 0, value.low, value.high};
    } else {
      found = node.arity == 1 ? step.of_one() : node.arity == 2 ? step.of_two() : std::nullopt;
    }
    if (!found) return std::nullopt;
    negated = negated != (found->kind == Kind::negation);
    if (found->function == nullptr) {
      found->function = node.function;
      found->place = place;
    }
    path.steps.push_back(*found);
  }
  return path;
}

}  // namespace botec
