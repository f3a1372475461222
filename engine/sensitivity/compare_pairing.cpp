#include "sensitivity/compare_pairing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace botec {
namespace {

bool close(double a, double b) {
  constexpr double rounding = 1e-12;   // of a change of units
  return a == b || std::abs(a - b) <= rounding * std::max(std::abs(a), std::abs(b));
}

bool same_parameters(const Distribution& a, const Distribution& b) {
  if (a.family != b.family || a.parameters != b.parameters || a.parts.size() != b.parts.size()) return false;
  if ((a.data == nullptr) != (b.data == nullptr) || (a.data && *a.data != *b.data)) return false;
  for (std::size_t i = 0; i < a.parts.size(); ++i) {
    if (!same_parameters(a.parts[i], b.parts[i])) return false;
  }
  return true;
}

// The graphs of two programs node by node, from the bottom up: of each node of A the one of B that computes the same.
class Matching {
 public:
  Matching(const Program& a, const Program& b) : a_(a), b_(b) {
    for (NodeId id = 0; id < b.graph.size(); ++id) index_.emplace(key_of(b_, b.graph[id], nullptr), id);
    match_.assign(a.graph.size(), none);
    for (NodeId id = 0; id < a.graph.size(); ++id) {
      const auto found = index_.find(key_of(a_, a.graph[id], &match_));
      if (found != index_.end()) match_[id] = found->second;
    }
  }

  bool same(NodeId of_a, NodeId of_b) const { return match_[of_a] == of_b; }

 private:
  static constexpr NodeId none = std::numeric_limits<NodeId>::max();
  using Key = std::tuple<int, double, std::string, std::string, std::array<NodeId, 3>>;

  static Key key_of(const Program& program, const GraphNode& node, const std::vector<NodeId>* translate) {
    Key key{static_cast<int>(node.kind), 0, "", "", {none, none, none}};
    if (node.kind == GraphNode::Kind::constant) std::get<1>(key) = node.value;
    if (node.kind == GraphNode::Kind::input) std::get<2>(key) = program.drawn[node.input].name;
    if (node.kind != GraphNode::Kind::call) return key;
    auto& arguments = std::get<4>(key);
    std::get<3>(key) = std::string(node.function->name) + "/" + std::to_string(node.arity);
    if (node.function->bound != nullptr) std::get<3>(key) += "/" + std::to_string(node.function->identity);
    for (int i = 0; i < node.arity; ++i) arguments[i] = translate != nullptr ? (*translate)[node.arguments[i]] : node.arguments[i];
    // A part without a match makes the whole unlike anything.
    if (std::any_of(arguments.begin(), arguments.begin() + node.arity, [](NodeId id) { return id == none; })) std::get<0>(key) = -1;
    if (node.function->commutes && arguments[0] > arguments[1]) std::swap(arguments[0], arguments[1]);
    return key;
  }

  const Program& a_;
  const Program& b_;
  std::map<Key, NodeId> index_;
  std::vector<NodeId> match_;
};

bool same_formulas(const ComparedSide& a, const ComparedSide& b) {
  const Matching matching(a.program, b.program);
  const auto& given_a = a.program.given_nodes;
  const auto& given_b = b.program.given_nodes;
  return matching.same(a.output, b.output) && given_a.size() == given_b.size() &&
         std::equal(given_a.begin(), given_a.end(), given_b.begin(), [&](NodeId x, NodeId y) { return matching.same(x, y); });
}

// Of the inputs that an output needs.
std::vector<bool> needed_inputs(const ComparedSide& side) {
  std::vector<NodeId> roots = side.program.given_nodes;
  roots.push_back(side.output);
  const auto nodes = needed_nodes(side.program.graph, roots);
  std::vector<bool> needed(side.program.drawn.size(), false);
  for (NodeId id = 0; id < nodes.size(); ++id) {
    if (nodes[id] && side.program.graph[id].kind == GraphNode::Kind::input) needed[side.program.graph[id].input] = true;
  }
  return needed;
}

// All inputs of both sides, in the order of the smaller of their two dimensions, then by name: which side is called A must not
// matter.
void pair_inputs(Pairing& pairing) {
  std::map<std::string, PairedInput> by_name;
  std::map<std::string, std::uint32_t> dimension;
  for (int s = 0; s < 2; ++s) {
    const Program& program = pairing.sides[s].program;
    const auto needed = needed_inputs(pairing.sides[s]);
    for (std::uint32_t i = 0; i < program.drawn.size(); ++i) {
      const DrawnInput& drawn = program.drawn[i];
      PairedInput& entry = by_name[drawn.name];
      entry.name = drawn.name;
      entry.place[s] = i;
      entry.needed = entry.needed || needed[i];
      const auto [known, added] = dimension.emplace(drawn.name, drawn.dimension);
      known->second = std::min(known->second, drawn.dimension);
    }
  }
  for (auto& [name, entry] : by_name) pairing.inputs.push_back(std::move(entry));
  std::stable_sort(pairing.inputs.begin(), pairing.inputs.end(),
                   [&](const PairedInput& x, const PairedInput& y) { return dimension[x.name] < dimension[y.name]; });
  for (int s = 0; s < 2; ++s) pairing.input_of[s].resize(pairing.sides[s].program.drawn.size());
  for (std::uint32_t i = 0; i < pairing.inputs.size(); ++i) {
    for (int s = 0; s < 2; ++s) {
      if (pairing.inputs[i].place[s]) pairing.input_of[s][*pairing.inputs[i].place[s]] = i;
    }
  }
}

// Only correlations among what the output needs can make a difference to it.
bool same_correlations(const Pairing& pairing) {
  std::map<std::pair<std::string, std::string>, std::array<double, 2>> pairs;
  for (int s = 0; s < 2; ++s) {
    for (const NamedCorrelation& c : named_correlations(pairing.sides[s].program)) pairs[{c.first, c.second}][s] = c.rho;
  }
  const auto shared = [&](const std::string& name) {
    return std::any_of(pairing.inputs.begin(), pairing.inputs.end(),
                       [&](const PairedInput& i) { return i.name == name && i.needed && i.place[0] && i.place[1]; });
  };
  constexpr double calibration = 1e-6;   // what calibrating a rank correlation leaves undecided
  return std::none_of(pairs.begin(), pairs.end(), [&](const auto& entry) {
    return std::abs(entry.second[0] - entry.second[1]) > calibration && shared(entry.first.first) && shared(entry.first.second);
  });
}

}  // namespace

bool same_law(const Sampler& a, const Sampler& b) {
  if (a.scale() == b.scale()) return same_parameters(a.distribution(), b.distribution());
  if (a.distribution().family != b.distribution().family) return false;
  for (const double p : {1e-6, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.999, 1 - 1e-6}) {
    if (!close(quantile(a.distribution(), p) * a.scale(), quantile(b.distribution(), p) * b.scale())) return false;
  }
  return true;
}

std::vector<NamedCorrelation> named_correlations(const Program& program) {
  std::vector<NamedCorrelation> result;
  for (const CopulaGroup& group : program.copulas) {
    const std::size_t n = group.inputs.size();
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        NamedCorrelation c{program.drawn[group.inputs[i]].name, program.drawn[group.inputs[j]].name, 0};
        for (std::size_t k = 0; k < n; ++k) c.rho += group.cholesky[i * n + k] * group.cholesky[j * n + k];
        if (c.second < c.first) std::swap(c.first, c.second);
        result.push_back(std::move(c));
      }
    }
  }
  std::sort(result.begin(), result.end(), [](const auto& x, const auto& y) { return std::tie(x.first, x.second) < std::tie(y.first, y.second); });
  return result;
}

Pairing pair_sides(const ComparedSide& a, const ComparedSide& b, bool condition) {
  Pairing pairing{{a, b}, {}, {}, {}, {}, {}, condition};
  pair_inputs(pairing);
  for (PairedInput& input : pairing.inputs) {
    if (!input.place[0] || !input.place[1]) continue;
    const DrawnInput& first = a.program.drawn[*input.place[0]];
    const DrawnInput& second = b.program.drawn[*input.place[1]];
    input.same_law = same_law(first.sampler, second.sampler);
    input.same_point = close(first.point, second.point);
    if (!input.needed || (input.same_law && input.same_point)) continue;
    input.change = static_cast<std::uint32_t>(pairing.changes.size());
    pairing.changes.push_back({Change::Kind::input, input.name});
  }
  if (!same_formulas(a, b)) {
    pairing.formulas = static_cast<std::uint32_t>(pairing.changes.size());
    pairing.changes.push_back({Change::Kind::formulas, ""});
  }
  if (!same_correlations(pairing)) {
    pairing.correlations = static_cast<std::uint32_t>(pairing.changes.size());
    pairing.changes.push_back({Change::Kind::correlations, ""});
  }
  return pairing;
}

}  // namespace botec
