// `groups:` and imports → groups of inputs that are ranked together.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/scope.h"

namespace botec {

struct NamedInputs {
  std::string name;
  std::vector<std::uint32_t> inputs;   // of Symbols::inputs()
};

// Those of the model first, then one for each import. An import stands for all of its inputs as a member, too.
std::vector<NamedInputs> find_groups(const Symbols& symbols, const Model& model, Diagnostics& diagnostics);

}  // namespace botec
