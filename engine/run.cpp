#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "drivers.h"
#include "engine.h"
#include "evidence.h"
#include "prepare.h"
#include "program/narrow.h"
#include "report/date_text.h"
#include "result/assemble.h"
#include "result/conditioned.h"
#include "result/convergence.h"
#include "result/expectations.h"
#include "result/non_finite.h"
#include "result/pool_spread.h"
#include "result/series.h"
#include "result/tail_warning.h"
#include "summaries/collection.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr std::uint64_t first_trials = 1u << 16;   // of a run that goes on until it is exact enough
constexpr std::uint64_t few_trials = 1u << 13;     // where the interval does not rest on them: a block a replicate
constexpr std::uint64_t most_trials = 1u << 24;    // its cap: under a second for most models

Result describe(const Prepared& prepared, const RunOptions& options) {
  Result result;
  const Model& model = *prepared.model;
  result.model = {model.title.value, model.description.value, model.source->name(), options.scenario};
  result.run.method = method_name(prepared.settings.method);
  result.run.seed = prepared.settings.seed;
  result.run.interval = prepared.settings.level;
  if (!prepared.settings.samples) result.run.tolerance = prepared.settings.tolerance;
  result.inputs = assemble_inputs(*prepared.program);
  result.notes = prepared.program->conventions;
  return result;
}

bool nothing_varies(const Program& program) {
  return std::all_of(program.outputs.begin(), program.outputs.end(), [](const auto& o) { return o.constant.has_value(); }) &&
         std::all_of(program.questions.begin(), program.questions.end(), [](const auto& q) { return q.constant.has_value(); }) &&
         program.given.empty();
}

void warn_about_given(const Prepared& prepared, const Result& result, Diagnostics& diagnostics) {
  if (!result.run.given_share || *result.run.given_share >= 0.01) return;
  const Span& span = prepared.program->given_spans.front();
  if (*result.run.given_share == 0) {
    diagnostics.error("given", span, "no trial satisfies `given:`", "the conditions contradict the inputs, or are rarer than one in " + std::to_string(result.run.samples));
  } else {
    constexpr double few = 1000;   // below it a 5% quantile rests on fifty trials, and its error on a few in each replicate
    const double kept = *result.run.given_share * static_cast<double>(result.run.samples);
    const std::string left = kept < few ? ", " + std::to_string(std::llround(kept)) + " in all, which is too few for errors to be trusted" : "";
    diagnostics.warning("given", span, "`given:` keeps fewer than one trial in a hundred" + left,
                        "the rest of the sample is lost: narrow the inputs instead" + std::string(kept < few ? ", or say what was seen under `observe:`" : ""));
  }
}

void warn_about_expectations(const Result& result, Diagnostics& diagnostics) {
  for (const ExpectationResult& entry : result.expectations) {
    if (entry.met) continue;
    const auto value = [&](double at) { return entry.unit == "date" ? day_text(at) : shortest(at); };
    const std::string actual = entry.actual ? value(*entry.actual) : "no value";
    diagnostics.warning("unmet-expectation", entry.span,
                        "`" + entry.output + "`: " + entry.quantity + " is expected to be " + value(entry.expected) + ", and is " + actual);
  }
}

// One run: trials, and beside them what is found without trials.
class Run {
 public:
  Run(const Prepared& prepared, const RunOptions& options, Result& result);
  // Goes on until the tolerance is met, the cap is reached, or the number of trials that was asked for.
  void go(Diagnostics& diagnostics);

 private:
  std::uint64_t whole_blocks(std::uint64_t trials) const;
  std::uint64_t first_stage() const;
  std::uint64_t usual_stage() const;
  bool has_exact_steps() const;
  bool seen_only_at_the_end() const;
  bool complete() const;
  void collect(std::uint64_t points);
  void extend(std::uint64_t points, Diagnostics& found);
  void refine();
  bool settled(const OutputResult& output, const ProgramOutput& described) const;
  bool settled(const QuestionResult& question) const;
  void leave_out_what_is_settled();
  void leave_out_exact_steps();
  void sample(const std::vector<bool>& outputs, const std::vector<bool>& questions);
  bool all_answered() const;
  void take(std::vector<OutputResult> outputs, std::vector<QuestionResult> questions);
  void fill(Collected& collected, Diagnostics& found);
  const Program& sampled() const { return left_ ? *left_ : program_; }
  bool interrupted() const { return options_.interrupted != nullptr && options_.interrupted->load(std::memory_order_relaxed); }

  const Prepared& prepared_;
  const Program& program_;
  const RunOptions& options_;
  Result& result_;
  RunPlan plan_;                   // of all trials that may be wanted
  double bracket_width_ = 5;
  std::optional<Program> left_;    // what is sampled, where some of it need not be; else all is
  bool settled_left_out_ = false;
  std::vector<std::size_t> outputs_, questions_;   // its places in the whole program
  std::vector<OutputResult> found_;                // per output of the whole program, dates in base units
  std::unique_ptr<Collection> collection_;
  std::optional<ConditionedAnswers> answers_;
};

// Fewer for a series of many steps, each of which is an output, and of many instructions: a few seconds for those as well.
std::uint64_t cap(const Program& program) {
  constexpr std::uint64_t usual_outputs = 16, least = 1u << 20;
  constexpr std::size_t an_output = 40;   // instructions take about as long as collecting an output
  const std::size_t cost = std::max(program.outputs.size(), (program.code.size() + program.drawn.size()) / an_output);
  return std::clamp<std::uint64_t>(most_trials * usual_outputs / std::max<std::size_t>(cost, 1), least, most_trials);
}

Run::Run(const Prepared& prepared, const RunOptions& options, Result& result)
    : prepared_(prepared), program_(*prepared.program), options_(options), result_(result) {
  const RunSettings& settings = prepared.settings;
  found_.resize(program_.outputs.size());
  result_.questions.resize(program_.questions.size());
  leave_out_exact_steps();
  const std::uint64_t trials = nothing_varies(program_) ? 1 : settings.samples.value_or(cap(program_));
  plan_ = make_plan(settings.method, settings.seed, trials, settings.replicates);
}

// The points a replicate of so many trials: whole blocks, because a stage that ends within one cannot be gone on from.
std::uint64_t Run::whole_blocks(std::uint64_t trials) const {
  return std::max<std::uint64_t>(trials / plan_.replicates / kernels::block_size, 1) * kernels::block_size;
}

// Points a replicate. Long runs of a fixed number are looked at on the way too, for the progress line and for an interrupt.
std::uint64_t Run::first_stage() const {
  if (plan_.method == Method::latin_hypercube && prepared_.settings.samples) return plan_.points;
  const bool few = prepared_.settings.samples ? has_exact_steps() : uses_conditioning(program_);
  return std::min(plan_.points, few ? whole_blocks(few_trials) : usual_stage());
}

std::uint64_t Run::usual_stage() const {
  return whole_blocks(prepared_.settings.samples ? std::max<std::uint64_t>(plan_.trials() / 16, most_trials / 4) : first_trials);
}

bool Run::has_exact_steps() const {
  return std::any_of(program_.outputs.begin(), program_.outputs.end(), [](const ProgramOutput& o) { return o.brief && o.conditioning && o.conditioning->exact; });
}

void Run::fill(Collected& collected, Diagnostics& found) {
  const Sums& sums = collected.pooled.sums;
  result_.run.samples = sums.trials;
  result_.run.replicates = plan_.replicates;
  if (!program_.given.empty() && sums.trials > 0) {
    result_.run.given_share = static_cast<double>(sums.kept) / static_cast<double>(sums.trials);
  }
  report_non_finite(sampled(), collection_->plan(), collected, found);
  std::vector<OutputResult> results;
  for (const std::size_t place : outputs_) results.push_back(result_.outputs[place]);
  warn_about_tails(sampled(), collected, results, found);
}

// What can be integrated out is, once, from where a first sample points.
void Run::refine() {
  if (!uses_conditioning(program_)) return;
  if (!answers_ && (!interrupted() || left_)) {   // what was left out has no other answer
    answers_ = answer_by_conditioning({program_, prepared_.settings, options_.threads, options_.interrupted}, result_.outputs);
  }
  if (answers_) overlay(*answers_, program_, result_);
}

void Run::take(std::vector<OutputResult> outputs, std::vector<QuestionResult> questions) {
  for (std::size_t i = 0; i < outputs.size(); ++i) found_[outputs_[i]] = std::move(outputs[i]);
  for (std::size_t i = 0; i < questions.size(); ++i) result_.questions[questions_[i]] = std::move(questions[i]);
  result_.outputs = found_;
  refine();
  found_ = result_.outputs;
  show_dates(result_.outputs);
}

// Known well enough without the trials that others still need. Where their number was asked for, only the steps of a series that are
// exact are: nothing is shown of those that more trials would tell.
bool Run::settled(const OutputResult& output, const ProgramOutput& described) const {
  if (output.computation.kind == Computation::Kind::sampled || output.non_finite > 0) return false;
  const bool may_not_come = output.infinite && *output.infinite->probability.value > 0;
  if (!described.no_mean && !may_not_come && !output.moments_integrated && !(described.no_variance && output.mean.standard_error == 0.0)) return false;
  if (prepared_.settings.samples) return described.brief && output.computation.kind == Computation::Kind::exact;
  Result alone;
  alone.outputs = {output};
  return is_converged(alone, prepared_.settings.tolerance, plan_.replicates);
}

bool Run::settled(const QuestionResult& question) const {
  if (question.computation.kind == Computation::Kind::sampled) return false;
  if (prepared_.settings.samples) return question.computation.kind == Computation::Kind::exact;
  Result alone;
  alone.questions = {question};
  return is_converged(alone, prepared_.settings.tolerance, plan_.replicates);
}

// The outputs and questions that are sampled from here on.
void Run::sample(const std::vector<bool>& outputs, const std::vector<bool>& questions) {
  const auto places = [](const std::vector<bool>& wanted) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i]) result.push_back(i);
    }
    return result;
  };
  outputs_ = places(outputs);
  questions_ = places(questions);
  left_.reset();
  if (outputs_.size() < outputs.size() || questions_.size() < questions.size()) left_ = narrow(program_, outputs, questions);
  collection_.reset();
}

// Of the steps of a series before the last nothing is shown that a closed form does not say.
void Run::leave_out_exact_steps() {
  std::vector<bool> outputs, questions;
  for (std::size_t i = 0; i < program_.outputs.size(); ++i) {
    const ProgramOutput& output = program_.outputs[i];
    outputs.push_back(!(output.brief && output.conditioning && is_all_known(output)));
    if (!outputs.back()) describe_output(output, found_[i]);
  }
  for (std::size_t i = 0; i < program_.questions.size(); ++i) {
    const ProgramQuestion& question = program_.questions[i];
    questions.push_back(!(question.brief && question.conditioning && question.conditioning->exact));
    result_.questions[i] = {question.name, question.text, question.description, {}, {}, {}, {}};
  }
  sample(outputs, questions);
}

// False where something was left out and then not answered, as when the run is interrupted before.
bool Run::all_answered() const {
  const auto outputs = std::count_if(found_.begin(), found_.end(), [](const OutputResult& o) { return o.interval.low.value.has_value(); });
  const auto questions = std::count_if(result_.questions.begin(), result_.questions.end(), [](const QuestionResult& q) { return q.probability.value.has_value(); });
  return (outputs_.size() == found_.size() || static_cast<std::size_t>(outputs) == found_.size()) &&
         (questions_.size() == result_.questions.size() || static_cast<std::size_t>(questions) == result_.questions.size());
}

// What more trials are drawn for begins again, with the same ones.
void Run::leave_out_what_is_settled() {
  if (!answers_ || settled_left_out_) return;
  std::vector<bool> outputs, questions;
  for (std::size_t i = 0; i < found_.size(); ++i) outputs.push_back(!settled(found_[i], program_.outputs[i]));
  for (const QuestionResult& question : result_.questions) questions.push_back(!settled(question));
  const auto wanted = [](const std::vector<bool>& stays) { return static_cast<std::size_t>(std::count(stays.begin(), stays.end(), true)); };
  if (wanted(outputs) >= outputs_.size() && wanted(questions) >= questions_.size()) return;
  sample(outputs, questions);
  settled_left_out_ = true;
  if (!prepared_.settings.samples) plan_.points = std::max(plan_.points, make_plan(plan_.method, plan_.seed, cap(*left_), plan_.replicates).points);
}

// Reading every quantile off, and sorting for it, takes a tenth of a long run, so that it is not done for nobody.
bool Run::seen_only_at_the_end() const { return prepared_.settings.samples && !options_.look && !uses_conditioning(program_); }

void Run::collect(std::uint64_t points) {
  if (!collection_) {
    const auto progress = [this](std::uint64_t done, std::uint64_t planned) {
      if (options_.progress) options_.progress(done, prepared_.settings.samples ? plan_.trials() : planned);
    };
    const CollectOptions options{wanted_probabilities(result_.run.interval), options_.threads, options_.low_memory, options_.interrupted, progress};
    collection_ = std::make_unique<Collection>(sampled(), plan_, options, bracket_width_);
  }
  collection_->extend(points);
}

// False where an output whose law is known was not answered by it, as when the run is interrupted before.
bool Run::complete() const {
  return std::all_of(outputs_.begin(), outputs_.end(), [&](std::size_t place) {
    const ProgramOutput& output = program_.outputs[place];
    const OutputResult& found = result_.outputs[place];
    if (output.constant || !output.conditioning || !output.conditioning->is_value() || found.non_finite > 0 || found.infinite) return true;
    return found.computation.kind != Computation::Kind::sampled && (output.brief || !found.histogram.shares.empty());
  });
}

// A quantile that escaped its bracket costs a second pass with wider ones.
void Run::extend(std::uint64_t points, Diagnostics& found) {
  for (;; bracket_width_ *= 2) {
    collect(points);
    // Nothing goes on from the last stage, so that it need not be copied.
    Collected collected = points >= plan_.points ? std::move(*collection_).finish() : collection_->look();
    for (const bool known_laws : {true, false}) {
      auto outputs = assemble_outputs(sampled(), collection_->plan(), collected, result_.run.interval, known_laws);
      if (!outputs) break;
      take(std::move(*outputs), assemble_questions(sampled(), collection_->plan(), collected));
      if (!all_answered()) {
        sample(std::vector<bool>(program_.outputs.size(), true), std::vector<bool>(program_.questions.size(), true));
        return extend(points, found);
      }
      if (!known_laws || complete()) return fill(collected, found);
    }
    if (interrupted()) return;
    collection_.reset();
  }
}

void Run::go(Diagnostics& diagnostics) {
  const RunSettings& settings = prepared_.settings;
  // Nothing is done twice by a net or by plain draws; a hypercube begins again, and so takes larger steps.
  const std::uint64_t factor = plan_.method == Method::latin_hypercube ? 4 : 2;
  for (std::uint64_t points = first_stage();; points = std::min(points * factor, plan_.points)) {
    if (points < plan_.points && seen_only_at_the_end()) {
      collect(points);
      if (!interrupted()) continue;
    }
    Diagnostics found;
    extend(points, found);
    result_.run.interrupted = interrupted();
    const bool exact_enough = is_converged(result_, settings.tolerance, plan_.replicates);
    result_.run.converged = !result_.run.interrupted && (exact_enough || nothing_varies(program_));   // nobody knows what the next stage would have shown
    const bool done = points >= plan_.points || (exact_enough && !settings.samples);
    if (done || result_.run.interrupted || found.has_errors()) {
      warn_about_given(prepared_, result_, found);
      for (auto& diagnostic : found.sorted()) diagnostics.add(std::move(diagnostic));
      return;
    }
    if (options_.look) options_.look(result_);
    leave_out_what_is_settled();
    points = std::max(points, usual_stage() / factor);
  }
}

}  // namespace

Answer<Result> run(const ModelText& text, const RunOptions& options) {
  Prepared prepared = prepare_model(text, options);
  Diagnostics& diagnostics = prepared.diagnostics;
  if (prepared.program && prepared.program->outputs.empty() && prepared.program->questions.empty()) {
    diagnostics.error("nothing-to-compute", Span{text.source, 0, 0}, "the model has no formulas, so there is nothing to compute",
                      "add `formulas:`, or import this file from a model that has some");
    prepared.program.reset();
  }
  if (!prepared.program) return {blame(diagnostics), std::nullopt, diagnostics.sorted()};
  Result result = describe(prepared, options);
  if (prepared.program->evidence_node) {
    run_weighted(prepared, options, result, diagnostics);
  } else {
    Run(prepared, options, result).go(diagnostics);
    if (!diagnostics.has_errors()) add_conditional_inputs(prepared, options, result);
  }
  if (diagnostics.has_errors()) return {Outcome::model_at_fault, std::nullopt, diagnostics.sorted()};
  result.expectations = judge_expectations(*prepared.model, result, *prepared.program, diagnostics);
  warn_about_expectations(result, diagnostics);
  add_pools(*prepared.program, result);
  // Outputs stand in the program's order, those that only `expect:` names at the end.
  const auto& outputs = prepared.program->outputs;
  const auto listed = std::count_if(outputs.begin(), outputs.end(), [](const ProgramOutput& o) { return o.listed; });
  result.outputs.resize(std::min(result.outputs.size(), static_cast<std::size_t>(listed)));
  if (options.drivers && !prepared.program->evidence_node && !result.run.interrupted && prepared.program->drawn.size() > 1) add_drivers(prepared, options, result);
  gather_series(*prepared.program, result);
  result.warnings = diagnostics.sorted();
  const Outcome outcome = result.run.interrupted ? Outcome::not_completed : Outcome::done;
  return {outcome, std::move(result), {}};
}

}  // namespace botec
