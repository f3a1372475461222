// From the tree of one formula to nodes of the graph, with units and kinds (number or condition) checked on the way.
// Every number becomes base units here, so that the program itself never converts anything.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "formula/tree.h"
#include "program/graph.h"
#include "units/unit.h"

namespace botec {

// What is known about the value of a sub-expression.
struct Typed {
  NodeId node = 0;
  Unit unit;
  bool condition = false;
  bool zero = false;   // a bare 0, which suits any unit
};

// Finds what a name means; nothing after it has added an error (or when the meaning is itself in error).
using NameLookup = std::function<std::optional<Typed>(const FormulaNode&)>;

// Nothing after an error was added.
std::optional<Typed> lower_formula(const FormulaTree& tree, const NameLookup& lookup, Graph& graph, UnitSystem& units,
                                   Diagnostics& diagnostics);

// Text of a unit for messages: "FLOP/s", or "a pure number".
std::string unit_in_words(const Unit& unit);

// The source text behind a span on one line, shortened, in backquotes.
std::string quoted(const Span& span);

}  // namespace botec
