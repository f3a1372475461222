// Samples → summaries: all of a plan's trials at once; collection.h does it in stages.
// Promise: the same tallies for any number of threads; memory grows with the square root of the number of trials.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "samples/run_plan.h"
#include "summaries/tally.h"

namespace botec {

struct CollectOptions {
  std::vector<double> probabilities;                 // quantiles that will be asked for
  unsigned threads = 0;
  bool low_memory = false;   // brackets narrow more often, the sample is smaller: the same quantiles and sums
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(std::uint64_t done, std::uint64_t planned)> progress;
};

struct Collected {
  Tally pooled;
  std::vector<Tally> replicates;   // as many as the plan has when more than one; when interrupted those that were done
  bool interrupted = false;
};

// bracket_width: half-width of quantile brackets in standard errors; sample again with twice as many if a quantile escaped.
Collected collect(const Program& program, const RunPlan& plan, const CollectOptions& options, double bracket_width = 5);

}  // namespace botec
