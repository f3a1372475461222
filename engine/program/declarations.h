// The first steps of compile(): units declared, scenario and --set applied, inputs fitted.
#pragma once

#include <optional>
#include <vector>

#include "program/build_input.h"
#include "program/compile.h"
#include "program/scope.h"

namespace botec {

// Declares the units of a model and of all it imports; a unit that two files declare alike is one unit.
void declare_units(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics);

// Points the inputs at the forms of the scenario, then of --set.
void apply_overrides(Symbols& symbols, const CompileOptions& options, Diagnostics& diagnostics);

// One per input of `symbols`; empty where an error was added. Every scenario's overrides are fitted too (and
// thrown away), because all scenarios are checked, whichever runs.
std::vector<std::optional<FittedInput>> fit_inputs(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics);

// Inputs that the caller draws instead; names that no input has are errors.
void apply_draws(const Symbols& symbols, const CompileOptions& options, std::vector<std::optional<FittedInput>>& inputs, Diagnostics& diagnostics);

}  // namespace botec
