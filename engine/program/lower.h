// From the tree of one formula to nodes of the graph, with units and kinds (number, date or condition) checked on the way.
// Every number becomes base units here, so that the program itself never converts anything. A series is lowered once a step.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formula/tree.h"
#include "program/axis.h"
#include "program/graph.h"
#include "units/unit.h"

namespace botec {

struct Comparison {
  const Function* function;
  NodeId a, b;
};

// What is known about the value of a sub-expression.
struct Typed {
  NodeId node = 0;
  Unit unit;
  bool condition = false;
  bool zero = false;      // a bare 0, which suits any unit
  bool literal = false;   // a bare number as written: beside a date it is a year, or a number of years
  // The coordinate of dates less a year is a number of years, and as good as a pure number: this power of years in its unit is
  // dropped where the unit does not fit otherwise.
  int soft_years = 0;
  std::optional<double> calendar_year;     // of the coordinate of dates at a step
  std::optional<Comparison> compared;      // of a condition: what is compared
};

// Finds what a name means at a step, or outside of series, and what a trend is at `argument` (null: a name); nothing after it has added
// an error (or when the meaning is itself in error).
using NameLookup = std::function<std::optional<Typed>(const FormulaNode& node, const Typed* argument, std::optional<std::size_t> step)>;

// Sums so far and crossings, which would be made again at each step.
using SeriesMemo = std::map<std::pair<const FormulaNode*, std::size_t>, std::optional<Typed>>;

struct Surroundings {
  NameLookup lookup;
  const Axis* axis = nullptr;            // null where the model has no `over:`
  std::optional<std::size_t> step;
  SeriesMemo* memo = nullptr;
  bool complete = true;                  // false: what is missing may stand in what could not be read
};

struct LoweringTools {
  Graph& graph;
  UnitSystem& units;
  Diagnostics& diagnostics;
};

struct TypedOperand {
  Typed value;
  const FormulaNode& tree;
};
using Operands = std::vector<TypedOperand>;

// Nothing after an error was added.
std::optional<Typed> lower_formula(const FormulaTree& tree, const Surroundings& surroundings, LoweringTools tools);

// The value without its soft years: of a pure number where it was a number of years.
Typed without_soft_years(const Typed& typed, LoweringTools& tools);

// Text of a unit for messages: "in FLOP/s", "a date" or "a pure number".
std::string unit_in_words(const Unit& unit);

// The source text behind a span on one line, shortened, in backquotes.
std::string quoted(const Span& span);

}  // namespace botec
