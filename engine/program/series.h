// The functions that look along a series: what came before, sums so far, the value at a step, the first time that something holds.
// Place: inside lowering. Promise: a crossing is exact where the values grow in a straight line or exponentially between steps.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "program/lower.h"

namespace botec {

struct SeriesCall {
  const FormulaNode& node;
  const Surroundings& around;
  std::optional<std::size_t> step;                                       // where the call stands
  Span argument_span;
  std::function<std::optional<Typed>(std::size_t step)> argument;        // the first, at any step
  std::vector<Typed> others;                                             // where the call stands
  LoweringTools& tools;
};

std::optional<Typed> lower_series_call(SeriesCall& call);

}  // namespace botec
