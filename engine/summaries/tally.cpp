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
  moments.merge(other.open.moments());
  // Adding 0 makes a zero positive, whose sign would depend on the order of comparisons.
  minimum = std::min({minimum, other.minimum, other.open.powers.minimum}) + 0.0;
  maximum = std::max({maximum, other.maximum, other.open.powers.maximum}) + 0.0;
  infinite += other.infinite;
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
  std::uint16_t rows[block];   // when not all
};

void find_kept(const Program& program, const Evaluator& evaluator, std::size_t n, Kept& kept) {
  kept.n = n;
  kept.all = true;
  if (program.given.empty()) return;
  const kernels::Table& k = kernels::active();
  double holds[block];   // 1 or 0
  std::copy_n(evaluator.values(program.given[0]), n, holds);
  for (std::size_t i = 1; i < program.given.size(); ++i) k.logical_and(holds, holds, evaluator.values(program.given[i]), n);
  const auto count = static_cast<std::size_t>(k.sum(holds, n));
  kept.all = count == n;
  if (kept.all) return;
  kept.n = 0;
  for (std::size_t t = 0; t < n; ++t) {
    kept.rows[kept.n] = static_cast<std::uint16_t>(t);
    kept.n += holds[t] == 1 ? 1 : 0;
  }
}

// The kept values of a register, gathered into `scratch` where some are left out.
const double* kept_values(const double* values, const Kept& kept, double* scratch) {
  if (kept.all) return values;
  for (std::size_t i = 0; i < kept.n; ++i) scratch[i] = values[kept.rows[i]];
  return scratch;
}

// Takes the finite ones of `values` to `finite` and notes the others: infinite ones in `part` where they are meant.
std::size_t leave_out_non_finite(const ProgramOutput& output, const Evaluator& evaluator, const double* values, std::size_t n,
                                 const TrialNumber& first, const Kept& kept, OutputSums& sums, OrderStatistics::Part& part, double* finite) {
  std::size_t good = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isfinite(values[i])) {
      finite[good++] = values[i];
      continue;
    }
    const std::size_t row = kept.all ? i : kept.rows[i];
    if (std::isinf(values[i]) && means_infinity(output, evaluator, row)) {
      ++sums.infinite;
      ++(values[i] > 0 ? part.beyond : part.before);
      continue;
    }
    ++sums.non_finite;
    sums.first_non_finite = earlier(sums.first_non_finite, {first.replicate, first.trial + row});
  }
  return good;
}

void tally_output(const ProgramOutput& output, const Evaluator& evaluator, const double* values, std::size_t n, const TrialNumber& first, const Kept& kept, OutputSums& sums,
                  const OrderStatistics& order, OrderStatistics::Part& part) {
  double finite[block];
  if (!sums.open.add(values, output.moment_scale, n)) {
    n = leave_out_non_finite(output, evaluator, values, n, first, kept, sums, part, finite);
    values = finite;
    sums.open.add(values, output.moment_scale, n);
  }
  if (n > 0) order.collect(values, n, part);
}

// Answers, and whether they are valid, are 1 or 0, so that their sums are counts.
void tally_question(const ProgramQuestion& question, const Evaluator& evaluator, const Kept& kept, const TrialNumber& first,
                    QuestionSums& sums) {
  const kernels::Table& k = kernels::active();
  double scratch[block], valid_scratch[block];
  const double* answers = kept_values(evaluator.values(question.value), kept, scratch);
  const double* valid = question.valid ? kept_values(evaluator.values(*question.valid), kept, valid_scratch) : nullptr;
  if (valid == nullptr || k.sum(valid, kept.n) == static_cast<double>(kept.n)) {
    sums.asked += kept.n;
    sums.yes += static_cast<std::uint64_t>(k.sum(answers, kept.n));
    return;
  }
  for (std::size_t i = 0; i < kept.n; ++i) {
    if (valid[i] != 0) {
      ++sums.asked;
      sums.yes += answers[i] != 0 ? 1 : 0;
      continue;
    }
    ++sums.not_a_number;
    const std::uint64_t row = kept.all ? i : kept.rows[i];
    sums.first_not_a_number = earlier(sums.first_not_a_number, {first.replicate, first.trial + row});
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
      tally_output(program.outputs[i], evaluator, values, kept.n, number, kept, result.sums.outputs[i], order[i], result.order[i]);
    }
    for (std::size_t i = 0; i < program.questions.size(); ++i) {
      if (!program.questions[i].constant) tally_question(program.questions[i], evaluator, kept, number, result.sums.questions[i]);
    }
  }
}

}  // namespace botec
