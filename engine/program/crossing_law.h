// When a series first passes another, where the logarithms of both are straight lines in the inputs: what is needed to integrate one
// direction of the inputs out (preintegration; Griewank, Kuo, Leövey and Sloan 2018, "High dimensional integration of kinks and jumps").
// Place: program → summaries. Promise: one more step of the direction brings every step of the axis nearer to the crossing, so that
// the crossing is never later. Threads: plain data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "program/closed_form.h"
#include "program/program.h"

namespace botec {

// The logarithm of what is compared is, at step k, sign · (offset[k] + load[k] · c + Σ normal[k] · z + Σ other[k] · x), with c the
// direction, z independent standard normals and x other inputs; the condition holds where it times `sign` is at least bound[k].
struct CrossingLaw {
  struct Other {
    std::uint32_t input;             // place in Program::drawn
    std::vector<double> load;        // per step
  };
  std::vector<double> at;            // the steps' places, in base units
  double sign = 1;                   // -1: it falls below
  std::vector<double> offset, bound, load;
  std::vector<bool> fixed;           // per step: nothing varies, and the condition does not hold
  std::vector<std::vector<double>> normal;   // per independent normal, largest first: its load at each step
  std::vector<Other> others;
  std::optional<std::uint32_t> along;        // the input whose value the direction is; empty: a standard normal
  bool against = false;                      // of that input: c is minus its value
  std::vector<std::uint32_t> inputs;         // all that takes part
  bool exact() const { return normal.empty() && others.empty(); }
};

// Nothing where the crossing is not of this kind. `forms`: of the program's nodes, with any input.
std::shared_ptr<const CrossingLaw> crossing_law(const Program& program, const GraphCrossing& crossing, const std::vector<std::optional<ClosedForm>>& forms);

}  // namespace botec
