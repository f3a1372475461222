// Two programs side by side: which inputs they share, which differ, and what else does. What differs are the changes that lead
// from one side to the other.
// Place: program → sensitivity, for compare. Promise: the same up to the direction when the sides are exchanged.
// Threads: pure functions; a Pairing is immutable once made.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "program/program.h"

namespace botec {

struct ComparedSide {
  const Program& program;      // compiled with its constants kept as inputs
  NodeId output;
};

// An input that one of the sides has, or both.
struct PairedInput {
  std::string name;
  std::array<std::optional<std::uint32_t>, 2> place;   // in Program::drawn of each side
  bool needed = false;         // by the output of a side
  bool same_law = false;       // on both sides, and distributed alike
  bool same_point = false;
  std::optional<std::uint32_t> change;                 // its place among the changes
};

struct Change {
  enum class Kind { input, formulas, correlations };
  Kind kind = Kind::input;
  std::string name;            // of an input
};

struct Pairing {
  std::array<ComparedSide, 2> sides;
  std::vector<PairedInput> inputs;   // those that matter most first
  std::array<std::vector<std::uint32_t>, 2> input_of;   // by place in Program::drawn
  std::vector<Change> changes;
  std::optional<std::uint32_t> formulas, correlations;  // their places among the changes
  bool condition = false;      // the output is true or false

  // The side that an input, the formulas, the correlations are taken from.
  bool from_b(const std::optional<std::uint32_t>& change, const std::vector<bool>& changed) const { return change && changed[*change]; }
  bool has_conditions() const { return !sides[0].program.given_nodes.empty() || !sides[1].program.given_nodes.empty(); }
};

Pairing pair_sides(const ComparedSide& a, const ComparedSide& b, bool condition);

// Two laws, each in its own unit: alike in base units?
bool same_law(const Sampler& a, const Sampler& b);

// Two inputs of a program and the correlation of the normals behind them, names in alphabetical order.
struct NamedCorrelation {
  std::string first, second;
  double rho = 0;
};
std::vector<NamedCorrelation> named_correlations(const Program& program);

}  // namespace botec
