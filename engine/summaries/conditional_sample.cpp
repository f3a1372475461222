#include "summaries/conditional_sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "samples/evaluator.h"
#include "samples/parallel.h"
#include "summaries/path_inverse.h"
#include "summaries/path_moments.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr std::size_t budget = 16u << 20;   // doubles in columns: 128 MiB, of which small runs use a thousandth
// Work that a thread is not worth: about half a millisecond of probabilities.
constexpr std::uint64_t small = 1u << 16;

}  // namespace

ConditionalSample::ConditionalSample(const Program& program, std::vector<const Conditioning*> wanted, std::uint64_t seed,
                                     std::uint32_t replicates, unsigned threads)
    : program_(program), wanted_(std::move(wanted)), seed_(seed), replicates_(replicates), threads_(threads), data_(replicates) {
  const auto slot = [this](const Operand& operand) {
    const auto found = std::find(registers_.begin(), registers_.end(), operand.reg);
    if (found == registers_.end()) registers_.push_back(operand.reg);
    return static_cast<std::size_t>(std::find(registers_.begin(), registers_.end(), operand.reg) - registers_.begin());
  };
  std::vector<const CrossingLaw*> laws;
  for (const Conditioning* conditioning : wanted_) {
    std::vector<std::size_t>& slots = slots_.emplace_back();
    const CrossingLaw* law = conditioning->crossing.get();
    crossing_of_.push_back(static_cast<std::size_t>(std::find(laws.begin(), laws.end(), law) - laws.begin()));
    if (law != nullptr && crossing_of_.back() == laws.size()) {
      laws.push_back(law);
      crossings_.emplace_back(program, *law, seed, replicates);
      crossing_columns_ += CrossingSample::columns(*law);
    }
    for (const PathStep& step : conditioning->steps) {
      if (step.a.varies) slots.push_back(slot(step.a));
      if (step.b.varies) slots.push_back(slot(step.b));
    }
  }
  for (Replicate& replicate : data_) {
    replicate.columns.resize(registers_.size());
    replicate.unfit.assign(registers_.size(), 0);
    replicate.signed_.assign(registers_.size(), 0);
  }
}

std::uint64_t ConditionalSample::most_points() const {
  std::uint64_t points = block;
  while (2 * points * replicates_ * std::max<std::size_t>(registers_.size() + crossing_columns_, 1) <= budget) points *= 2;
  return points;
}

void ConditionalSample::extend(std::uint32_t replicate, std::uint64_t points) {
  for (CrossingSample& crossing : crossings_) crossing.extend(replicate, points_, points);
  if (registers_.empty()) return;
  Evaluator evaluator(program_, registers_);
  const PointSet net(Design{Method::sobol, seed_, points}, replicate, coordinates(program_));
  for (auto& column : data_[replicate].columns) column.resize((points + block - 1) / block * block);
  for (std::uint64_t trial = points_ / block * block; trial < points; trial += block) {
    evaluator.evaluate(net, trial);
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, points - trial));
    for (std::size_t c = 0; c < registers_.size(); ++c) {
      const double* values = evaluator.values(registers_[c]);
      std::copy_n(values, block, data_[replicate].columns[c].begin() + static_cast<std::ptrdiff_t>(trial));
      if (!kernels::active().all_finite(values, n)) data_[replicate].unfit[c] = 1;
      if (!std::all_of(values, values + n, [](double x) { return x > 0; })) data_[replicate].signed_[c] = 1;
    }
  }
}

bool ConditionalSample::usable(std::size_t which) const {
  return std::none_of(data_.begin(), data_.end(), [&](const Replicate& replicate) {
    return std::any_of(slots_[which].begin(), slots_[which].end(), [&](std::size_t slot) { return replicate.unfit[slot] != 0; });
  });
}

void ConditionalSample::extend(std::uint64_t points, const std::atomic<bool>* interrupted) {
  if ((registers_.empty() && crossing_columns_ == 0) || points <= points_) {
    points_ = std::max(points_, points);
    return;
  }
  const unsigned threads = points * replicates_ < small ? 1 : threads_;
  parallel_for(replicates_, threads, [&](std::uint64_t r, std::size_t) {
    if (interrupted == nullptr || !interrupted->load(std::memory_order_relaxed)) extend(static_cast<std::uint32_t>(r), points);
  });
  points_ = points;
}

// evaluate(operands, out, n) fills a block of trials.
template <class Evaluate>
PerReplicate ConditionalSample::average(std::size_t which, std::uint64_t points, Evaluate evaluate) const {
  const std::vector<std::size_t>& slots = slots_[which];
  double values[block];
  if (slots.empty()) {
    evaluate(OperandColumns{}, values, 1);
    return {values[0]};
  }
  const std::uint64_t used = std::min(points, points_);
  PerReplicate result(replicates_, 0.0);
  parallel_for(replicates_, used * replicates_ < small ? 1 : threads_, [&](std::uint64_t r, std::size_t) {
    double out[block];
    OperandColumns operands(slots.size());
    double sum = 0;
    for (std::uint64_t trial = 0; trial < used; trial += block) {
      for (std::size_t i = 0; i < slots.size(); ++i) operands[i] = {data_[r].columns[slots[i]].data() + trial, data_[r].signed_[slots[i]] == 0};
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, used - trial));
      evaluate(operands, out, n);
      sum += kernels::active().sum(out, n);
    }
    result[r] = sum / static_cast<double>(used);
  });
  return result;
}

// Of a question, which has its own limit: a crossing may be at the first step with a probability of its own, and nowhere else.
PerReplicate ConditionalSample::crossing_probability(std::size_t which, double y, std::uint64_t points) const {
  const Conditioning& conditioning = *wanted_[which];
  const bool question = !std::isnan(conditioning.limit);
  const bool at_limit = !question || conditioning.closed == conditioning.below;   // counts as before it
  if (question) y = at_limit || conditioning.limit != conditioning.crossing->at[0] ? conditioning.limit : -std::numeric_limits<double>::infinity();
  const std::uint64_t used = std::min(points, points_);
  PerReplicate result(conditioning.exact ? 1 : replicates_, 0.0);
  parallel_for(result.size(), used * replicates_ < small ? 1 : threads_, [&](std::uint64_t r, std::size_t) {
    const double before = crossings_[crossing_of_[which]].probability(static_cast<std::uint32_t>(r), y, used);
    result[r] = conditioning.below ? before : 1 - before;
  });
  return result;
}

PerReplicate ConditionalSample::probability(std::size_t which, double y, std::uint64_t points) const {
  const Conditioning& conditioning = *wanted_[which];
  if (conditioning.crossing) return crossing_probability(which, y, points);
  return average(which, points, [&](const OperandColumns& operands, double* out, std::size_t n) {
    conditional_probability(conditioning, operands, y, out, n);
  });
}

PerReplicate ConditionalSample::moment(std::size_t which, double centre, int order) const {
  const Conditioning& conditioning = *wanted_[which];
  return average(which, points_, [&](const OperandColumns& operands, double* out, std::size_t n) {
    conditional_moment(conditioning, operands, centre, order, out, n);
  });
}

}  // namespace botec
