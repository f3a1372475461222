// The answer of `botec compare` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same CompareResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>

#include "report/terminal_text.h"
#include "result/compare_result.h"

namespace botec {

std::string compare_text(const CompareResult& result, const TextOptions& options);
std::string compare_json(const CompareResult& result);
std::string compare_csv(const CompareResult& result);

}  // namespace botec
