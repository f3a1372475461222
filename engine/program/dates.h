// What can be done with dates: differences are durations, a duration moves a date, dates compare with dates.
// Place: inside lowering. Threads: belongs to the one thread that compiles.
#pragma once

#include "program/lower.h"

namespace botec {

struct DateOutcome {
  bool good = true;               // false after an error was added
  std::optional<Typed> result;    // where the operation is done; else it goes on with the operands as they are now
};

// Literals beside dates become dates, and the coordinate a number of years where a number is wanted.
DateOutcome apply_date_rules(const FormulaNode& node, Operands& operands, LoweringTools& tools);

}  // namespace botec
