#include "program/crossing_conditioning.h"

#include <algorithm>

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

bool CrossingFinder::answer(ProgramQuestion& question) {
  if (program_.graph.crossings().empty()) return false;
  if (const auto bound = bound_of(program_.graph, question.node)) {
    question.conditioning = of_bound(*bound);
    return question.conditioning.has_value();
  }
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
