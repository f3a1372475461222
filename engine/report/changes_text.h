// What a later answer says otherwise than an earlier one: for a model that is edited while it is watched.
// Place: result → report. Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/text_report.h"

namespace botec {

// A line for each output and question whose sentence changed, came or went, with what it said before; one that says so when none did.
std::vector<std::string> change_lines(const Result& before, const Result& after, const TextOptions& options);

}  // namespace botec
