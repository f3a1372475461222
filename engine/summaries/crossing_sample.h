// The trials of everything but one direction of the inputs, for when a series first passes another: in each of them, how far along
// the direction each step begins to hold.
// Place: program and samples → summaries, inside ConditionalSample. Promise: the same bits for any number of threads; points are
// added, never redone. Threads: replicates are extended and read in parallel, one thread each.
#pragma once

#include <cstdint>
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
  static std::size_t columns(const CrossingLaw& law) { return law.exact() ? 0 : 2 * law.at.size(); }   // doubles a trial

  // P(the crossing is at or before y), as the average over the first `points` trials of a replicate.
  double probability(std::uint32_t replicate, double y, std::uint64_t points) const;
  // Where nothing is left to sample: P(the crossing is before each of n places, or at it where `closed`), at most a block of them.
  void exact_probabilities(const double* y, bool closed, double* out, std::size_t n) const;

 private:
  struct Replicate {
    std::vector<std::vector<double>> beside;     // per step: what the rest of the inputs adds, whole blocks
    std::vector<std::vector<double>> earliest;   // per step: from where on along the direction it or one before it holds
    std::optional<PointSet> net;
    std::uint64_t net_points = 0;
  };
  const PointSet& net(std::uint32_t replicate, std::uint64_t points);
  void holds_from(std::uint32_t replicate, std::uint64_t first, std::size_t n);
  void above(double* places, std::size_t n) const;
  void passing(const Replicate& data, std::size_t step, double y, std::uint64_t trial, double* out, std::size_t n) const;
  void between_steps(const crossing::Between& at, double* out, std::size_t n) const;

  const Program& program_;
  const CrossingLaw& law_;
  std::uint64_t seed_;
  std::vector<Replicate> data_;
  std::vector<double> loads_;   // of the normals, step after step
  std::vector<double> known_;   // of an exact law: P(at or before each step)
};

}  // namespace botec
