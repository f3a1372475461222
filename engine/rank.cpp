// rank(): which inputs drive it?
#include <algorithm>

#include <fmt/format.h>

#include "drivers.h"
#include "engine.h"
#include "evidence.h"
#include "model_draws.h"
#include "prepare.h"
#include "result/assemble.h"
#include "result/assemble_rank.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr double default_tolerance = 0.005;
constexpr std::uint32_t default_replicates = 16, fewest_replicates = 4;   // their spread is every standard error there is

struct Targets {
  std::vector<StudyTarget> targets;
  std::vector<ShownTarget> shown;
};

void add(const ProgramOutput& output, Targets& all) {
  all.targets.push_back({output.name, output.node, {}, output.condition, !output.no_mean && !output.no_variance, output.span, output.infinity ? output.infinity->stand_in : std::nullopt});
  all.shown.push_back({output.listed ? "output" : "intermediate", output.unit});
}

void add(const ProgramQuestion& question, Targets& all) {
  all.targets.push_back({question.name, question.node, question.valid_node, true, true, question.span});
  all.shown.push_back({"question", {}});
}

void refuse(const std::string& name, const Program& program, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const auto& output : program.outputs) names.push_back(output.name);
  for (const auto& formula : program.formulas) names.push_back(formula.name);
  for (const auto& question : program.questions) names.push_back(question.name);
  const bool input = std::any_of(program.inputs.begin(), program.inputs.end(), [&](const InputFact& i) { return i.name == name; });
  const auto source = std::make_shared<SourceFile>("--of", name);
  diagnostics.error("unknown-name", {source, 0, static_cast<std::uint32_t>(name.size())},
                    input ? "`" + name + "` is an input; what drives a formula or a question can be ranked"
                          : "there is no formula or question named `" + name + "`",
                    input ? "" : did_you_mean(name, names));
}

// `cost@2030` is a step of a series, and `cost` its last one.
std::string ranked_name(const Program& program, const std::string& written) {
  const std::string name = step_or_name(written);
  for (const auto* list : {&program.output_series, &program.question_series}) {
    for (const ProgramSeries& series : *list) {
      if (series.name == name) return name + "[" + program.axis->labels.back() + "]";
    }
  }
  return name;
}

Targets find_targets(const Program& program, const std::vector<std::string>& of, Diagnostics& diagnostics) {
  Targets result;
  for (const std::string& wanted : of) {
    const std::string name = ranked_name(program, wanted);
    const auto named = [&name](const auto& entry) { return entry.name == name; };
    const auto output = std::find_if(program.outputs.begin(), program.outputs.end(), named);
    const auto question = std::find_if(program.questions.begin(), program.questions.end(), named);
    if (output != program.outputs.end()) add(*output, result);
    else if (question != program.questions.end()) add(*question, result);
    else refuse(wanted, program, diagnostics);
  }
  if (!of.empty()) return result;
  for (const ProgramOutput& output : program.outputs) {
    if (output.listed && !output.brief) add(output, result);
  }
  for (const ProgramQuestion& question : program.questions) {
    if (program.outputs.empty() && !question.brief) add(question, result);
  }
  return result;
}

StudyOptions study_options(const RankOptions& options, const RunSettings& settings) {
  StudyOptions study;
  study.method = settings.method;
  study.seed = settings.seed;
  study.replicates = std::max(options.run.replicates.value_or(default_replicates), fewest_replicates);
  study.tolerance = options.run.tolerance.value_or(default_tolerance);
  study.level = settings.level;
  study.closed_forms = options.run.conditioning;
  study.threads = options.run.threads;
  if (options.run.samples) {
    const std::uint64_t points = std::max<std::uint64_t>(1, *options.run.samples / study.replicates);
    study.points = (points + kernels::block_size - 1) / kernels::block_size * kernels::block_size;
  }
  if (options.scale) study.scale = *options.scale == "log" ? Scale::logarithmic : Scale::linear;
  if (options.tail) study.tail = *options.tail == "high" ? TailSide::high : TailSide::low;
  study.interrupted = options.run.interrupted;
  study.progress = options.run.progress;
  return study;
}

std::vector<Factor> groups_of(const Program& program) {
  std::vector<Factor> groups;
  for (const DrawnGroup& group : program.groups) groups.push_back({group.name, group.inputs});
  return groups;
}

// What knowing more is worth to the model's decision; nothing where an option's expectation does not exist.
std::optional<RankedDecision> decide(const Program& program, const StudyOptions& options) {
  if (!program.decision) return std::nullopt;
  Targets all;
  for (const auto& option : program.decision->options) {
    if (program.outputs[option.output].no_mean) return std::nullopt;   // a warning has said so
    add(program.outputs[option.output], all);
  }
  const Study study = prepare_study(program, options, std::move(all.targets), groups_of(program));
  return assemble_decision(study, value_of_information(study, program.decision->smallest));
}

// More than one trial in a thousand without a value leaves nothing to rank, as it leaves nothing to run.
// Too many trials without a finite value leave nothing to explain: then a target is an error where it was asked for or is the only
// one, and is left out otherwise. Returns which ones can be ranked.
std::vector<bool> report_non_finite(const Study& study, const StudyRanking& ranking, bool asked_for, Diagnostics& diagnostics) {
  constexpr double most = 1e-3;   // of the trials, which are left out themselves
  std::vector<bool> finite;
  for (const TargetRanking& target : ranking.targets) {
    finite.push_back(static_cast<double>(target.survey.non_finite) <= most * static_cast<double>(target.survey.kept));
  }
  const bool error = asked_for || std::none_of(finite.begin(), finite.end(), [](bool f) { return f; });
  for (std::size_t t = 0; t < study.targets.size(); ++t) {
    const TargetSurvey& found = ranking.targets[t].survey;
    if (found.kept == 0) {
      diagnostics.error("given", study.program.given_spans.front(), "no trial satisfies `given:`");
    } else if (found.non_finite > 0) {
      const std::string& name = study.targets[t].name;
      const std::string message = fmt::format("{} of {} trials of `{}` have no finite value{}", found.non_finite, found.kept, name,
                                              finite[t] ? ", and these trials are left out" : error ? "" : ", and it is not ranked");
      const std::string hint = finite[t] ? "`botec run` says where they come from"
                                         : "`botec run` says where they come from; a question about it can be ranked, such as `P(" + name + " < …)`";
      diagnostics.add({!finite[t] && error ? Severity::error : Severity::warning, "non-finite", message, hint, study.targets[t].span});
    }
  }
  return finite;
}

Answer<RankResult> rank_model(const ModelText& text, const RankOptions& options) {
  RunOptions wishes = options.run;
  wishes.conditioning = false;   // every input varies here
  Prepared prepared = prepare_model(text, wishes, options.of, false, true);
  Diagnostics& diagnostics = prepared.diagnostics;
  if (!prepared.program) return {blame(diagnostics), std::nullopt, diagnostics.sorted()};
  const Program& program = *prepared.program;
  refuse_evidence(program, "rank", diagnostics);
  Targets all = find_targets(program, options.of, diagnostics);
  if (all.targets.empty() && !diagnostics.has_errors()) {
    diagnostics.error("nothing-to-compute", Span{text.source, 0, 0}, "the model has no formulas, so there is nothing to rank");
  }
  if (diagnostics.has_errors()) return {blame(diagnostics), std::nullopt, diagnostics.sorted()};
  const Study study = prepare_study(program, study_options(options, prepared.settings), std::move(all.targets), groups_of(program));
  const StudyRanking ranking = rank_study(study);
  if (ranking.interrupted) return {Outcome::not_completed, std::nullopt, diagnostics.sorted()};
  const std::vector<bool> finite = report_non_finite(study, ranking, !options.of.empty(), diagnostics);
  if (diagnostics.has_errors()) return {Outcome::model_at_fault, std::nullopt, diagnostics.sorted()};
  RankResult result;
  const Model& model = *prepared.model;
  result.model = {model.title.value, model.description.value, model.source->name(), options.run.scenario};
  result.run.method = method_name(study.options.method);
  result.run.samples = ranking.points * study.options.replicates;
  result.run.replicates = study.options.replicates;
  result.run.seed = study.options.seed;
  result.run.interval = study.options.level;
  if (!study.options.points) result.run.tolerance = study.options.tolerance;
  result.run.converged = ranking.settled;
  std::vector<RankedOutput> outputs = assemble_ranking(study, ranking, all.shown);
  for (std::size_t t = 0; t < outputs.size(); ++t) {
    if (finite[t]) result.outputs.push_back(std::move(outputs[t]));
  }
  result.decision = decide(program, study.options);
  if (study.interrupted()) return {Outcome::not_completed, std::nullopt, diagnostics.sorted()};
  result.notes = program.conventions;
  result.warnings = diagnostics.sorted();
  return {Outcome::done, std::move(result), {}};
}

}  // namespace

Answer<RankResult> rank(const ModelText& model, const RankOptions& options) { return rank_model(model, options); }

// Names of what the output is computed from, the steps of a series under one.
std::size_t declared_inputs(const Program& program, NodeId output) {
  std::vector<std::string> names;
  const auto needed = needed_nodes(program.graph, {output});
  for (NodeId id = 0; id < needed.size(); ++id) {
    if (!needed[id] || program.graph[id].kind != GraphNode::Kind::input) continue;
    const std::string& name = program.drawn[program.graph[id].input].declared_name();
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names.size();
}

// Steps of one input are told as that input.
std::vector<Factor> step_groups(const Program& program) {
  std::vector<Factor> groups;
  for (std::uint32_t i = 0; i < program.drawn.size(); ++i) {
    const std::string& name = program.drawn[i].step_of;
    if (name.empty()) continue;
    if (groups.empty() || groups.back().name != name) groups.push_back({name, {}});
    groups.back().inputs.push_back(i);
  }
  return groups;
}

void add_drivers(const Prepared& prepared, const RunOptions& options, Result& result) {
  constexpr std::uint64_t few = 4096;   // base points: shares to about a hundredth, in a millisecond or two
  const Program& program = *prepared.program;
  Diagnostics unheard;
  std::vector<std::string> names;
  for (const ProgramOutput& output : program.outputs) {
    // What is computed from a time that may never come would need that to end at the horizon, as rank() has it.
    const bool derived = output.infinity && !program.graph.infinities().contains(output.node);
    if (output.listed && !output.brief && !derived && declared_inputs(program, output.node) > 1) names.push_back(output.name);
  }
  if (names.empty()) return;
  Targets all = find_targets(program, names, unheard);
  RankOptions ranking;
  ranking.run = options;
  ranking.run.samples = few;
  ranking.run.replicates = 8;
  ranking.run.progress = nullptr;
  ranking.run.threads = 1;   // starting another costs more than it would save
  StudyOptions how = study_options(ranking, prepared.settings);
  how.shares_only = true;
  const Study study = prepare_study(program, std::move(how), std::move(all.targets), step_groups(program));
  const StudyRanking found = rank_study(study);
  if (found.interrupted) return;
  for (const RankedOutput& ranked : assemble_ranking(study, found, all.shown)) {
    const auto output = std::find_if(result.outputs.begin(), result.outputs.end(), [&](const OutputResult& o) { return o.name == ranked.name; });
    if (output == result.outputs.end() || ranked.inputs.size() < 2) continue;
    const auto is_step = [&](const std::string& name) { return std::any_of(program.drawn.begin(), program.drawn.end(), [&](const DrawnInput& d) { return d.name == name && !d.step_of.empty(); }); };
    for (const auto* factors : {&ranked.inputs, &ranked.groups}) {
      for (const RankedFactor& factor : *factors) {
        const Estimate& share = factor.shapley.value ? factor.shapley : factor.total;
        if (share.value && !is_step(factor.name)) output->drivers.push_back({factor.name, share});
      }
    }
    std::stable_sort(output->drivers.begin(), output->drivers.end(), [](const Driver& a, const Driver& b) { return *a.share.value > *b.share.value; });
  }
}

}  // namespace botec
