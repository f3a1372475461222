// The answer of `botec rank` for people and for machines.
// Place: result → report. Promise: no line of text is wider than options.width; the same RankResult gives the same bytes.
// Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "report/table.h"
#include "report/terminal_text.h"
#include "result/rank_result.h"

namespace botec {

std::string rank_text(const RankResult& result, const TextOptions& options);
std::string rank_json(const RankResult& result);
std::string rank_csv(const RankResult& result);

// Where an output's middle goes when an input goes from its own 5th to its 95th percentile, as bars around the middle.
std::vector<std::string> tornado_lines(const RankedOutput& output, const TextOptions& options);

// The expected values of the options, and what knowing more is worth.
struct DecisionWords {
  TextTable options, worth;   // their last columns: which option is chosen; bars
};
DecisionWords decision_words(const RankedDecision& decision, const TextOptions& options);
std::vector<std::string> decision_lines(const RankedDecision& decision, const TextOptions& options);

// "2", or "2-3" where it is tied.
std::string rank_label(const RankedFactor& factor);

}  // namespace botec
