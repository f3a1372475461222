// What `botec check` found, for people: one line a file, then what came of its expectations.
// Place: result → report. The diagnostics themselves are messages: see diagnostic_text(). Threads: pure function.
#pragma once

#include <string>

#include "report/terminal_text.h"
#include "result/check_result.h"

namespace botec {

std::string check_text(const CheckedFile& file, const TextOptions& options);

}  // namespace botec
