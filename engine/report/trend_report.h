// The answer of `botec trend` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same TrendResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"
#include "result/trend_result.h"

namespace botec {

std::string trend_text(const TrendResult& result, const TextOptions& options);
std::string trend_json(const TrendResult& result);
std::string trend_csv(const TrendResult& result);

// The points and the line through them.
std::vector<std::string> trend_chart(const TrendReport& trend, const TextOptions& options);

}  // namespace botec
