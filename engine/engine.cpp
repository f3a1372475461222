#include "engine.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include "prepare.h"
#include "model/read_model.h"
#include "program/explain.h"
#include "samples/evaluator.h"
#include "samples/run_plan.h"
#include "summaries/weighted_collection.h"
#include "text/calendar.h"

namespace botec {

Expected<ModelText> open_model(const std::string& path) {
  auto source = read_source(path);
  if (!source) return source.complaint();
  const auto directory = path == "-" ? std::filesystem::path(".") : std::filesystem::path(path).parent_path();
  return ModelText{std::move(*source), directory.string()};
}

Answer<CheckReport> check(const ModelText& text, const RunOptions& options, bool expect) {
  RunOptions base = options;
  Prepared prepared = prepare_model(text, base);
  CheckReport report;
  const auto written = [](const auto& list) { return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto& entry) { return !entry.made; })); };
  report.inputs = written(prepared.model->inputs);
  report.formulas = written(prepared.model->formulas);
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
  if (prepared.diagnostics.has_errors()) return {blame(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
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
  Prepared prepared = prepare_model(text, options);
  if (!prepared.program) return {blame(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
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
    const auto fact = std::find_if(program.inputs.begin(), program.inputs.end(), [&](const InputFact& f) { return f.name == drawn.declared_name(); });
    columns.push_back({drawn.name, fact == program.inputs.end() ? "" : to_text(fact->unit), drawn.target, drawn.sampler.scale(), {}});
  }
  for (const ProgramOutput& output : program.outputs) {
    if (output.listed) columns.push_back({output.name, to_text(output.unit), output.value, output.unit.scale, output.constant});
  }
  return columns;
}

// What the logarithms of the weights of all trials of the plan add up to, so that the weights of the rows that are written sum to 1.
std::optional<double> log_total(const Program& program, const RunPlan& plan) {
  WeightedCollection collection(program, plan, WeightedCollection::Keep::inputs, 1, nullptr);
  double highest = -std::numeric_limits<double>::infinity(), sum = 0;
  collection.extend(plan.points);
  for (const auto& replicate : collection.log_weights()) {
    for (const double log : replicate) highest = std::max(highest, log);
  }
  if (std::isinf(highest)) return std::nullopt;
  for (const auto& replicate : collection.log_weights()) {
    for (const double log : replicate) sum += std::exp(log - highest);
  }
  return highest + std::log(sum);
}

double weight_of(double log, double total) { return std::isnan(log) ? 0 : std::exp(log - total); }

}  // namespace

Answer<std::uint64_t> samples(const ModelText& text, const RunOptions& options, const SampleSink& sink) {
  Prepared prepared = prepare_model(text, options);
  if (!prepared.program) return {blame(prepared.diagnostics), std::nullopt, prepared.diagnostics.sorted()};
  const Program& program = *prepared.program;
  const RunPlan plan = make_plan(prepared.settings.method, prepared.settings.seed, prepared.settings.samples.value_or(1000), prepared.settings.replicates);
  const auto columns = sample_columns(program);
  std::vector<std::string> names, units;
  for (const Column& column : columns) {
    names.push_back(column.name);
    units.push_back(column.unit);
  }
  std::optional<double> total;
  if (program.evidence_node) {
    total = log_total(program, plan);
    if (!total) {
      prepared.diagnostics.error("observe", program.evidence_span, "what is observed is not possible in any of these trials", "ask for more of them");
      return {Outcome::model_at_fault, std::nullopt, prepared.diagnostics.sorted()};
    }
    const bool taken = std::find(names.begin(), names.end(), "weight") != names.end();
    names.emplace_back(taken ? "weight_of_trial" : "weight");
    units.emplace_back();
  }
  if (!sink.header(names, units)) return {Outcome::not_completed, std::nullopt, prepared.diagnostics.sorted()};
  Evaluator evaluator(program);
  const auto places = coordinates(program);
  std::vector<std::vector<double>> rows(names.size());
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
          const double value = columns[c].constant.value_or(evaluator.values(columns[c].source)[t] / columns[c].scale);
          rows[c].push_back(columns[c].unit == "date" ? year_of_date(value) : value);
        }
        if (kept && total) rows.back().push_back(weight_of(evaluator.values(program.evidence)[t], *total));
        written += kept ? 1 : 0;
      }
      const bool stop = options.interrupted != nullptr && options.interrupted->load();
      if (!sink.rows(rows) || stop) return {Outcome::not_completed, std::nullopt, prepared.diagnostics.sorted()};
    }
  }
  return {Outcome::done, written, prepared.diagnostics.sorted()};
}

}  // namespace botec
