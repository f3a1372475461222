// The scores that botec computes, one row each: listing, documentation, reports and tests walk this table.
// Place: scoring → result, report. Threads: constants.
#pragma once

#include <span>
#include <string_view>

namespace botec {

struct ScoreRow {
  std::string_view name;           // in JSON and CSV: "log_crps"
  std::string_view label;          // in text: "CRPS of the logarithm"
  std::string_view of;             // what it scores: "numbers" or "probabilities"
  std::string_view formula;        // in words and signs
  std::string_view best;           // the value of a perfect forecast: "0", "none"
  std::string_view infinite;       // when it is not finite, or "never"
  std::string_view source;
  bool in_unit = false;            // depends on the unit of the outcome: to be averaged only over questions of one unit
  bool compared = false;           // its differences do not, so that forecasters are compared by it on all questions
};
std::span<const ScoreRow> score_catalogue();
const ScoreRow* find_score(std::string_view name);   // null when there is none

}  // namespace botec
