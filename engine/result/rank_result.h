// The answer of a ranking as plain data: which input drives which output, how far and how surely.
// Place: sensitivity → result → report. Threads: plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "result/result.h"

namespace botec {

// One input, or a group of them, and what it does to one output. What does not apply is empty.
struct RankedFactor {
  std::string name;
  std::vector<std::string> members;    // of a group
  std::size_t rank = 1, rank_last = 1; // 2 to 3: not told apart
  Estimate first_order, total;         // shares of the variance
  Estimate shapley;                    // where inputs are correlated
  Estimate spearman;
  // What the interval's width would be, on average, with this known exactly, or with half its spread; and by how much of itself
  // it would shrink. On a logarithmic scale the width is the ratio of the ends and its share that of its logarithm.
  Estimate known_width, halved_width, known_share, halved_share;
  // The output's median (of what is true or false: its probability) with the input at its own 5th and 95th percentile.
  Estimate swing_low, swing_high;
};

struct RankedPair {
  std::string first, second;
  Estimate share;                      // of the variance that involves both
};

struct RankedOutput {
  std::string name, unit;
  std::string kind = "output";         // output, intermediate, question
  std::string scale = "linear";        // linear, log, probability
  std::string tail;                    // "high", "low": what is ranked is whether the output is in that tenth
  bool correlated = false;             // inputs are: Shapley effects instead of total shares
  std::string no_shares;               // why there are none, in words
  std::string note;                    // a wish that could not be followed
  std::optional<double> constant;
  Estimate middle;                     // median, or probability
  Estimate width;                      // of the interval: ratio of the ends, or distance
  Estimate sum_first_order;
  std::string first_order_method, total_method;
  std::uint64_t non_finite = 0;        // trials of the first look without a finite value
  std::vector<RankedFactor> inputs;    // the strongest first
  std::vector<RankedFactor> groups;
  std::vector<RankedPair> pairs;       // the strongest first
};

// What knowing more is worth to the decision, in its unit.
struct RankedDecision {
  struct Option {
    std::string name;
    Estimate expected;
  };
  struct Worth {
    std::string name;
    bool group = false;
    Estimate value;
  };
  std::string unit;
  bool smallest = false;
  std::vector<Option> options;
  std::string chosen;
  Estimate perfect;                    // of knowing everything before choosing: EVPI
  std::vector<Worth> partial;          // of knowing one input, or a group: EVPPI; the most valuable first
};

struct RankResult {
  ModelInfo model;
  RunInfo run;                         // samples: base points; each costs two evaluations and two more for each input
  std::vector<RankedOutput> outputs;
  std::optional<RankedDecision> decision;
  std::vector<Diagnostic> warnings;
  std::vector<std::string> notes;
};

}  // namespace botec
