// The trials of everything but what is integrated out: averages of conditional probabilities over a scrambled net.
// Place: program and samples → summaries → result. Promise: the same bits for any number of threads; points are added, never redone.
// Threads: extend() and the questions to it run their replicates in parallel; the object belongs to one thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "program/program.h"
#include "samples/evaluator.h"
#include "summaries/crossing_sample.h"
#include "summaries/tail_probes.h"

namespace botec {

// What one replicate says: the average of a conditional probability, or of a conditional moment.
using PerReplicate = std::vector<double>;

class ConditionalSample {
 public:
  // Only conditionings that are not exact need trials; `wanted` may hold both. They must outlive the sample.
  ConditionalSample(const Program& program, std::vector<const Conditioning*> wanted, std::uint64_t seed, std::uint32_t replicates,
                    unsigned threads);

  // Goes on to so many points a replicate, of those conditionings that are wanted still: the others stay with what they have.
  void extend(std::uint64_t points, const std::atomic<bool>* interrupted, const std::vector<bool>& wanted = {});
  std::uint64_t points() const { return points_; }                       // of the one with the most
  std::uint64_t points(std::size_t which) const { return points_of_[which]; }
  std::uint32_t replicates() const { return replicates_; }
  // Points that the columns of these conditionings allow in the memory meant for them.
  std::uint64_t most_points() const;

  // False where something beside the value integrated out is not finite in some trial: then nothing may be asked.
  bool usable(std::size_t which) const;

  // P(output <= y), or that a question holds (y is not used): one average a replicate, a single one when exact.
  // Uses the first `points` of each replicate, and the first `replicates`, where that is fewer than there are.
  PerReplicate probability(std::size_t which, double y, std::uint64_t points = ~std::uint64_t{0}, std::uint32_t replicates = ~std::uint32_t{0}) const;
  // The widest gap between neighbours among the conditional probabilities of some of the trials: near 1 where they hardly ever lie between
  // 0 and 1, because something beside the value varies far more than it does, and near 0 where they vary smoothly. Only gaps with so
  // many trials on either side count: further out they are sparse without a jump. Of a number of points that is no power of two, from the
  // least to the largest.
  double widest_gap(std::size_t which, double y, std::uint64_t beside, std::uint64_t points = 256) const;   // of so many a replicate
  // What P(output <= y), or that a question holds, may owe to tails of inputs that no point is in: to be allowed for in its error.
  double unseen_tails(std::size_t which, double y) const;
  double unseen_tails(std::size_t which, double centre, int order) const;   // the same of moment()
  // The widest gap between neighbours among the conditional means of all trials, in cells of a thousandth of their range.
  double widest_jump(std::size_t which) const;
  // The conditional mean less `centre`, or with order 2 the mean square about it: where has_path_moments().
  PerReplicate moment(std::size_t which, double centre, int order) const;

 private:
  struct Replicate {
    std::vector<std::vector<double>> columns;   // by slot, whole blocks
    std::vector<char> unfit;                    // by slot: holds something that is not finite
    std::vector<char> signed_;                  // by slot: holds something that is not above 0
    std::vector<std::vector<double>> compared;  // by conditioning: the probabilities of one crossing to come before another
    std::vector<std::uint64_t> crossing_points; // by crossing
  };
  template <class Evaluate>
  PerReplicate average(std::size_t which, std::uint64_t points, std::uint32_t replicates, Evaluate evaluate) const;
  void evaluate(Evaluator& evaluator, std::uint32_t replicate, std::uint64_t points);
  void compare(std::size_t which, std::uint32_t replicate, std::uint64_t points);
  void extend(std::uint32_t replicate, std::size_t worker, std::uint64_t points, const std::vector<bool>& wanted);
  bool compares(std::size_t which) const { return wanted_[which]->crossing && !slots_[which].empty(); }
  template <class Evaluate>
  double unseen_of_probes(std::size_t which, Evaluate evaluate) const;
  PerReplicate crossing_probability(std::size_t which, double y, std::uint64_t points, std::uint32_t replicates) const;

  const Program& program_;
  std::vector<const Conditioning*> wanted_;
  std::vector<std::vector<std::size_t>> slots_;   // per conditioning: the columns of its varying operands, in order
  std::vector<Register> registers_;               // per column
  std::uint64_t seed_;
  std::uint32_t replicates_;
  unsigned threads_;
  std::vector<std::unique_ptr<Evaluator>> evaluators_;   // of each thread: its registers are not made anew for every replicate
  std::uint64_t points_ = 0, register_points_ = 0;
  std::vector<std::uint64_t> points_of_;          // per conditioning
  std::vector<Replicate> data_;
  std::vector<CrossingSample> crossings_;
  std::optional<TailProbes> probes_;
  std::size_t crossing_columns_ = 0;
  std::vector<std::size_t> crossing_of_;          // per conditioning: its place among them, where it is one
};

}  // namespace botec
