// Whether a condition is an answer: a comparison with NaN is false, which would be a silent one.
// Place: inside program. Threads: belongs to the one thread that compiles.
#pragma once

#include <optional>
#include <set>

#include "program/graph.h"

namespace botec {

// What the comparisons in a condition compare, as far as it is computed.
std::set<NodeId> compared_values(const Graph& graph, NodeId condition);

// 1 where none of them is NaN; nothing where none can be.
std::optional<NodeId> validity(Graph& graph, NodeId condition);

}  // namespace botec
