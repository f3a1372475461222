#include "evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "result/series.h"
#include "result/convergence.h"
#include "result/weighted.h"

namespace botec {
namespace {

constexpr std::uint64_t first_trials = 1u << 16, most_trials = 1u << 22;
// Below this the 5% quantile rests on fifty trials, and its error on the spread of a few in each replicate.
constexpr double few = 1000;

std::uint64_t whole_blocks(double points) {
  return std::max<std::uint64_t>(static_cast<std::uint64_t>(points) / kernels::block_size, 1) * kernels::block_size;
}

// Trials a replicate, and whether memory ends before the number that was asked for.
struct Stages {
  std::uint64_t first = 1, last = 1;
  bool cut = false;
};

Stages stages_of(const Prepared& prepared, const RunPlan& plan, const WeightedCollection& collection) {
  if (prepared.program->drawn.empty()) return {};
  const std::uint64_t most = collection.most_points();
  if (prepared.settings.samples) return {std::min(plan.points, most), std::min(plan.points, most), plan.points > most};
  const std::uint64_t first = whole_blocks(static_cast<double>(first_trials) / plan.replicates);
  return {std::min(first, most), std::min(plan.points, most), false};
}

// Errors where nothing is left, a warning where little is.
void judge(const Program& program, const WeightedCollection& collection, const Weights& weights, Diagnostics& diagnostics) {
  const std::uint64_t trials = collection.plan().trials();
  const Span& span = program.evidence_span;
  if (collection.kept() == 0) {
    diagnostics.error("given", program.given_spans.front(), "no trial satisfies `given:`", fmt::format("the conditions contradict the inputs, or are rarer than one in {}", trials));
  } else if (weights.positive == 0) {
    diagnostics.error("observe", span, "what is observed is not possible in any trial", "an expected count is above 0, a probability between 0 and 1, and what has an error as a factor above 0");
  } else if (weights.effective() < few && !program.drawn.empty()) {
    diagnostics.warning("observe", span,
                        fmt::format("the evidence leaves {} trials the worth of {:.0f}, which is too few for errors to be trusted", trials, std::max(weights.effective(), 1.0)),
                        "it is far from what the inputs say, or much more exact than they are: check its value and error, or widen or move the inputs");
  }
}

}  // namespace

void run_weighted(const Prepared& prepared, const RunOptions& options, Result& result, Diagnostics& diagnostics) {
  const Program& program = *prepared.program;
  const RunSettings& settings = prepared.settings;
  const std::uint64_t trials = program.drawn.empty() ? 1 : settings.samples.value_or(most_trials);
  const RunPlan plan = make_plan(settings.method, settings.seed, trials, settings.replicates);
  WeightedCollection collection(program, plan, WeightedCollection::Keep::everything, options.threads, options.interrupted);
  const Stages stages = stages_of(prepared, plan, collection);
  const std::uint64_t factor = plan.method == Method::latin_hypercube ? 4 : 2;
  for (std::uint64_t points = stages.first;; points = std::min(points * factor, stages.last)) {
    result.run.interrupted = !collection.extend(points);
    if (collection.plan().points == 0) return;   // interrupted before anything was known
    Diagnostics found;
    const Weights weights = weights_of(collection.log_weights());
    judge(program, collection, weights, found);
    if (!found.has_errors()) {
      result.outputs = assemble_weighted_outputs(program, collection, weights, result.run.interval);
      show_dates(result.outputs);
      result.questions = assemble_weighted_questions(program, collection, weights);
      report_weighted_faults(program, collection, weights, found);
    }
    result.run.samples = collection.plan().trials();
    result.run.replicates = plan.replicates;
    result.run.effective_samples = weights.effective();
    if (!program.given.empty()) result.run.given_share = static_cast<double>(collection.kept()) / static_cast<double>(result.run.samples);
    const bool exact_enough = is_converged(result, settings.tolerance, plan.replicates) && weights.effective() >= few;
    result.run.converged = !result.run.interrupted && (exact_enough || program.drawn.empty());
    const bool nothing = weights.positive == 0 && points < stages.last;   // more trials may find something
    if (points < stages.last && !result.run.interrupted && (nothing || (!found.has_errors() && (!exact_enough || settings.samples)))) {
      if (options.progress) options.progress(result.run.samples, stages.last * plan.replicates);
      if (options.look && !nothing) options.look(result);
      continue;
    }
    if (!found.has_errors()) add_posteriors(program, collection, weights, result.inputs);
    if (stages.cut) {
      result.notes.push_back(fmt::format("Under `observe:` every trial is held in memory, so that a run ends at {} of them.", result.run.samples));
    }
    for (auto& diagnostic : found.sorted()) diagnostics.add(std::move(diagnostic));
    return;
  }
}

void add_conditional_inputs(const Prepared& prepared, const RunOptions& options, Result& result) {
  const Program& program = *prepared.program;
  if (program.given.empty() || program.drawn.empty() || result.run.interrupted) return;
  constexpr std::uint64_t trials = 1u << 18;   // a tenth of a second; ten times as many would show no other digit
  const RunSettings& settings = prepared.settings;
  const RunPlan plan = make_plan(settings.method, settings.seed, std::min(trials, settings.samples.value_or(trials)), settings.replicates);
  WeightedCollection collection(program, plan, WeightedCollection::Keep::inputs, options.threads, options.interrupted);
  if (!collection.extend(std::min(plan.points, collection.most_points()))) return;
  add_posteriors(program, collection, weights_of(collection.log_weights()), result.inputs);
}

void refuse_evidence(const Program& program, const char* command, Diagnostics& diagnostics) {
  if (!program.evidence_node) return;
  diagnostics.error("not-supported", program.evidence_span, fmt::format("`botec {}` does not weigh trials by what is observed", command),
                    "leave `observe:` out for it; `botec run` shows what the evidence does to the inputs");
}

}  // namespace botec
