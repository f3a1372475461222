// Samples → summaries, as far as wanted and then further: runs chunks in parallel and tallies them in number order.
// Promise: the same tallies for any number of threads, and whether trials were asked for at once or in stages; memory grows
// with the square root of their number. Threads: one owner; extend() starts workers of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "samples/evaluator.h"
#include "samples/run_plan.h"
#include "summaries/collect.h"
#include "summaries/tally.h"

namespace botec {

class Collection {
 public:
  // bracket_width: half-width of quantile brackets in standard errors; collect again with twice as many if a quantile escaped.
  // Keeps a reference to the program.
  Collection(const Program& program, const RunPlan& plan, const CollectOptions& options, double bracket_width = 5);

  // Goes on to `points` trials a replicate. What was collected stays, except where more trials move the old ones: a
  // hypercube, and a stage that ended within a block, begin again. Returns whether it was completed, not interrupted.
  bool extend(std::uint64_t points);

  // With `points` as far as was asked: what the trials so far were drawn by.
  const RunPlan& plan() const { return plan_; }
  Collected look() const;        // a copy
  Collected finish() &&;         // the same, and nothing to go on from

 private:
  // One replicate, as far as it has come.
  struct Strand {
    std::uint64_t points = 0;
    Sums whole;               // of whole chunks
    Sums open;                // of the last one, where it is cut short
    std::vector<OrderStatistics> order;
  };
  struct Piece {              // of a chunk: the trials [first, last) of a replicate
    std::uint32_t replicate;
    std::uint64_t first, last;
  };

  void start_over();
  bool advance(std::uint32_t begin, std::uint32_t end);
  std::vector<Piece> next_wave(std::uint32_t begin, std::uint32_t end) const;
  void run(const std::vector<Piece>& wave);
  void merge(const Piece& piece, const ChunkTally& tally);
  Collected gather(std::vector<Strand> strands) const;
  unsigned threads() const;

  const Program& program_;
  RunPlan plan_;
  CollectOptions options_;
  OrderOptions order_options_;
  std::vector<Strand> strands_;
  std::uint64_t whole_stage_ = 0;    // points of every replicate when the last completed stage ended
  std::uint64_t done_ = 0;           // trials
  bool interrupted_ = false;
  std::vector<std::unique_ptr<PointSet>> points_;
  std::vector<std::unique_ptr<Evaluator>> evaluators_;   // per worker
  std::vector<ChunkTally> tallies_;                      // per place in a wave
};

}  // namespace botec
