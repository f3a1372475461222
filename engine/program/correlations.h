// Rank correlations between inputs → Gaussian copulas, after checking that they are possible together.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program/build_input.h"
#include "program/program.h"
#include "program/scope.h"

namespace botec {

// A correlation of the normals behind two inputs (indices of Symbols::inputs()).
struct CorrelatedPair {
  std::uint32_t first, second;
  double rho;
};

std::vector<CorrelatedPair> find_correlations(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& inputs,
                                              Diagnostics& diagnostics);

// One group per set of connected inputs. drawn_of maps an input to its place in Program::drawn (0xFFFFFFFF: not drawn).
// Leaving an undrawn input out does not change the law of the others.
std::vector<CopulaGroup> make_copulas(const std::vector<CorrelatedPair>& pairs, const std::vector<std::uint32_t>& drawn_of);

}  // namespace botec
