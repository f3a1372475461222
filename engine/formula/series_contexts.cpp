#include "formula/series_contexts.h"

#include <algorithm>

namespace botec {

// Parents stand behind their children, so that one walk from the end hands every context down.
std::vector<SeriesContext> series_contexts(const FormulaTree& tree) {
  std::vector<SeriesContext> contexts(tree.nodes.size());
  for (std::size_t id = tree.nodes.size(); id-- > 0;) {
    const FormulaNode& node = tree.nodes[id];
    if (node.kind != FormulaNode::Kind::call && node.kind != FormulaNode::Kind::trend) continue;
    const auto children = tree.children_of(node);
    for (std::size_t i = 0; i < children.size(); ++i) {
      SeriesContext& child = contexts[children[i]];
      child = contexts[id];
      if (node.function == nullptr || node.function->units != UnitRule::series || i != 0) continue;
      child.before = child.before || node.function->name == "previous";
      child.along = child.along || node.function->name == "crossing" || node.function->name == "at";
    }
  }
  return contexts;
}

std::vector<std::uint32_t> first_nodes(const FormulaTree& tree) {
  std::vector<std::uint32_t> first(tree.nodes.size());
  for (std::uint32_t id = 0; id < tree.nodes.size(); ++id) {
    first[id] = id;
    const FormulaNode& node = tree.nodes[id];
    if (node.kind == FormulaNode::Kind::call || node.kind == FormulaNode::Kind::trend) {
      for (const std::uint32_t child : tree.children_of(node)) first[id] = std::min(first[id], first[child]);
    }
  }
  return first;
}

}  // namespace botec
