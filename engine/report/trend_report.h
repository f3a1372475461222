// The answer of `botec trend` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same TrendResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/table.h"
#include "report/terminal_text.h"
#include "result/trend_result.h"

namespace botec {

std::string trend_text(const TrendResult& result, const TextOptions& options);
std::string trend_json(const TrendResult& result);
std::string trend_csv(const TrendResult& result);

// What is said of one trend, to be laid out elsewhere: where it comes from, its figures, the row that moves it most, and what other
// choices of rows would have said.
struct TrendWords {
  std::vector<std::string> sentences;
  TextTable figures, sweep;
};
TrendWords trend_words(const TrendReport& trend, const RunInfo& run, const TextOptions& options);

// The points and the line through them.
std::vector<std::string> trend_chart(const TrendReport& trend, const TextOptions& options);

}  // namespace botec
