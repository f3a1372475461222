#include "program/crossing_conditioning.h"

#include <algorithm>
#include <set>

#include "distributions/family.h"

namespace botec {
namespace {

// What is integrated out, for the reader: an input, or what several of them have in common.
std::string in_words(const Program& program, const CrossingLaw& law) {
  if (law.along) return "`" + program.drawn[*law.along].name + "`";
  // The others stay sampled, and take no part in the direction.
  std::vector<const DrawnInput*> normals;
  std::vector<std::string> names;
  for (const std::uint32_t input : law.inputs) {
    const DrawnInput& drawn = program.drawn[input];
    if (!is_normal(drawn)) continue;
    normals.push_back(&drawn);
    if (std::find(names.begin(), names.end(), drawn.declared_name()) == names.end()) names.push_back(drawn.declared_name());
  }
  if (normals.size() == 1) return "`" + normals.front()->name + "`";
  constexpr std::size_t most = 4;
  if (names.size() > most) return "what " + std::to_string(names.size()) + " inputs have in common";
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "`" : i + 1 == names.size() ? " and `" : ", `") + names[i] + "`";
  return names.size() == 1 ? "what the steps of " + text + " have in common" : "what " + text + " have in common";
}

// Two values of which one is asked to come before the other, or with it where that is closed.
struct Order {
  NodeId first, second;
  bool before, closed;
};

// Also as `first(a, b) == a`.
std::optional<Order> order_of(const Graph& graph, NodeId node) {
  const GraphNode& compare = graph[node];
  if (compare.function == nullptr || compare.function->units != UnitRule::compare) return std::nullopt;
  const std::string_view name = compare.function->name;
  if (name == "!=") return std::nullopt;
  if (name != "==") return Order{compare.arguments[0], compare.arguments[1], name[0] == '<', name.size() == 2};
  for (const int place : {0, 1}) {
    const GraphNode& call = graph[compare.arguments[place]];
    const NodeId value = compare.arguments[1 - place];
    if (call.function == nullptr || call.arity != 2) continue;
    const bool least = call.function->binary == &kernels::Table::min;
    if (!least && call.function->binary != &kernels::Table::max) continue;
    if (call.arguments[0] != value && call.arguments[1] != value) continue;
    return Order{value, call.arguments[call.arguments[0] == value ? 1 : 0], least, true};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Bound> bound_of(const Graph& graph, NodeId node) {
  const GraphNode& compare = graph[node];
  if (compare.function == nullptr || compare.function->units != UnitRule::compare) return std::nullopt;
  const std::string_view name = compare.function->name;
  if (name == "==" || name == "!=") return std::nullopt;
  const int place = graph.is_constant(compare.arguments[0]) ? 1 : 0;
  if (!graph.is_constant(compare.arguments[1 - place])) return std::nullopt;
  return Bound{compare.arguments[place], graph[compare.arguments[1 - place]].value, (name[0] == '<') == (place == 0), name.size() == 2};
}

std::shared_ptr<const CrossingLaw> CrossingFinder::law_of(NodeId node) {
  const auto crossing = program_.graph.crossings().find(node);
  if (crossing == program_.graph.crossings().end()) return nullptr;
  const auto known = laws_.find(node);
  if (known != laws_.end()) return known->second;
  if (!forms_) forms_ = find_closed_forms(program_, true);
  return laws_[node] = crossing_law(program_, crossing->second, *forms_);
}

std::optional<Conditioning> CrossingFinder::of_output(NodeId node) {
  const auto law = law_of(node);
  if (!law) return std::nullopt;
  Conditioning result;
  Arguments standard;
  standard.numbers = {{"mean", 0}, {"sd", 1}};
  result.law = law->along ? program_.drawn[*law->along].sampler.distribution() : *make_distribution("normal", standard);
  // A distribution function that is a series or a search costs more than the points it saves.
  if (!law->exact() && !has_cheap_cdf(result.law)) return std::nullopt;
  result.value = in_words(program_, *law);
  result.exact = law->exact();
  result.continuous = std::none_of(law->others.begin(), law->others.end(), [&](const auto& other) { return has_atoms(program_.drawn[other.input].sampler.distribution()); });
  result.crossing = law;
  return result;
}

std::optional<Conditioning> CrossingFinder::of_bound(const Bound& bound) {
  auto result = of_output(bound.value);
  if (!result) return std::nullopt;
  result->limit = bound.constant;
  result->below = bound.upper;
  result->closed = bound.closed;
  return result;
}

// Neither the node's inputs nor what they are correlated with take part in the law.
bool CrossingFinder::stands_apart(NodeId node, const CrossingLaw& law) const {
  std::set<std::uint32_t> near(law.inputs.begin(), law.inputs.end());
  for (const CopulaGroup& group : program_.copulas) {
    const bool meets = std::any_of(group.inputs.begin(), group.inputs.end(), [&](std::uint32_t i) { return near.contains(i); });
    if (meets) near.insert(group.inputs.begin(), group.inputs.end());
  }
  const auto needed = needed_nodes(program_.graph, {node});
  for (NodeId id = 0; id < needed.size(); ++id) {
    const GraphNode& input = program_.graph[id];
    if (needed[id] && input.kind == GraphNode::Kind::input && near.contains(input.input)) return false;
  }
  return true;
}

// A crossing with an exact law, before or behind another one that has nothing to do with it.
std::optional<Conditioning> CrossingFinder::of_comparison(NodeId node) {
  const auto order = order_of(program_.graph, node);
  if (!order) return std::nullopt;
  for (const bool swapped : {false, true}) {
    const NodeId known = swapped ? order->second : order->first, other = swapped ? order->first : order->second;
    const auto law = law_of(known);
    if (!law || !law->exact() || !program_.graph.crossings().contains(other) || !stands_apart(other, *law)) continue;
    auto result = of_output(known);
    if (!result) continue;
    const bool below = order->before != swapped;
    PathStep compare{below ? PathStep::Kind::below : PathStep::Kind::above, {true, 0, other}, {}};
    result->steps.push_back(compare);
    result->below = below;
    result->closed = order->closed;
    result->exact = false;   // the other one is found between the steps too; where it jumps, to never, the probabilities show
    return result;
  }
  return std::nullopt;
}

bool CrossingFinder::answer(ProgramQuestion& question) {
  if (program_.graph.crossings().empty()) return false;
  if (const auto bound = bound_of(program_.graph, question.node)) {
    question.conditioning = of_bound(*bound);
    return question.conditioning.has_value();
  }
  if ((question.conditioning = of_comparison(question.node))) return true;
  const GraphNode& both = program_.graph[question.node];
  if (both.function == nullptr || both.function->name != "and") return false;
  auto upper = bound_of(program_.graph, both.arguments[0]), lower = bound_of(program_.graph, both.arguments[1]);
  if (!upper || !lower || upper->value != lower->value || upper->upper == lower->upper) return false;
  if (!upper->upper) std::swap(upper, lower);
  if (!(lower->constant < upper->constant)) return false;
  // P(a < x and x < b) = P(x < b) - P(x <= a)
  question.conditioning = of_bound(*upper);
  question.less = of_bound({lower->value, lower->constant, true, !lower->closed});
  return question.conditioning.has_value();
}

}  // namespace botec
