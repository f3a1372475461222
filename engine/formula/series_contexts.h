// Which parts of a formula are looked at along a series instead of at the step (or the scalar) the formula itself stands at.
// Place: formula → program. Threads: pure.
#pragma once

#include <cstdint>
#include <vector>

#include "formula/tree.h"

namespace botec {

// Within the first argument of `previous`, and of `crossing` or `at`, which see all steps.
struct SeriesContext {
  bool before = false;
  bool along = false;
};

// Per node of the tree.
std::vector<SeriesContext> series_contexts(const FormulaTree& tree);

// Per node the first node of its sub-expression, which ends with the node itself.
std::vector<std::uint32_t> first_nodes(const FormulaTree& tree);

}  // namespace botec
