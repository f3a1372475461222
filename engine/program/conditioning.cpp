#include "program/conditioning.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "distributions/family.h"
#include "program/closed_form.h"
#include "program/crossing_conditioning.h"
#include "program/path_runs.h"
#include "program/paths.h"
#include "program/program.h"
#include "program/shape.h"

namespace botec {
namespace {

using Kind = PathStep::Kind;

bool logical(Kind kind) { return kind == Kind::negation || kind == Kind::conjunction || kind == Kind::disjunction; }
bool comparing(Kind kind) { return kind == Kind::below || kind == Kind::above; }

// A question is `and`, `or`, `not` down to one comparison and arithmetic below it; an output is arithmetic alone.
bool well_formed(const std::vector<PathStep>& steps, bool question) {
  const auto compare = std::find_if(steps.begin(), steps.end(), [](const PathStep& s) { return comparing(s.kind); });
  if (question == (compare == steps.end())) return false;
  const auto rest = question ? compare + 1 : steps.begin();
  return std::all_of(steps.begin(), question ? compare : steps.begin(), [](const PathStep& s) { return logical(s.kind); }) &&
         std::none_of(rest, steps.end(), [](const PathStep& s) { return logical(s.kind) || comparing(s.kind); });
}

bool clamping(Kind kind) { return kind == Kind::min || kind == Kind::max; }

bool makes_atoms(Kind kind) { return clamping(kind) || kind == Kind::when_true || kind == Kind::when_false; }

bool linear_step(Kind kind) {
  constexpr Kind linear[] = {Kind::negate, Kind::add, Kind::subtract, Kind::subtract_from, Kind::multiply, Kind::divide, Kind::when_true, Kind::when_false};
  return clamping(kind) || std::find(std::begin(linear), std::end(linear), kind) != std::end(linear);
}

bool varies(const PathStep& step) { return step.a.varies || step.b.varies; }

// A value that a formula could be conditioned on.
struct Candidate {
  Conditioning conditioning;
  NodeId node = 0;
  std::set<std::uint32_t> inputs;   // it is made of
  double spread = 0;                // of the formula when the value goes from its p5 to its p95, others at their medians
};

class Finder {
 public:
  explicit Finder(Program& program) : program_(program), shapes_(find_shapes(program)), forms_(find_closed_forms(program)) {
    if (shapes_.empty() || forms_.empty()) return;
    std::vector<double> medians;
    for (const DrawnInput& drawn : program.drawn) medians.push_back(quantile(drawn.sampler.distribution(), 0.5) * drawn.sampler.scale());
    values_ = evaluate_graph(program.graph, medians);
  }
  bool able() const { return !values_.empty() && program_.given.empty() && program_.given_nodes.empty() && !program_.evidence_node; }
  std::optional<Conditioning> best(NodeId root, bool question);

 private:
  std::optional<Conditioning> whole(const SinglePaths& paths, bool question);
  std::optional<Candidate> candidate(const SinglePaths& paths, NodeId node);
  std::optional<Candidate> of_comparison(const SinglePaths& paths, NodeId node) const;
  bool set_law(NodeId node, Candidate& candidate);
  void set_law(const ClosedForm& form, Distribution law, Candidate& candidate) const;
  void judge(const SinglePaths& paths, Candidate& candidate);
  bool stands_apart(NodeId root, const std::vector<NodeId>& nodes, const std::set<std::uint32_t>& inputs) const;
  void join_neighbours(const SinglePaths& paths, Candidate& candidate);
  std::set<std::uint32_t> inputs_of(const std::vector<NodeId>& nodes) const;
  std::string in_words(NodeId node, const std::set<std::uint32_t>& inputs) const;

  std::optional<Conditioning> finish(const SinglePaths& paths, Candidate& candidate, bool question);

  Program& program_;
  std::size_t steps_left_ = 1'000'000;   // judged in all: some tens of milliseconds in the largest models
  std::vector<Shape> shapes_;
  std::vector<std::optional<ClosedForm>> forms_;
  std::map<NodeId, std::optional<Distribution>> laws_;   // of closed forms: a series asks for those of its first steps at each step
  std::vector<double> values_;   // of all nodes, with the inputs at their medians
};

std::string Finder::in_words(NodeId node, const std::set<std::uint32_t>& inputs) const {
  if (inputs.size() == 1) return "`" + program_.drawn[*inputs.begin()].name + "`";
  for (const FormulaFact& formula : program_.formulas) {
    if (formula.node == node) return "`" + formula.name + "`";
  }
  std::string names;
  std::size_t left = inputs.size();
  for (const std::uint32_t input : inputs) {
    --left;
    names += (names.empty() ? "`" : left == 0 ? " and `" : ", `") + program_.drawn[input].name + "`";
  }
  constexpr std::size_t most = 4;
  return inputs.size() > most ? std::to_string(inputs.size()) + " inputs together" : names + " together";
}

void Finder::set_law(const ClosedForm& form, Distribution law, Candidate& candidate) const {
  for (const auto& [input, weight] : form.weights) candidate.inputs.insert(input);
  candidate.conditioning.law = std::move(law);
}

// Of a closed form, or of an input with a density; nothing else is integrated out.
bool Finder::set_law(NodeId node, Candidate& candidate) {
  if (forms_[node] && !forms_[node]->weights.empty()) {
    auto known = laws_.find(node);
    if (known == laws_.end()) known = laws_.emplace(node, law_of(program_, *forms_[node])).first;
    if (!known->second) return false;
    set_law(*forms_[node], *known->second, candidate);
    return true;
  }
  const GraphNode& graph_node = program_.graph[node];
  if (graph_node.kind != GraphNode::Kind::input) return false;
  const Sampler& sampler = program_.drawn[graph_node.input].sampler;
  if (has_atoms(sampler.distribution())) return false;
  candidate.inputs = {graph_node.input};
  candidate.conditioning.law = sampler.distribution();
  candidate.conditioning.scale = sampler.scale();
  return true;
}

// How far the formula moves with the value: by the path alone, everything beside it at the medians.
void Finder::judge(const SinglePaths& paths, Candidate& candidate) {
  const Distribution& law = candidate.conditioning.law;
  double ends[2] = {quantile(law, 0.05) * candidate.conditioning.scale, quantile(law, 0.95) * candidate.conditioning.scale};
  for (NodeId id = candidate.node; id != paths.root() && steps_left_ > 0; --steps_left_) {
    const NodeId up = paths.parent(id);
    const GraphNode& node = program_.graph[up];
    if (node.function->units == UnitRule::compare) break;   // of a question: what is compared
    for (double& end : ends) {
      double arguments[3] = {0, 0, 0};
      for (int i = 0; i < node.arity; ++i) arguments[i] = node.arguments[i] == id ? end : values_[node.arguments[i]];
      end = evaluate_call(*node.function, arguments);
    }
    id = up;
  }
  const bool positive = ends[0] > 0 && ends[1] > 0;
  candidate.spread = positive ? std::abs(std::log(ends[1] / ends[0])) : std::abs(ends[1] - ends[0]);
  // A law without a kernel costs ten times as much a point, and is worth it only where it matters much more.
  if (!has_cdf_kernel(law)) candidate.spread /= 3;
  if (!std::isfinite(candidate.spread)) candidate.spread = 0;
}

std::optional<Candidate> Finder::candidate(const SinglePaths& paths, NodeId node) {
  Candidate result;
  result.node = node;
  if (!set_law(node, result)) return std::nullopt;
  judge(paths, result);
  return result;
}

// The candidate with its path, where that is monotone and the rest of the formula does not depend on it.
std::optional<Conditioning> Finder::finish(const SinglePaths& paths, Candidate& candidate, bool question) {
  Conditioning& conditioning = candidate.conditioning;
  const bool compared = !conditioning.steps.empty();   // of_comparison() has found its path
  if (!compared) {
    auto path = path_to(program_, shapes_, paths, candidate.node);
    if (!path || !well_formed(path->steps, question)) return std::nullopt;
    conditioning.steps = std::move(path->steps);
    conditioning.closed = path->closed;
  }
  if (!stands_apart(paths.root(), {candidate.node}, candidate.inputs)) return std::nullopt;
  // A question that could meet an atom is asked in the program's own operations, one by one (path_inverse.cpp).
  const bool may_meet_atoms = question && std::any_of(conditioning.steps.begin(), conditioning.steps.end(), [](const PathStep& s) { return makes_atoms(s.kind); });
  if (!compared && !may_meet_atoms) join_neighbours(paths, candidate);
  const auto& steps = conditioning.steps;
  conditioning.inputs.assign(candidate.inputs.begin(), candidate.inputs.end());
  conditioning.value = in_words(candidate.node, candidate.inputs);
  conditioning.exact = std::none_of(steps.begin(), steps.end(), varies);
  // A distribution function that is a series or a search costs more than the points it saves.
  if (!conditioning.exact && !has_cheap_cdf(conditioning.law)) return std::nullopt;
  conditioning.linear = !question && std::all_of(steps.begin(), steps.end(), [](const PathStep& s) { return linear_step(s.kind); });
  conditioning.clamped = std::any_of(steps.begin(), steps.end(), [](const PathStep& s) { return clamping(s.kind); });
  return std::move(conditioning);
}

void Finder::join_neighbours(const SinglePaths& paths, Candidate& candidate) {
  const auto may_join = [&](const std::vector<NodeId>& nodes) {
    const bool once = std::all_of(nodes.begin(), nodes.end(), [&](NodeId node) { return paths.contains(node); });
    return once && stands_apart(paths.root(), nodes, inputs_of(nodes));
  };
  std::vector<PathStep> steps = candidate.conditioning.steps;
  const auto joined = gather_runs(program_, forms_, candidate.node, may_join, steps);
  auto law = joined ? law_of(program_, joined->form) : std::nullopt;
  if (joined && !law) return;   // they cancel
  candidate.conditioning.steps = std::move(steps);
  if (!joined) return;
  candidate.inputs.clear();
  set_law(joined->form, std::move(*law), candidate);
}

// Both sides of a comparison normal, or both lognormal: their difference is what decides.
std::optional<Candidate> Finder::of_comparison(const SinglePaths& paths, NodeId node) const {
  const GraphNode& compare = program_.graph[node];
  const auto &a = forms_[compare.arguments[0]], &b = forms_[compare.arguments[1]];
  if (!a || !b || a->weights.empty() || b->weights.empty()) return std::nullopt;
  const auto form = difference(*a, *b);
  auto law = form ? law_of(program_, *form) : std::nullopt;
  // The steps are those of the first argument, which must occur once; its comparison is then with nothing but 0.
  auto path = law && paths.contains(compare.arguments[0]) ? path_to(program_, shapes_, paths, compare.arguments[0]) : std::nullopt;
  if (!path || !well_formed(path->steps, true) || !comparing(path->steps.back().kind)) return std::nullopt;
  Candidate result;
  result.node = node;
  set_law(*form, std::move(*law), result);
  result.conditioning.steps = std::move(path->steps);
  result.conditioning.steps.back().a = Operand{};
  result.conditioning.closed = path->closed;
  result.spread = std::numeric_limits<double>::infinity();
  return result;
}

std::set<std::uint32_t> Finder::inputs_of(const std::vector<NodeId>& nodes) const {
  std::set<std::uint32_t> inputs;
  for (const NodeId node : nodes) {
    for (const auto& [input, weight] : forms_[node]->weights) inputs.insert(input);
  }
  return inputs;
}

// What the formula is made of without the nodes depends on nothing that they are made of or correlated with.
bool Finder::stands_apart(NodeId root, const std::vector<NodeId>& nodes, const std::set<std::uint32_t>& inputs) const {
  std::set<std::uint32_t> near = inputs;
  for (const CopulaGroup& group : program_.copulas) {
    if (std::any_of(group.inputs.begin(), group.inputs.end(), [&](std::uint32_t i) { return inputs.contains(i); })) {
      near.insert(group.inputs.begin(), group.inputs.end());
    }
  }
  std::vector<bool> seen(root + 1, false);
  for (const NodeId node : nodes) seen[node] = true;
  std::vector<NodeId> open{root};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (seen[id]) continue;
    seen[id] = true;
    const GraphNode& node = program_.graph[id];
    if (node.kind == GraphNode::Kind::input && near.contains(node.input)) return false;
    open.insert(open.end(), node.arguments, node.arguments + node.arity);
  }
  return true;
}

// The formula itself, or what a question compares with a constant, where that has a closed form: nothing beside it is left.
std::optional<Conditioning> Finder::whole(const SinglePaths& paths, bool question) {
  NodeId node = paths.root();
  const GraphNode& compare = program_.graph[node];
  if (question) {
    if (compare.function == nullptr || compare.function->units != UnitRule::compare) return std::nullopt;
    node = compare.arguments[program_.graph.is_constant(compare.arguments[0]) ? 1 : 0];
    if (!program_.graph.is_constant(compare.arguments[0]) && !program_.graph.is_constant(compare.arguments[1])) return std::nullopt;
  }
  if (!paths.contains(node) || !forms_[node] || forms_[node]->weights.empty()) return std::nullopt;
  Candidate all;
  all.node = node;
  return set_law(node, all) ? finish(paths, all, question) : std::nullopt;
}

std::optional<Conditioning> Finder::best(NodeId root, bool question) {
  const SinglePaths paths(program_.graph, root);
  if (auto found = whole(paths, question)) return found;
  std::vector<Candidate> candidates;
  for (NodeId id = 0; id <= root && steps_left_ > 0; ++id) {
    if (!paths.contains(id)) continue;
    const GraphNode& node = program_.graph[id];
    const bool compares = node.function != nullptr && node.function->units == UnitRule::compare;
    auto found = compares && question ? of_comparison(paths, id) : candidate(paths, id);
    if (found && found->spread > 0) candidates.push_back(std::move(*found));
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.spread > b.spread; });
  constexpr std::size_t most_tries = 64;
  for (std::size_t i = 0; i < std::min(candidates.size(), most_tries); ++i) {
    if (auto found = finish(paths, candidates[i], question)) return found;
  }
  return std::nullopt;
}

// P(a < x and x < b), with x used twice, is P(x < b) less P(x <= a).
void find_between(const Graph& graph, Finder& finder, ProgramQuestion& question) {
  const GraphNode& both = graph[question.node];
  if (both.function == nullptr || both.function->name != "and") return;
  NodeId below = both.arguments[0], above = both.arguments[1];
  auto upper = bound_of(graph, below), lower = bound_of(graph, above);
  if (!upper || !lower || upper->value != lower->value || upper->upper == lower->upper) return;
  if (!upper->upper) {
    std::swap(below, above);
    std::swap(upper, lower);
  }
  auto all = finder.best(below, true), less = finder.best(above, true);
  if (!all || !less || !(lower->constant < upper->constant)) return;
  PathStep& compare = less->steps.front();
  if (less->steps.empty() || !comparing(compare.kind)) return;
  compare.kind = compare.kind == Kind::below ? Kind::above : Kind::below;
  less->closed = !less->closed;
  question.conditioning = std::move(all);
  question.less = std::move(less);
}

// For a program that may be changed, and for one that may not.
template <class AnyProgram, class F>
void for_each_operand(AnyProgram& program, F f) {
  const auto visit = [&](auto& conditioning) {
    if (!conditioning) return;
    for (auto& step : conditioning->steps) {
      if (step.a.varies) f(step.a);
      if (step.b.varies) f(step.b);
    }
  };
  for (auto& output : program.outputs) visit(output.conditioning);
  for (auto& question : program.questions) {
    visit(question.conditioning);
    visit(question.less);
  }
}

}  // namespace

// Of a program too large for more, such as a series of a thousand steps: the outputs that have a closed form.
void find_closed_outputs(Program& program) {
  if (!program.given.empty() || !program.given_nodes.empty() || program.evidence_node) return;
  const auto forms = find_closed_forms(program);
  for (ProgramOutput& output : program.outputs) {
    const auto& form = forms[output.node];
    if (output.constant || output.condition || !form || form->weights.empty()) continue;
    auto law = law_of(program, *form);
    if (!law) continue;
    Conditioning& found = output.conditioning.emplace();
    found.law = std::move(*law);
    for (const auto& [input, weight] : form->weights) found.inputs.push_back(input);
    found.value = std::to_string(found.inputs.size()) + (found.inputs.size() == 1 ? " input" : " inputs together");
    found.exact = found.linear = true;
  }
}

void find_conditionings(Program& program) {
  constexpr std::size_t most_work = 8'000'000;   // nodes walked
  if (program.graph.size() * (program.outputs.size() + program.questions.size()) > most_work) return find_closed_outputs(program);
  Finder finder(program);
  if (!finder.able()) return;
  const auto infinite = [&](NodeId node) {
    const auto needed = needed_nodes(program.graph, {node});
    return std::any_of(program.graph.infinities().begin(), program.graph.infinities().end(), [&](const auto& entry) { return needed[entry.first]; });
  };
  const bool any_infinite = !program.graph.infinities().empty();
  CrossingFinder crossings(program);
  for (ProgramOutput& output : program.outputs) {
    if ((output.conditioning = crossings.of_output(output.node))) continue;
    if (any_infinite && infinite(output.node)) continue;   // the way down a path has no infinities
    if (!output.constant && !output.condition) output.conditioning = finder.best(output.node, false);
    if (output.brief && output.conditioning && !output.conditioning->exact) output.conditioning.reset();   // it costs as much as the last step
  }
  for (ProgramQuestion& question : program.questions) {
    if (question.constant || crossings.answer(question) || (any_infinite && infinite(question.node))) continue;
    question.conditioning = finder.best(question.node, true);
    if (!question.conditioning) find_between(program.graph, finder, question);
  }
}

std::vector<NodeId> conditioning_operands(const Program& program) {
  std::vector<NodeId> nodes;
  for_each_operand(program, [&](const Operand& operand) { nodes.push_back(operand.node); });
  return nodes;
}

void place_operands(Program& program, const std::vector<std::uint32_t>& register_of) {
  for_each_operand(program, [&](Operand& operand) { operand.reg = register_of[operand.node]; });
}

}  // namespace botec
