// How the value of a formula behaves where it is extreme: the facts from which the existence of its moments follows.
// Threads: plain data.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "program/program.h"

namespace botec {

// The growth of a value along one input x (others held): like |x|^at_infinity as x leaves to infinity, like |x|^at_zero as x
// goes to 0 (negative: it blows up), and like exp(up·x), exp(down·|x|) in the two directions.
struct Growth {
  double at_infinity = 0;
  double at_zero = 0;
  double up = 0, down = 0;
};

// A divisor that is not a product of powers of inputs, and can be 0: |value|^-power blows up there.
struct Pole {
  NodeId divisor;
  double power;
};

struct Shape {
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  double low = -infinity, high = infinity;             // what the value can be
  double likely_low = -infinity, likely_high = infinity;  // what it is but for probability of about 1e-12
  bool monomial = false;   // a constant times powers of inputs
  bool affine = false;     // constant + Σ coefficient · input
  double offset = 0;
  std::map<std::uint32_t, double> coefficients;        // when affine
  std::map<std::uint32_t, Growth> growth;              // per input it depends on
  std::vector<Pole> poles;
  bool hopeless = false;   // grows faster than any moment of some input allows: exp of a lognormal
  NodeId culprit = 0;      // the node that made it so

  bool bounded() const { return low > -infinity && high < infinity; }
};

// Shapes of all nodes of the graph; empty when the graph is so large that this would take longer than it is worth.
std::vector<Shape> find_shapes(const Program& program);

}  // namespace botec
