// Steps of series, which are computed as outputs of their own, brought together; and dates as a reader counts them.
// Place: the last steps of assembling. Threads: pure.
#pragma once

#include "program/program.h"
#include "result/result.h"

namespace botec {

// Dates in calendar years, in which 2027.5 is the middle of 2027; until then they are years of 365.25 days. Errors and standard
// deviations stay in those.
void show_dates(std::vector<OutputResult>& outputs);
void show_dates(std::vector<InputResult>& inputs);

// Outputs and questions as they stand in the program become series, in the place of their steps.
void gather_series(const Program& program, Result& result);

}  // namespace botec
