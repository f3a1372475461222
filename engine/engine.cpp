#include "engine.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include "model/read_model.h"
#include "program/compile.h"
#include "program/explain.h"
#include "result/assemble.h"
#include "result/convergence.h"
#include "result/expectations.h"
#include "result/non_finite.h"
#include "result/settings.h"
#include "result/tail_warning.h"
#include "samples/evaluator.h"
#include "summaries/collect.h"
#include "text/number.h"

namespace botec {
namespace {

constexpr std::uint64_t first_trials = 1u << 16;   // of a run that goes on until it is exact enough
constexpr std::uint64_t most_trials = 1u << 24;    // its cap: under a second for most models

SettingWishes wishes_of(const RunOptions& options) {
  return {options.samples, options.tolerance, options.method, options.seed, options.replicates, options.level};
}

// The forms of --set, each a little source file of its own, so that its errors have carets too.
std::vector<Override> read_overrides(const RunOptions& options, Diagnostics& diagnostics) {
  std::vector<Override> result;
  for (const auto& [name, text] : options.overrides) {
    const auto source = std::make_shared<SourceFile>("--set " + name, text);
    const Span span{source, 0, static_cast<std::uint32_t>(text.size())};
    if (auto form = read_input_form({text, {}, span}, diagnostics)) result.push_back({name, span, std::move(*form)});
  }
  return result;
}

// A model, read and compiled, with all that was found to say about it.
struct Prepared {
  std::shared_ptr<const Model> model;
  std::optional<Program> program;
  RunSettings settings;
  Diagnostics diagnostics;
};

bool from_command_line(const Diagnostic& d) {
  return d.severity == Severity::error &&
         ((!d.span && d.kind == "unknown-scenario") || (d.span && d.span.file->name().starts_with("--set ")));
}

Outcome fault_of(const Diagnostics& diagnostics) {
  const auto all = diagnostics.sorted();
  const bool command_line = std::any_of(all.begin(), all.end(), from_command_line);
  return command_line ? Outcome::command_line_at_fault : Outcome::model_at_fault;
}

Prepared prepare(const ModelText& text, const RunOptions& options) {
  Prepared prepared;
  prepared.model = read_model(text.source, text.directory, prepared.diagnostics);
  const CompileOptions compile_options{options.scenario, read_overrides(options, prepared.diagnostics)};
  prepared.program = compile(*prepared.model, compile_options, prepared.diagnostics);
  check_expectations(*prepared.model, prepared.diagnostics);
  if (prepared.diagnostics.has_errors()) prepared.program.reset();
  prepared.settings = resolve_settings(prepared.model->run, wishes_of(options));
  return prepared;
}

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

// Samples once with a fixed number of trials. A quantile that escaped its bracket costs a second pass with wider ones.
Collected sample(const Prepared& prepared, const RunPlan& plan, const RunOptions& options, Result& result, Diagnostics& diagnostics) {
  const CollectOptions collect_options{wanted_probabilities(result.run.interval), options.threads, options.interrupted, options.progress};
  for (double width = 6;; width *= 2) {
    Collected collected = collect(*prepared.program, plan, collect_options, width);
    auto outputs = assemble_outputs(*prepared.program, plan, collected, result.run.interval);
    if (!outputs && !collected.interrupted) continue;
    if (outputs) result.outputs = std::move(*outputs);
    result.questions = assemble_questions(*prepared.program, plan, collected);
    const Sums& sums = collected.pooled.sums;
    result.run.samples = sums.trials;
    result.run.replicates = plan.replicates;
    result.run.interrupted = collected.interrupted;
    if (!prepared.program->given.empty() && sums.trials > 0) {
      result.run.given_share = static_cast<double>(sums.kept) / static_cast<double>(sums.trials);
    }
    report_non_finite(*prepared.program, plan, collected, diagnostics);
    warn_about_tails(*prepared.program, collected, diagnostics);
    return collected;
  }
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
    diagnostics.warning("given", span, "`given:` keeps fewer than one trial in a hundred", "the rest of the sample is lost: narrow the inputs instead");
  }
}

void warn_about_expectations(const Result& result, Diagnostics& diagnostics) {
  for (const ExpectationResult& entry : result.expectations) {
    if (entry.met) continue;
    const std::string actual = entry.actual ? shortest(*entry.actual) : "no value";
    diagnostics.warning("unmet-expectation", entry.span,
                        "`" + entry.output + "`: " + entry.quantity + " is expected to be " + shortest(entry.expected) + ", and is " + actual);
  }
}

// Samples until the tolerance is met, each time with four times the trials, so that what is thrown away costs a third at most.
void sample_until_exact(const Prepared& prepared, const RunOptions& options, Result& result, Diagnostics& diagnostics) {
  const RunSettings& settings = prepared.settings;
  const bool once = settings.samples.has_value() || nothing_varies(*prepared.program);
  std::uint64_t trials = settings.samples.value_or(nothing_varies(*prepared.program) ? 1 : first_trials);
  for (;; trials *= 4) {
    Diagnostics found;
    const RunPlan plan = make_plan(settings.method, settings.seed, trials, settings.replicates);
    sample(prepared, plan, options, result, found);
    result.run.converged = is_converged(result, settings.tolerance, plan.replicates);
    if (once || result.run.converged || result.run.interrupted || found.has_errors() || trials >= most_trials) {
      warn_about_given(prepared, result, found);
      for (auto& diagnostic : found.sorted()) diagnostics.add(std::move(diagnostic));
      return;
    }
  }
}

}  // namespace

Expected<ModelText> open_model(const std::string& path) {
  auto source = read_source(path);
  if (!source) return source.complaint();
  const auto directory = path == "-" ? std::filesystem::path(".") : std::filesystem::path(path).parent_path();
  return ModelText{std::move(*source), directory.string()};
}

Answer<Result> run(const ModelText& text, const RunOptions& options) {
  Prepared prepared = prepare(text, options);
  Diagnostics& diagnostics = prepared.diagnostics;
  if (prepared.program && prepared.program->outputs.empty() && prepared.program->questions.empty()) {
    diagnostics.error("nothing-to-compute", Span{text.source, 0, 0}, "the model has no formulas, so there is nothing to compute",
                      "add `formulas:`, or import this file from a model that has some");
    prepared.program.reset();
  }
  if (!prepared.program) return {fault_of(diagnostics), std::nullopt, diagnostics.sorted()};
  Result result = describe(prepared, options);
  sample_until_exact(prepared, options, result, diagnostics);
  if (diagnostics.has_errors()) return {Outcome::model_at_fault, std::nullopt, diagnostics.sorted()};
  result.expectations = judge_expectations(*prepared.model, result, *prepared.program, diagnostics);
  warn_about_expectations(result, diagnostics);
  // Outputs stand in the program's order, those that only `expect:` names at the end.
  const auto& outputs = prepared.program->outputs;
  const auto listed = std::count_if(outputs.begin(), outputs.end(), [](const ProgramOutput& o) { return o.listed; });
  result.outputs.resize(std::min(result.outputs.size(), static_cast<std::size_t>(listed)));
  result.warnings = diagnostics.sorted();
  const Outcome outcome = result.run.interrupted ? Outcome::not_completed : Outcome::done;
  return {outcome, std::move(result), {}};
}

Answer<CheckReport> check(const ModelText& text, const RunOptions& options, bool expect) {
  RunOptions base = options;
  Prepared prepared = prepare(text, base);
  CheckReport report;
  report.inputs = prepared.model->inputs.size();
  report.formulas = prepared.model->formulas.size();
  report.questions = prepared.model->questions.size();
  report.scenarios = prepared.model->scenarios.size();
  // Each scenario is compiled as well: a formula may suit the base and not what a scenario makes of it.
  for (const Scenario& scenario : prepared.model->scenarios) {
    if (prepared.diagnostics.has_errors()) break;
    Diagnostics found;
    compile(*prepared.model, {scenario.name, {}}, found);
    for (auto& diagnostic : found.sorted()) {
      if (diagnostic.severity == Severity::error) prepared.diagnostics.add(std::move(diagnostic));
    }
  }
  if (prepared.diagnostics.has_errors()) return {fault_of(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
  Outcome outcome = Outcome::done;
  std::vector<std::string> scenarios;
  for (const Expectation& expectation : prepared.model->expectations) {
    if (expect && std::find(scenarios.begin(), scenarios.end(), expectation.scenario) == scenarios.end()) scenarios.push_back(expectation.scenario);
  }
  for (const std::string& scenario : scenarios) {
    base.scenario = scenario;
    Answer<Result> answer = run(text, base);
    if (!answer.value) return {answer.outcome, std::nullopt, std::move(answer.diagnostics)};
    for (auto& entry : answer.value->expectations) {
      if (!entry.met) outcome = Outcome::model_at_fault;
      report.expectations.emplace_back(scenario, std::move(entry));
    }
  }
  return {outcome, std::move(report), prepared.diagnostics.sorted()};
}

Answer<std::string> explain(const ModelText& text, const RunOptions& options) {
  Prepared prepared = prepare(text, options);
  if (!prepared.program) return {fault_of(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
  return {Outcome::done, explain(*prepared.program), prepared.diagnostics.sorted()};
}

namespace {

// Columns of a table of draws: the inputs that vary, then the outputs, each as a register and a factor to its display unit.
struct Column {
  std::string name, unit;
  Register source;
  double scale;
  std::optional<double> constant;
};

std::vector<Column> sample_columns(const Program& program) {
  std::vector<Column> columns;
  for (const DrawnInput& drawn : program.drawn) {
    const auto fact = std::find_if(program.inputs.begin(), program.inputs.end(), [&](const InputFact& f) { return f.name == drawn.name; });
    columns.push_back({drawn.name, fact == program.inputs.end() ? "" : to_text(fact->unit), drawn.target, drawn.sampler.scale(), {}});
  }
  for (const ProgramOutput& output : program.outputs) {
    if (output.listed) columns.push_back({output.name, to_text(output.unit), output.value, output.unit.scale, output.constant});
  }
  return columns;
}

}  // namespace

Answer<std::uint64_t> samples(const ModelText& text, const RunOptions& options, const SampleSink& sink) {
  Prepared prepared = prepare(text, options);
  if (!prepared.program) return {fault_of(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
  const Program& program = *prepared.program;
  const RunPlan plan = make_plan(prepared.settings.method, prepared.settings.seed, prepared.settings.samples.value_or(1000), prepared.settings.replicates);
  const auto columns = sample_columns(program);
  std::vector<std::string> names, units;
  for (const Column& column : columns) {
    names.push_back(column.name);
    units.push_back(column.unit);
  }
  if (!sink.header(names, units)) return {Outcome::not_completed, std::nullopt, prepared.diagnostics.sorted()};
  Evaluator evaluator(program);
  const auto places = coordinates(program);
  std::vector<std::vector<double>> rows(columns.size());
  std::uint64_t written = 0;
  for (std::uint32_t replicate = 0; replicate < plan.replicates; ++replicate) {
    const PointSet points(Design{plan.method, plan.seed, plan.points}, replicate, places);
    for (std::uint64_t trial = 0; trial < plan.points; trial += kernels::block_size) {
      evaluator.evaluate(points, trial);
      for (auto& column : rows) column.clear();
      const std::uint64_t n = std::min<std::uint64_t>(kernels::block_size, plan.points - trial);
      for (std::uint64_t t = 0; t < n; ++t) {
        const bool kept = std::all_of(program.given.begin(), program.given.end(), [&](Register r) { return evaluator.values(r)[t] == 1; });
        for (std::size_t c = 0; kept && c < columns.size(); ++c) {
          rows[c].push_back(columns[c].constant.value_or(evaluator.values(columns[c].source)[t] / columns[c].scale));
        }
        written += kept ? 1 : 0;
      }
      const bool stop = options.interrupted != nullptr && options.interrupted->load();
      if (!sink.rows(rows) || stop) return {Outcome::not_completed, std::nullopt, prepared.diagnostics.sorted()};
    }
  }
  return {Outcome::done, written, prepared.diagnostics.sorted()};
}

}  // namespace botec
