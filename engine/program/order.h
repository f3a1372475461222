// The order in which formulas can be computed: each after those it names.
#pragma once

#include <cstdint>
#include <vector>

#include "program/scope.h"

namespace botec {

// Indices of formulas, each after all it uses. Formulas on a cycle are left out, after an error that prints the cycle.
std::vector<std::uint32_t> order_formulas(const Symbols& symbols, Diagnostics& diagnostics);

}  // namespace botec
