// The answer of a comparison as plain data: why two estimates differ, input by input.
// Place: sensitivity → result → report. Threads: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result/result.h"

namespace botec {

// One thing that differs, and what it does. What does not apply is empty.
struct ComparedChange {
  std::string kind = "input";              // input, formulas, correlations
  std::string name;                        // of the input; else "formulas", "correlations"
  std::optional<InputResult> a, b;
  Estimate point, middle;                  // its factor or its term, as the split of that quantity says
};

// How one quantity is split. Parts multiply to, or add up to, `total`.
struct ComparedSplit {
  std::string scale = "ratio";             // ratio: B over A; difference: B less A
  std::string why_none;                    // why there are no parts, in words
  Estimate total;                          // of the parts
  bool all_orders = true;                  // every combination of the changes was tried
  std::uint64_t orders = 0;                // else so many orders of them
  std::uint64_t samples = 0;               // trials of each mixture; 0: computed without trials
};

struct ComparedOutput {
  std::string name_a, name_b, unit;        // A's unit
  bool question = false;                   // a question: its probability is compared
  std::string middle_kind = "median";      // probability, where it is true or false
  OutputResult a, b;                       // as their own runs say, in the unit of A
  ComparedSplit point, middle;
  std::vector<ComparedChange> changes;     // the strongest first
  std::vector<std::string> shared;         // inputs that are alike, and drawn once for what follows
  Estimate a_larger, equal;                // P(A > B), P(A = B)
};

struct ChangedText {
  std::string name;
  std::optional<std::string> a, b;         // empty: only the other side has it
};

struct CompareResult {
  ModelInfo model_a, model_b;
  std::string label_a, label_b;            // as they were asked for: alphastar.yaml#thread
  RunInfo run_a, run_b;
  std::vector<ComparedOutput> outputs;
  std::vector<InputResult> only_a, only_b; // inputs that one side has
  std::vector<ChangedText> formulas, units, correlations;
  std::vector<std::string> outputs_only_a, outputs_only_b;
  std::vector<Diagnostic> warnings;
  std::vector<std::string> notes;
};

}  // namespace botec
