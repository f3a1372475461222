// The conditions of parameters, as written in the rows: one phrase serves the documentation and the check.
// Grammar: "any number" | ["a whole number "] ("above A" | "at least A" | "in [A, B]" with round brackets for an open end),
// where A and B are numbers. A phrase about another parameter ("above low") is checked by the family's fit.
// Threads: pure functions.
#pragma once

#include <string_view>

namespace botec {

bool keeps_condition(std::string_view condition, double value);

}  // namespace botec
