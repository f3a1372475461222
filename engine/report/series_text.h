// A series on a terminal: its quantiles as a table with a row a step, and as a small fan.
// Place: result → report. Threads: pure.
#pragma once

#include <string>
#include <vector>

#include "report/table.h"
#include "report/terminal_text.h"
#include "result/result.h"

namespace botec {

std::vector<std::string> series_lines(const OutputResult& output, const TextOptions& options);

// Its quantiles, a row for each of at most so many steps, the first and the last among them.
TextTable series_table(const SeriesResult& series, const std::string& unit, std::size_t most_rows, const TextOptions& options);

// "2024: 0.1%, 2026: 3%, …" of a question about a series.
std::string steps_sentence(const QuestionResult& question);

}  // namespace botec
