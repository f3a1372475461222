// The trials of everything but one direction of the inputs, for when a series first passes another: in each of them, how far along
// the direction each step begins to hold.
// Place: program and samples → summaries, inside ConditionalSample. Promise: the same bits for any number of threads; points are
// added, never redone. Threads: replicates are extended and read in parallel, one thread each.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "program/crossing_law.h"
#include "samples/run_plan.h"
#include "summaries/crossing_lanes.h"

namespace botec {

class CrossingSample {
 public:
  // Both must outlive the sample. Without anything to sample there is one trial, which says everything.
  CrossingSample(const Program& program, const CrossingLaw& law, std::uint64_t seed, std::uint32_t replicates);

  void extend(std::uint32_t replicate, std::uint64_t from, std::uint64_t points);
  static std::size_t columns(const CrossingLaw& law) { return law.exact() ? 0 : law.at.size() + law.at.size() / 4 + 1; }   // doubles a trial

  // P(the crossing is at or before y), as the average over the first `points` trials of a replicate.
  double probability(std::uint32_t replicate, double y, std::uint64_t points) const;
  // Where nothing is left to sample: P(the crossing is before each of n places, or at it where `closed`), at most a block of them.
  void exact_probabilities(const double* y, bool closed, double* out, std::size_t n) const;

 private:
  struct Chunk {                    // of trials in one block, all its steps near one another
    std::uint64_t from;
    std::size_t n;
    std::unique_ptr<double[]> own;          // from where on along the direction step k holds: n of each step
    std::unique_ptr<std::uint16_t[]> first; // of the steps up to k, the one that holds first
    double earliest(std::size_t k, std::size_t t) const { return own[first[k * n + t] * n + t]; }
  };
  struct Replicate {
    std::vector<Chunk> chunks;
    std::optional<PointSet> net;
    std::uint64_t net_points = 0;
  };
  const PointSet& net(std::uint32_t replicate, std::uint64_t points);
  void add_chunk(std::uint32_t replicate, std::uint64_t from, const double* beside, std::size_t n);
  void above(double* places, std::size_t n) const;
  void passing(const Chunk& chunk, std::size_t step, double y, double* out, std::size_t n) const;
  void set_heights(const Chunk& chunk, std::size_t step, const std::uint16_t* trials, std::size_t count, crossing::Between& at) const;
  void between_steps(const crossing::Between& at, double* out, std::size_t n) const;

  const Program& program_;
  const CrossingLaw& law_;
  std::uint64_t seed_;
  std::vector<Replicate> data_;
  std::vector<double> loads_;   // of the normals, step after step
  std::vector<double> known_;   // of an exact law: P(at or before each step)
};

}  // namespace botec
