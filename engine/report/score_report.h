// The answer of `botec score` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same ScoreResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_text.h"
#include "result/score_result.h"

namespace botec {

std::string score_text(const ScoreResult& result, const TextOptions& options);
std::string score_json(const ScoreResult& result);
std::string score_csv(const ScoreResult& result);

// The catalogue of scores.
std::string scores_text(const TextOptions& options);
std::string scores_json();

// Pictures of one forecaster's calibration: shares that held beside what was said, and where the outcomes fell.
std::vector<std::string> coverage_lines(const ForecasterSummary& summary, const TextOptions& options);
std::vector<std::string> percentile_lines(const ForecasterSummary& summary, const TextOptions& options);
std::vector<std::string> reliability_lines(const ForecasterSummary& summary, const TextOptions& options);

}  // namespace botec
