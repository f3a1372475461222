// What will be sampled: the design, how many trials, in which chunks.
// Place: program and random → samples → summaries. Promise: the plan alone fixes every drawn number; threads do not.
#pragma once

#include <cstdint>

#include "random/design.h"

namespace botec {

// Trials in a chunk, the unit of work: 32 blocks, long enough to hide the cost of scheduling it (some microseconds), short
// enough that a default run still keeps two cores busy.
inline constexpr std::uint64_t chunk_size = 16384;

struct RunPlan {
  Method method = Method::sobol;
  std::uint64_t seed = 1;
  std::uint32_t replicates = 16;   // independent randomisations; 1 for plain sampling
  std::uint64_t points = 65536;    // trials per replicate

  std::uint64_t trials() const { return points * replicates; }
  std::uint64_t chunks_per_replicate() const { return (points + chunk_size - 1) / chunk_size; }
  std::uint64_t chunks() const { return chunks_per_replicate() * replicates; }
};

// The replicates and points for a wished number of trials. Plain sampling needs no replicates; a net or a hypercube takes
// up to 16, so that their spread gives the error; the total is rounded up to a multiple of them.
RunPlan make_plan(Method method, std::uint64_t seed, std::uint64_t trials, std::uint32_t replicates);

}  // namespace botec
