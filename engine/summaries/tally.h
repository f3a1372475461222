// Everything counted about one replicate, or about all of them: plain accumulators with update and merge.
// Threads: collect_chunk() is const on its arguments and runs in parallel; merge belongs to one thread, in chunk order.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "program/program.h"
#include "samples/evaluator.h"
#include "summaries/moments.h"
#include "summaries/order_statistics.h"

namespace botec {

// A trial of the run: replicate and number within it.
struct TrialNumber {
  std::uint32_t replicate = 0;
  std::uint64_t trial = std::numeric_limits<std::uint64_t>::max();
  bool known() const { return trial != std::numeric_limits<std::uint64_t>::max(); }
};

// Sums over the trials of an output, in base units; moments in those times ProgramOutput::moment_scale.
struct OutputSums {
  RunningMoments moments;
  CentredSums open;                 // of a chunk, until it is merged
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
  std::uint64_t infinite = 0;       // on purpose: of an output that may be
  std::uint64_t non_finite = 0;     // by accident
  TrialNumber first_non_finite;
  void merge(const OutputSums& other);
};

struct QuestionSums {
  std::uint64_t yes = 0, asked = 0;
  std::uint64_t not_a_number = 0;   // trials whose operands were NaN
  TrialNumber first_not_a_number;
  void merge(const QuestionSums& other);
};

struct Sums {
  std::uint64_t trials = 0;   // drawn
  std::uint64_t kept = 0;     // that satisfied `given:`
  std::vector<OutputSums> outputs;
  std::vector<QuestionSums> questions;
  void merge(const Sums& other);
};

// What one chunk yields. Used again for another chunk it keeps its memory.
struct ChunkTally {
  Sums sums;
  std::vector<OrderStatistics::Part> order;   // per output; empty for one that never varies
};

// One replicate's, or the pool's, accumulators.
struct Tally {
  Sums sums;
  std::vector<OrderStatistics> order;   // per output
};

Sums empty_sums(const Program& program);

// Evaluates the trials [first, last) of a replicate and adds them to `result`, against the brackets of `order` as they stand.
// `first` is a multiple of the block size. Trials in two calls on the same result, or in one: the same bytes.
void collect_chunk(const Program& program, Evaluator& evaluator, const PointSet& points, std::uint32_t replicate,
                   std::uint64_t first, std::uint64_t last, const std::vector<OrderStatistics>& order, ChunkTally& result);

}  // namespace botec
