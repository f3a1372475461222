// Samples → trials with weights: what `observe:` leaves of them, and what `given:` does. Everything is held in memory, because a
// weight is only known beside all the others.
// Promise: the same numbers for any number of threads, in one stage or several. Threads: one owner; extend() starts workers.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "program/program.h"
#include "samples/run_plan.h"

namespace botec {

class WeightedCollection {
 public:
  // Of outputs and questions too, or of the inputs alone. Keeps a reference to the program.
  enum class Keep { everything, inputs };
  WeightedCollection(const Program& program, const RunPlan& plan, Keep keep, unsigned threads, const std::atomic<bool>* interrupted);

  // So many trials a replicate that no more than `most_values` are held, in whole blocks.
  std::uint64_t most_points() const;
  static constexpr std::uint64_t most_values = 1u << 25;   // a quarter of a gigabyte

  // Goes on to `points` trials a replicate; false where that was interrupted, and then what was there before stays.
  bool extend(std::uint64_t points);

  const RunPlan& plan() const { return plan_; }
  // One value a trial, replicate after replicate.
  using Column = std::vector<std::vector<double>>;
  // exp(log_weights) are weights but for a factor; -infinity: the trial is not possible.
  const Column& log_weights() const { return columns_[0]; }
  const Column& output(std::size_t i) const { return columns_[outputs_[i]]; }            // base units; not of constant ones
  const Column& question(std::size_t i) const { return columns_[questions_[i].value]; }  // 1 or 0; not of constant ones
  const Column* valid(std::size_t i) const { return questions_[i].valid == 0 ? nullptr : &columns_[questions_[i].valid]; }
  const Column& input(std::size_t i) const { return columns_[inputs_ + i]; }             // of Program::drawn, base units
  std::uint64_t kept() const { return kept_; }   // trials that satisfy `given:`

 private:
  struct QuestionColumns {
    std::size_t value = 0, valid = 0;
  };
  void fill(std::uint32_t replicate, std::uint64_t first, std::uint64_t last, class Evaluator& evaluator, const class PointSet& points, std::vector<Column>& columns) const;

  const Program& program_;
  RunPlan plan_;
  unsigned threads_;
  const std::atomic<bool>* interrupted_;
  std::vector<Register> registers_;       // per column but the first
  std::vector<std::size_t> outputs_;
  std::vector<QuestionColumns> questions_;
  std::size_t inputs_ = 1;
  std::vector<Column> columns_;
  std::uint64_t kept_ = 0;
};

}  // namespace botec
