#include "program/order.h"

#include <algorithm>

#include "formula/series_contexts.h"

namespace botec {
namespace {

enum class Mark : std::uint8_t { fresh, open, done, cyclic };

// A formula whose dependencies are being walked; an explicit stack, because chains of formulas can be long.
struct Visit {
  std::uint32_t formula;
  std::size_t next = 0;   // tree node to look at
  std::vector<SeriesContext> contexts = {};   // of its tree
};

void report_cycle(const Symbols& symbols, const std::vector<Visit>& stack, std::uint32_t again, const Span& place,
                  std::vector<Mark>& marks, Diagnostics& diagnostics) {
  auto from = std::find_if(stack.begin(), stack.end(), [&](const Visit& v) { return v.formula == again; });
  std::string cycle;
  for (auto it = from; it != stack.end(); ++it) {
    cycle += symbols.formulas()[it->formula].name + " → ";
    marks[it->formula] = Mark::cyclic;
  }
  const std::string& name = symbols.formulas()[again].name;
  diagnostics.error("cycle", place, from + 1 == stack.end() ? "`" + name + "` is defined by itself" : "these formulas go in a circle: " + cycle + name,
                    "one of them has to be an input, or be computed from something else");
}

}  // namespace

std::vector<std::uint32_t> order_formulas(const Symbols& symbols, Diagnostics& diagnostics) {
  const auto& formulas = symbols.formulas();
  std::vector<Mark> marks(formulas.size(), Mark::fresh);
  std::vector<std::uint32_t> order;
  for (std::uint32_t start = 0; start < formulas.size(); ++start) {
    if (marks[start] != Mark::fresh) continue;
    std::vector<Visit> stack{{start, 0, series_contexts(formulas[start].formula->tree)}};
    marks[start] = Mark::open;
    while (!stack.empty()) {
      Visit& visit = stack.back();
      const FormulaSymbol& symbol = formulas[visit.formula];
      const auto& nodes = symbol.formula->tree.nodes;
      if (visit.next == nodes.size()) {
        if (marks[visit.formula] == Mark::open) {
          marks[visit.formula] = Mark::done;
          order.push_back(visit.formula);
        }
        stack.pop_back();
        continue;
      }
      const std::size_t at = visit.next++;
      const FormulaNode& node = nodes[at];
      // What a formula was a step before is known when it is computed.
      if (node.kind != FormulaNode::Kind::name || (visit.contexts[at].before && !visit.contexts[at].along)) continue;
      const auto used = symbols.find(*symbol.scope, node.name);
      if (!used || used->kind != Symbol::Kind::formula) continue;
      if (marks[used->index] == Mark::open) report_cycle(symbols, stack, used->index, node.span, marks, diagnostics);
      if (marks[used->index] != Mark::fresh) continue;
      marks[used->index] = Mark::open;
      stack.push_back({used->index, 0, series_contexts(formulas[used->index].formula->tree)});
    }
  }
  return order;
}

}  // namespace botec
