// A series on a terminal: its quantiles as a table with a row a step, and as a small fan.
// Place: result → report. Threads: pure.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"
#include "result/result.h"

namespace botec {

std::vector<std::string> series_lines(const OutputResult& output, const TextOptions& options);

// "2024: 0.1%, 2026: 3%, …" of a question about a series.
std::string steps_sentence(const QuestionResult& question);

}  // namespace botec
