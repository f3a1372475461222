// Graph → instructions: what nobody needs is dropped, and registers are used again once their value is dead.
#pragma once

#include <vector>

#include "program/program.h"

namespace botec {

struct Allocation {
  std::vector<Register> register_of;   // per node; meaningful for needed ones
  std::vector<Instruction> code;
  std::vector<PresetRegister> presets;
  std::uint32_t register_count = 0;
};

// Inputs come first: graph input k sits in register k. Values of `roots` keep their registers to the end.
Allocation allocate(const Graph& graph, const std::vector<NodeId>& roots, std::uint32_t input_count);

}  // namespace botec
