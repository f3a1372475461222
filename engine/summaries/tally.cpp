#include "summaries/tally.h"

#include <algorithm>
#include <cmath>

namespace botec {
namespace {

constexpr std::size_t block = kernels::block_size;

TrialNumber earlier(const TrialNumber& a, const TrialNumber& b) {
  if (!a.known() || !b.known()) return a.known() ? a : b;
  return a.replicate != b.replicate ? (a.replicate < b.replicate ? a : b) : (a.trial < b.trial ? a : b);
}

}  // namespace

void OutputSums::merge(const OutputSums& other) {
  moments.merge(other.moments);
  minimum = std::min(minimum, other.minimum);
  maximum = std::max(maximum, other.maximum);
  non_finite += other.non_finite;
  first_non_finite = earlier(first_non_finite, other.first_non_finite);
}

void QuestionSums::merge(const QuestionSums& other) {
  yes += other.yes;
  asked += other.asked;
  not_a_number += other.not_a_number;
  first_not_a_number = earlier(first_not_a_number, other.first_not_a_number);
}

void Sums::merge(const Sums& other) {
  trials += other.trials;
  kept += other.kept;
  for (std::size_t i = 0; i < outputs.size(); ++i) outputs[i].merge(other.outputs[i]);
  for (std::size_t i = 0; i < questions.size(); ++i) questions[i].merge(other.questions[i]);
}

Sums empty_sums(const Program& program) {
  Sums sums;
  sums.outputs.resize(program.outputs.size());
  sums.questions.resize(program.questions.size());
  return sums;
}

namespace {

// The trials of one block that count: all of the first `n`, less those that violate a condition.
struct Kept {
  std::size_t n = 0;
  bool all = true;
  std::vector<std::uint16_t> rows;   // when not all
};

void find_kept(const Program& program, const Evaluator& evaluator, std::size_t n, Kept& kept) {
  kept.n = n;
  kept.all = program.given.empty();
  if (kept.all) return;
  kept.rows.clear();
  for (std::size_t t = 0; t < n; ++t) {
    const bool holds = std::all_of(program.given.begin(), program.given.end(),
                                   [&](Register r) { return evaluator.values(r)[t] == 1; });
    if (holds) kept.rows.push_back(static_cast<std::uint16_t>(t));
  }
  kept.n = kept.rows.size();
}

// The kept values of a register, gathered into `scratch` where some are left out.
const double* kept_values(const double* values, const Kept& kept, double* scratch) {
  if (kept.all) return values;
  for (std::size_t i = 0; i < kept.n; ++i) scratch[i] = values[kept.rows[i]];
  return scratch;
}

void tally_output(const ProgramOutput& output, const double* values, std::size_t n, TrialNumber first, const Kept& kept, OutputSums& sums,
                  const OrderStatistics& order, OrderStatistics::Part& part) {
  double finite[block];
  if (!kernels::active().all_finite(values, n)) {
    std::size_t good = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (std::isfinite(values[i])) {
        finite[good++] = values[i];
        continue;
      }
      ++sums.non_finite;
      const std::uint64_t row = kept.all ? i : kept.rows[i];
      sums.first_non_finite = earlier(sums.first_non_finite, {first.replicate, first.trial + row});
    }
    values = finite;
    n = good;
  }
  if (output.moment_scale == 1) {
    sums.moments.update(values, n);
  } else {
    double scaled[block];
    kernels::active().multiply_constant(scaled, values, output.moment_scale, n);
    sums.moments.update(scaled, n);
  }
  if (n == 0) return;
  double low = 0, high = 0;
  kernels::active().extremes(values, n, &low, &high);
  sums.minimum = std::min(sums.minimum, low);
  sums.maximum = std::max(sums.maximum, high);
  order.collect(values, n, part);
}

void tally_question(const ProgramQuestion& question, const Evaluator& evaluator, const Kept& kept, TrialNumber first,
                    QuestionSums& sums) {
  const double* answers = evaluator.values(question.value);
  const double* valid = question.valid ? evaluator.values(*question.valid) : nullptr;
  for (std::size_t i = 0; i < kept.n; ++i) {
    const std::size_t row = kept.all ? i : kept.rows[i];
    if (valid != nullptr && valid[row] == 0) {
      ++sums.not_a_number;
      sums.first_not_a_number = earlier(sums.first_not_a_number, {first.replicate, first.trial + row});
      continue;
    }
    ++sums.asked;
    sums.yes += answers[row] != 0 ? 1 : 0;
  }
}

}  // namespace

void collect_chunk(const Program& program, Evaluator& evaluator, const PointSet& points, std::uint32_t replicate,
                   std::uint64_t first, std::uint64_t last, const std::vector<OrderStatistics>& order, ChunkTally& result) {
  result.order.resize(order.size());
  Kept kept;
  double scratch[block];
  for (std::uint64_t trial = first; trial < last; trial += block) {
    evaluator.evaluate(points, trial);
    const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(block, last - trial));
    const TrialNumber number{replicate, trial};
    find_kept(program, evaluator, n, kept);
    result.sums.trials += n;
    result.sums.kept += kept.n;
    for (std::size_t i = 0; i < program.outputs.size(); ++i) {
      if (program.outputs[i].constant) continue;
      const double* values = kept_values(evaluator.values(program.outputs[i].value), kept, scratch);
      tally_output(program.outputs[i], values, kept.n, number, kept, result.sums.outputs[i], order[i], result.order[i]);
    }
    for (std::size_t i = 0; i < program.questions.size(); ++i) {
      if (!program.questions[i].constant) tally_question(program.questions[i], evaluator, kept, number, result.sums.questions[i]);
    }
  }
}

}  // namespace botec
