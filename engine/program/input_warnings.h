// Warnings about inputs that are probably not what the author meant.
#pragma once

#include <optional>
#include <vector>

#include "program/build_input.h"
#include "program/scope.h"

namespace botec {

// Unused inputs, probabilities that leave 0 to 1, ranges whose ends are written differently, one quantity entered twice.
void warn_about_inputs(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& inputs, const std::vector<bool>& used,
                       Diagnostics& diagnostics);

}  // namespace botec
