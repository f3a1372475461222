// What formulas ask of trends, as values of the graph: the line at x, the line with its scatter, slopes and doubling times.
// Place: under compilation.h. Promise: one trial has one line, whatever is asked of it. Threads: belongs to the one thread that
// compiles.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "program/fit_trends.h"
#include "program/graph.h"

namespace botec {

// The random parts of a trend that formulas have asked for, as places in Symbols::inputs().
struct TrendInputs {
  TrendPointer trend;                            // null after an error
  std::optional<std::uint32_t> draw;             // bootstrap: which rows are redrawn
  std::optional<std::uint32_t> slope_error, level_error, variance;   // the classical predictive distribution
  std::map<NodeId, std::uint32_t> scatter;       // by x: the same at equal x
  bool warned = false;                           // of a far horizon
};

// `frontier.slope`, and `frontier` itself, which is no value.
bool names_trend(const Symbols& symbols, const Scope& scope, std::string_view name);

}  // namespace botec
