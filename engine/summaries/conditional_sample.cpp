#include "summaries/conditional_sample.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include "samples/evaluator.h"
#include "samples/parallel.h"
#include "summaries/intervals.h"
#include "summaries/path_inverse.h"
#include "summaries/path_moments.h"

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;
constexpr std::size_t budget = 16u << 20;   // doubles in columns: 128 MiB, of which small runs use a thousandth
// Work that a thread is not worth: about half a millisecond of probabilities.
constexpr std::uint64_t small = 1u << 16;

double average_of(const std::vector<double>& values, std::uint64_t used) {
  double sum = 0;
  for (std::uint64_t i = 0; i < used; i += block) sum += kernels::active().sum(values.data() + i, static_cast<std::size_t>(std::min<std::uint64_t>(block, used - i)));
  return sum / static_cast<double>(used);
}

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
  points_of_.assign(wanted_.size(), 0);
  for (Replicate& replicate : data_) {
    replicate.columns.resize(registers_.size());
    replicate.unfit.assign(registers_.size(), 0);
    replicate.signed_.assign(registers_.size(), 0);
    replicate.compared.resize(wanted_.size());
    replicate.crossing_points.assign(crossings_.size(), 0);
  }
}

std::uint64_t ConditionalSample::most_points() const {
  std::uint64_t points = block;
  while (2 * points * replicates_ * std::max<std::size_t>(registers_.size() + crossing_columns_, 1) <= budget) points *= 2;
  return points;
}

// The points that are new.
void ConditionalSample::evaluate(Evaluator& evaluator, std::uint32_t replicate, std::uint64_t points) {
  Replicate& data = data_[replicate];
  const PointSet net(Design{Method::sobol, seed_, points}, replicate, coordinates(program_));
  for (auto& column : data.columns) column.resize((points + block - 1) / block * block);
  for (std::uint64_t trial = register_points_; trial < points;) {
    const auto n = static_cast<std::size_t>(std::min(points, trial / block * block + block) - trial);
    evaluator.evaluate(net, trial, n);
    for (std::size_t c = 0; c < registers_.size(); ++c) std::copy_n(evaluator.values(registers_[c]), n, data.columns[c].begin() + static_cast<std::ptrdiff_t>(trial));
    trial += n;
  }
  for (std::size_t c = 0; c < registers_.size(); ++c) {
    const double *begin = data.columns[c].data() + register_points_, *end = data.columns[c].data() + points;
    if (!kernels::active().all_finite(begin, points - register_points_)) data.unfit[c] = 1;
    if (!std::all_of(begin, end, [](double x) { return x > 0; })) data.signed_[c] = 1;
  }
}

// Of one crossing to come before the other, trial by trial.
void ConditionalSample::compare(std::size_t which, std::uint32_t replicate, std::uint64_t points) {
  Replicate& data = data_[replicate];
  const Conditioning& conditioning = *wanted_[which];
  const std::vector<double>& other = data.columns[slots_[which][0]];
  std::vector<double>& compared = data.compared[which];
  std::uint64_t trial = points_of_[which];
  for (compared.resize(points); trial < points; trial += block) {
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, points - trial));
    crossings_[crossing_of_[which]].exact_probabilities(other.data() + trial, conditioning.closed == conditioning.below, compared.data() + trial, n);
  }
}

void ConditionalSample::extend(std::uint32_t replicate, std::size_t worker, std::uint64_t points, const std::vector<bool>& wanted) {
  Replicate& data = data_[replicate];
  bool any_registers = false;
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    if (!wanted[k]) continue;
    any_registers = any_registers || !slots_[k].empty();
    if (!wanted_[k]->crossing) continue;
    std::uint64_t& done = data.crossing_points[crossing_of_[k]];
    if (points > done) crossings_[crossing_of_[k]].extend(replicate, done, points);
    done = std::max(done, points);
  }
  if (any_registers && points > register_points_) {
    if (!evaluators_[worker]) evaluators_[worker] = std::make_unique<Evaluator>(program_, registers_);
    evaluate(*evaluators_[worker], replicate, points);
  }
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    if (wanted[k] && compares(k) && points > points_of_[k]) compare(k, replicate, points);
  }
}

bool ConditionalSample::usable(std::size_t which) const {
  if (wanted_[which]->crossing) return true;   // a time that does not come is infinite
  return std::none_of(data_.begin(), data_.end(), [&](const Replicate& replicate) {
    return std::any_of(slots_[which].begin(), slots_[which].end(), [&](std::size_t slot) { return replicate.unfit[slot] != 0; });
  });
}

void ConditionalSample::extend(std::uint64_t points, const std::atomic<bool>* interrupted, const std::vector<bool>& wanted) {
  const std::vector<bool> all(wanted_.size(), true);
  const std::vector<bool>& which = wanted.empty() ? all : wanted;
  if (!registers_.empty() || crossing_columns_ != 0) {
    const unsigned threads = points * replicates_ < small ? 1 : threads_;
    evaluators_.resize(std::max<std::size_t>(evaluators_.size(), max_workers(threads)));
    parallel_for(replicates_, threads, [&](std::uint64_t r, std::size_t worker) {
      if (interrupted == nullptr || !interrupted->load(std::memory_order_relaxed)) extend(static_cast<std::uint32_t>(r), worker, points, which);
    });
  }
  if (!registers_.empty() && !probes_) {
    if (!evaluators_[0]) evaluators_[0] = std::make_unique<Evaluator>(program_, registers_);
    probes_.emplace(program_, *evaluators_[0], registers_);
  }
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    if (!which[k]) continue;
    points_of_[k] = std::max(points_of_[k], points);
    if (!slots_[k].empty()) register_points_ = std::max(register_points_, points);
  }
  points_ = std::max(points_, points);
}

// evaluate(operands, out, n) fills a block of trials.
template <class Evaluate>
PerReplicate ConditionalSample::average(std::size_t which, std::uint64_t points, std::uint32_t replicates, Evaluate evaluate) const {
  const std::vector<std::size_t>& slots = slots_[which];
  double values[block];
  if (slots.empty()) {
    evaluate(OperandColumns{}, values, 1);
    return {values[0]};
  }
  const std::uint64_t used = std::min(points, points_of_[which]);
  PerReplicate result(std::min(replicates, replicates_), 0.0);
  parallel_for(result.size(), used * result.size() < small ? 1 : threads_, [&](std::uint64_t r, std::size_t) {
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
PerReplicate ConditionalSample::crossing_probability(std::size_t which, double y, std::uint64_t points, std::uint32_t replicates) const {
  const Conditioning& conditioning = *wanted_[which];
  const bool question = !std::isnan(conditioning.limit);
  const bool at_limit = !question || conditioning.closed == conditioning.below;   // counts as before it
  if (question) y = at_limit || conditioning.limit != conditioning.crossing->at[0] ? conditioning.limit : -std::numeric_limits<double>::infinity();
  const std::uint64_t used = std::min(points, points_of_[which]);
  PerReplicate result(conditioning.exact ? 1 : std::min(replicates, replicates_), 0.0);
  parallel_for(result.size(), used * result.size() < small ? 1 : threads_, [&](std::uint64_t r, std::size_t) {
    const double before = compares(which) ? average_of(data_[r].compared[which], used) : crossings_[crossing_of_[which]].probability(static_cast<std::uint32_t>(r), y, used);
    result[r] = conditioning.below ? before : 1 - before;
  });
  return result;
}

double ConditionalSample::widest_gap(std::size_t which, double y, std::uint64_t beside, std::uint64_t points) const {
  if (slots_[which].empty()) return 0;
  constexpr std::size_t bins = 256;
  using Held = std::array<std::uint64_t, bins>;
  std::vector<Held> parts(replicates_, Held{});
  const std::uint64_t used = std::min(points, points_of_[which]);
  parallel_for(replicates_, used * replicates_ < small ? 1 : threads_, [&](std::uint64_t r, std::size_t) {
    const Replicate& replicate = data_[r];
    double out[block];
    OperandColumns operands(slots_[which].size());
    for (std::uint64_t trial = 0; trial < used; trial += block) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, used - trial));
      for (std::size_t i = 0; i < operands.size(); ++i) operands[i] = {replicate.columns[slots_[which][i]].data() + trial, replicate.signed_[slots_[which][i]] == 0};
      if (compares(which)) std::copy_n(replicate.compared[which].begin() + static_cast<std::ptrdiff_t>(trial), n, out);
      else conditional_probability(*wanted_[which], operands, y, out, n);
      for (std::size_t k = 0; k < n; ++k) ++parts[r][static_cast<std::size_t>(std::clamp(out[k], 0.0, 1.0) * (bins - 1))];
    }
  });
  Held held{};
  for (const Held& part : parts) std::transform(held.begin(), held.end(), part.begin(), held.begin(), std::plus<>());
  std::size_t widest = 0, last = bins, first = bins;
  std::uint64_t before = 0;
  const std::uint64_t all = used * replicates_;
  for (std::size_t b = 0; b < bins; ++b) {
    if (held[b] == 0) continue;
    if (last != bins && before >= beside && all - before >= beside) widest = std::max(widest, b - last);
    first = std::min(first, b);
    last = b;
    before += held[b];
  }
  // A small net that lacks points of the next power of two has a hole somewhere, in which the probability may be any of these.
  constexpr std::uint64_t few = 256;
  if (!std::has_single_bit(points_of_[which]) && points_of_[which] < few) widest = std::max(widest, last - first);
  return static_cast<double>(widest) / bins;
}

// evaluate(operands, out, n) as in average().
template <class Evaluate>
double ConditionalSample::unseen_of_probes(std::size_t which, Evaluate evaluate) const {
  if (!probes_ || slots_[which].empty() || wanted_[which]->crossing) return 0;
  OperandColumns operands;
  for (const std::size_t slot : slots_[which]) operands.push_back({probes_->column(slot), probes_->positive(slot)});
  double values[block];
  evaluate(operands, values, probes_->count());
  return probes_->unseen(values, static_cast<double>(points_of_[which] * replicates_));
}

double ConditionalSample::unseen_tails(std::size_t which, double y) const {
  return unseen_of_probes(which, [&](const OperandColumns& operands, double* out, std::size_t n) { conditional_probability(*wanted_[which], operands, y, out, n); });
}

double ConditionalSample::unseen_tails(std::size_t which, double centre, int order) const {
  return unseen_of_probes(which, [&](const OperandColumns& operands, double* out, std::size_t n) { conditional_moment(*wanted_[which], operands, centre, order, out, n); });
}

PerReplicate ConditionalSample::probability(std::size_t which, double y, std::uint64_t points, std::uint32_t replicates) const {
  const Conditioning& conditioning = *wanted_[which];
  if (conditioning.crossing) return crossing_probability(which, y, points, replicates);
  return average(which, points, replicates, [&](const OperandColumns& operands, double* out, std::size_t n) {
    conditional_probability(conditioning, operands, y, out, n);
  });
}

double ConditionalSample::widest_jump(std::size_t which) const {
  if (slots_[which].empty() || wanted_[which]->crossing) return 0;
  std::vector<double> means;
  means.reserve(points_of_[which] * replicates_);
  OperandColumns operands(slots_[which].size());
  double out[block];
  for (const Replicate& replicate : data_) {
    for (std::uint64_t trial = 0; trial < points_of_[which]; trial += block) {
      for (std::size_t i = 0; i < operands.size(); ++i) operands[i] = {replicate.columns[slots_[which][i]].data() + trial, replicate.signed_[slots_[which][i]] == 0};
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(block, points_of_[which] - trial));
      conditional_moment(*wanted_[which], operands, 0, 1, out, n);
      means.insert(means.end(), out, out + n);
    }
  }
  return widest_gap_of(means);
}

PerReplicate ConditionalSample::moment(std::size_t which, double centre, int order) const {
  const Conditioning& conditioning = *wanted_[which];
  return average(which, points_of_[which], replicates_, [&](const OperandColumns& operands, double* out, std::size_t n) {
    conditional_moment(conditioning, operands, centre, order, out, n);
  });
}

}  // namespace botec
