#include "summaries/weighted_collection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "samples/evaluator.h"
#include "samples/parallel.h"

namespace botec {

WeightedCollection::WeightedCollection(const Program& program, const RunPlan& plan, Keep keep, unsigned threads, const std::atomic<bool>* interrupted)
    : program_(program), plan_(plan), threads_(threads), interrupted_(interrupted) {
  plan_.points = 0;
  const auto column = [this](Register source) {
    registers_.push_back(source);
    return registers_.size();   // the first column is that of the weights
  };
  outputs_.resize(program.outputs.size());
  questions_.resize(program.questions.size());
  if (keep == Keep::everything) {
    for (std::size_t i = 0; i < program.outputs.size(); ++i) {
      if (!program.outputs[i].constant) outputs_[i] = column(program.outputs[i].value);
    }
    for (std::size_t i = 0; i < program.questions.size(); ++i) {
      if (program.questions[i].constant) continue;
      questions_[i].value = column(program.questions[i].value);
      if (program.questions[i].valid) questions_[i].valid = column(*program.questions[i].valid);
    }
  }
  inputs_ = registers_.size() + 1;
  for (const DrawnInput& drawn : program.drawn) column(drawn.target);
  columns_.assign(registers_.size() + 1, Column(plan.replicates));
}

std::uint64_t WeightedCollection::most_points() const {
  const std::uint64_t trials = most_values / columns_.size();
  return std::max<std::uint64_t>(trials / plan_.replicates / kernels::block_size, 1) * kernels::block_size;
}

void WeightedCollection::fill(std::uint32_t replicate, std::uint64_t first, std::uint64_t last, Evaluator& evaluator, const PointSet& points, std::vector<Column>& columns) const {
  constexpr double impossible = -std::numeric_limits<double>::infinity();
  for (std::uint64_t trial = first; trial < last; trial += kernels::block_size) {
    evaluator.evaluate(points, trial);
    const std::uint64_t n = std::min<std::uint64_t>(kernels::block_size, last - trial);
    for (std::size_t c = 0; c < registers_.size(); ++c) {
      std::copy_n(evaluator.values(registers_[c]), n, columns[c + 1][replicate].begin() + static_cast<std::ptrdiff_t>(trial));
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const ProgramOutput& output = program_.outputs[i];
      if (outputs_[i] == 0 || output.infinity_sources.empty()) continue;
      double* const values = columns[outputs_[i]][replicate].data() + trial;
      for (std::uint64_t t = 0; t < n; ++t) {
        if (std::isinf(values[t]) && !means_infinity(output, evaluator, t)) values[t] = std::numeric_limits<double>::quiet_NaN();
      }
    }
    double* const weights = columns[0][replicate].data() + trial;
    const double* const evidence = program_.evidence_node ? evaluator.values(program_.evidence) : nullptr;
    for (std::uint64_t t = 0; t < n; ++t) {
      // Not a number: a negative rate, or a probability beyond 1, under which nothing is observed.
      const double log = evidence == nullptr ? 0 : evidence[t];
      weights[t] = std::isnan(log) || log == std::numeric_limits<double>::infinity() ? impossible : log;
      // What `given:` excludes is told from what the evidence does, for the share that is kept.
      for (const Register given : program_.given) {
        if (evaluator.values(given)[t] != 1) weights[t] = std::numeric_limits<double>::quiet_NaN();
      }
    }
  }
}

bool WeightedCollection::extend(std::uint64_t points) {
  if (points <= plan_.points) return true;
  const bool goes_on = plan_.method != Method::latin_hypercube && plan_.points % kernels::block_size == 0;
  const std::uint64_t from = goes_on ? plan_.points : 0;
  // What goes on is not copied: it may be large.
  std::vector<Column> columns = goes_on ? std::move(columns_) : std::vector<Column>(columns_.size(), Column(plan_.replicates));
  for (Column& column : columns) {
    for (auto& values : column) values.resize(points);
  }
  const auto places = coordinates(program_);
  std::vector<std::unique_ptr<PointSet>> sets;
  for (std::uint32_t r = 0; r < plan_.replicates; ++r) sets.push_back(std::make_unique<PointSet>(Design{plan_.method, plan_.seed, points}, r, places));
  const std::uint64_t pieces = (points - from + chunk_size - 1) / chunk_size;
  constexpr std::uint64_t small = 200000;   // less work than a thread costs to start is done on the calling one
  const unsigned threads = (points - from) * plan_.replicates < small ? 1 : threads_;
  std::vector<std::unique_ptr<Evaluator>> evaluators(max_workers(threads));
  std::atomic<bool> stopped = false;
  parallel_for(pieces * plan_.replicates, threads, [&](std::uint64_t i, std::size_t worker) {
    if (stopped || (interrupted_ != nullptr && interrupted_->load(std::memory_order_relaxed))) {
      stopped = true;
      return;
    }
    auto& evaluator = evaluators[worker];
    if (!evaluator) evaluator = std::make_unique<Evaluator>(program_);
    const auto replicate = static_cast<std::uint32_t>(i / pieces);
    const std::uint64_t first = from + i % pieces * chunk_size;
    fill(replicate, first, std::min(first + chunk_size, points), *evaluator, *sets[replicate], columns);
  });
  if (stopped && !goes_on) return false;
  columns_ = std::move(columns);
  if (stopped) {
    for (Column& column : columns_) {
      for (auto& values : column) values.resize(plan_.points);
    }
    return false;
  }
  if (!goes_on) kept_ = 0;
  for (auto& weights : columns_[0]) {
    for (std::uint64_t t = from; t < points; ++t) {
      kept_ += std::isnan(weights[t]) ? 0 : 1;
      if (std::isnan(weights[t])) weights[t] = -std::numeric_limits<double>::infinity();
    }
  }
  plan_.points = points;
  return true;
}

}  // namespace botec
