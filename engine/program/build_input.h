// From the form of an input as written to its distribution and its unit: the fit.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <optional>
#include <string>

#include "distributions/distribution.h"
#include "distributions/own_draws.h"
#include "model/model.h"
#include "program/program.h"
#include "units/unit.h"

namespace botec {

struct FittedInput {
  Distribution distribution;          // in `unit`
  Unit unit;
  std::optional<double> author_point; // in `unit`
  std::string description;            // "lognormal from 5% to 40%, at most 1"
  DrawFunction draw = nullptr;        // in `unit`; where values come from the caller
  std::optional<PoolFact> pool;
  bool ordered = true;                // as of DrawnInput
};

// Nothing after an error was added. `name` is for messages; `level` is the file's range_level.
std::optional<FittedInput> build_input(const InputForm& form, const std::string& name, double level, UnitSystem& units,
                                       Diagnostics& diagnostics);

// The unit a quantity was written with; the pure number when none; nothing after an error was added.
std::optional<Unit> unit_of(const std::string& text, const Span& span, UnitSystem& units, Diagnostics& diagnostics);

}  // namespace botec
