#include "report/json_report.h"

#include "report/format_number.h"
#include "report/json_parts.h"
#include "text/calendar.h"

namespace botec {

void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

namespace {

Json diagnostic_json(const Diagnostic& d) {
  Json json = {{"kind", d.kind}, {"message", d.message}};
  if (d.span) {
    const LineColumn at = d.span.file->position(d.span.begin);
    json["file"] = d.span.file->name();
    json["line"] = at.line;
    json["column"] = at.column;
  }
  put_text(json, "help", d.help);
  return json;
}

}  // namespace

Json diagnostics_json(std::span<const Diagnostic> diagnostics, Severity severity) {
  Json list = Json::array();
  for (const auto& d : diagnostics) {
    if (d.severity == severity) list.push_back(diagnostic_json(d));
  }
  return list;
}

Json model_json(const ModelInfo& model) {
  Json json = {{"title", model.title}, {"file", model.file}, {"scenario", model.scenario}};
  put_text(json, "description", model.description);
  return json;
}

Json run_json(const RunInfo& run) {
  Json json = {{"method", run.method},           {"samples", run.samples},
               {"replicates", run.replicates},   {"seed", run.seed},
               {"interval", json_number(run.interval)}, {"tolerance", json_number(run.tolerance)},
               {"converged", run.converged}};
  if (run.given_share) json["given_share"] = json_number(run.given_share);
  if (run.effective_samples) json["effective_samples"] = json_number(run.effective_samples);
  if (run.conditioned_points > 0) json["conditioned_points"] = run.conditioned_points;
  if (run.interrupted) json["interrupted"] = true;
  return json;
}

namespace {

Json input_json(const InputResult& input) {
  Json json;
  json["unit"] = input.unit;
  json["distribution"] = input.distribution;
  json["mean"] = json_number(input.mean);
  json["sd"] = json_number(input.sd);
  json["quantiles"] = Json::object();
  for (const auto& [p, value] : input.quantiles) json["quantiles"][shortest_number(p)] = json_number(value);
  json["point"] = json_number(input.point);
  json["point_by_author"] = input.author_point;
  if (input.pool) json["pool"] = pool_json(*input.pool);
  if (input.posterior) json["posterior"] = posterior_json(*input.posterior);
  put_text(json, "fitted", input.description);
  put_text(json, "source", input.source);
  put_text(json, "note", input.note);
  return json;
}

Json interval_json(const IntervalEstimate& interval) {
  return {{"level", json_number(interval.level)},
          {"low", json_number(interval.low.value)},
          {"high", json_number(interval.high.value)}};
}

Json interval_errors(const IntervalEstimate& interval) {
  return {{"low", json_number(interval.low.standard_error)}, {"high", json_number(interval.high.standard_error)}};
}

void put_computation(Json& json, const Computation& computation) {
  using Kind = Computation::Kind;
  json["computation"] = computation.kind == Kind::exact ? "exact" : computation.kind == Kind::conditioned ? "conditioned" : "sampled";
  put_text(json, "integrated", computation.integrated);
}

Json axis_json(const AxisResult& axis) {
  Json json = {{"axis", axis.name}, {"unit", axis.unit}, {"at", Json::array()}};
  for (const double at : axis.at) json["at"].push_back(json_number(at));
  if (axis.calendar) {
    json["dates"] = Json::array();
    for (const double at : axis.at) json["dates"].push_back(iso_date(date_of_year(at)));
  }
  // The other fields beside `series` are those of the last step.
  json["beside"] = json_number(axis.at.back());
  return json;
}

// The quantiles, and their errors, step by step.
Json series_quantiles(const SeriesResult& series, bool errors) {
  Json json = Json::object();
  for (const StepResult& step : series.steps) {
    for (const QuantileEstimate& q : step.quantiles) {
      json[shortest_number(q.probability)].push_back(json_number(errors ? q.at.standard_error : q.at.value));
    }
  }
  return json;
}

Json series_json(const SeriesResult& series) {
  Json json = axis_json(series.axis), mean = Json::array(), mean_error = Json::array(), sd = Json::array(), sd_error = Json::array(), point = Json::array();
  Json low = Json::array(), high = Json::array();
  for (const StepResult& step : series.steps) {
    mean.push_back(json_number(step.mean.value));
    mean_error.push_back(json_number(step.mean.standard_error));
    sd.push_back(json_number(step.sd.value));
    sd_error.push_back(json_number(step.sd.standard_error));
    point.push_back(json_number(step.point));
    low.push_back(json_number(step.interval.low.value));
    high.push_back(json_number(step.interval.high.value));
  }
  json["point"] = std::move(point);
  json["mean"] = std::move(mean);
  json["sd"] = std::move(sd);
  json["quantiles"] = series_quantiles(series, false);
  json["interval"] = {{"low", std::move(low)}, {"high", std::move(high)}};
  json["standard_errors"] = {{"mean", std::move(mean_error)}, {"sd", std::move(sd_error)}, {"quantiles", series_quantiles(series, true)}};
  return json;
}

Json output_json(const OutputResult& output) {
  Json json, quantiles = Json::object(), quantile_errors = Json::object();
  for (const auto& q : output.quantiles) {
    const std::string key = shortest_number(q.probability);
    quantiles[key] = json_number(q.at.value);
    quantile_errors[key] = json_number(q.at.standard_error);
  }
  json["unit"] = output.unit;
  json["point"] = json_number(output.point);
  json["mean"] = json_number(output.mean.value);
  json["sd"] = json_number(output.sd.value);
  json["quantiles"] = std::move(quantiles);
  json["interval"] = interval_json(output.interval);
  json["shortest_interval"] = interval_json(output.shortest);
  json["standard_errors"] = {{"mean", json_number(output.mean.standard_error)},
                             {"sd", json_number(output.sd.standard_error)},
                             {"quantiles", std::move(quantile_errors)},
                             {"interval", interval_errors(output.interval)},
                             {"shortest_interval", interval_errors(output.shortest)}};
  if (!output.atoms.empty()) {
    json["atoms"] = Json::array();
    for (const OutputAtom& atom : output.atoms) json["atoms"].push_back({{"value", json_number(atom.value)}, {"probability", json_number(atom.probability)}});
  }
  if (!output.gaps.empty()) {
    json["gaps"] = Json::array();
    for (const OutputGap& gap : output.gaps) json["gaps"].push_back({{"probability", json_number(gap.probability)}, {"low", json_number(gap.low)}, {"high", json_number(gap.high)}});
  }
  if (output.infinite) {
    const std::string key = output.infinite->never ? "probability_never" : "probability_infinite";
    json[key] = json_number(output.infinite->probability.value);
    json["standard_errors"][key] = json_number(output.infinite->probability.standard_error);
    json["infinite"] = {{"cause", output.infinite->cause}, {"shown", output.infinite->shown}};
  }
  json["minimum"] = json_number(output.minimum);
  json["maximum"] = json_number(output.maximum);
  json["non_finite"] = output.non_finite;
  put_computation(json, output.computation);
  if (output.pool) json["pool"] = pool_json(*output.pool);
  if (output.series) json["series"] = series_json(*output.series);
  put_text(json, "band", output.band);
  if (output.condition) json["condition"] = true;
  if (output.constant) json["constant"] = json_number(output.constant);
  put_text(json, "description", output.description);
  return json;
}

Json question_json(const QuestionResult& question) {
  Json json = {{"question", question.text},
               {"probability", json_number(question.probability.value)},
               {"standard_error", json_number(question.probability.standard_error)}};
  if (question.axis) {
    Json series = axis_json(*question.axis), values = Json::array(), errors = Json::array();
    for (const Estimate& p : question.series) {
      values.push_back(json_number(p.value));
      errors.push_back(json_number(p.standard_error));
    }
    series["probability"] = std::move(values);
    series["standard_error"] = std::move(errors);
    json["series"] = std::move(series);
  }
  put_computation(json, question.computation);
  put_text(json, "description", question.description);
  return json;
}

Json expectation_json(const ExpectationResult& e) {
  Json json = {{"output", e.output},
               {"quantity", e.quantity},
               {"expected", json_number(e.expected)},
               {"actual", json_number(e.actual)},
               {"within", json_number(e.within)},
               {"met", e.met}};
  put_text(json, "unit", e.unit);
  return json;
}

Json checked_json(const CheckedFile& file) {
  Json json = {{"file", file.file}, {"ok", file.ok()}};
  json["errors"] = file.count(Severity::error);
  json["warnings"] = file.count(Severity::warning);
  if (!file.report) return json;
  json["inputs"] = file.report->inputs;
  json["formulas"] = file.report->formulas;
  json["questions"] = file.report->questions;
  json["scenarios"] = file.report->scenarios;
  json["expectations"] = Json::array();
  for (const auto& [scenario, expectation] : file.report->expectations) {
    Json entry = {{"scenario", scenario}};
    entry.update(expectation_json(expectation));
    json["expectations"].push_back(std::move(entry));
  }
  return json;
}

template <class Items, class Write>
Json by_name(const Items& items, Write write) {
  Json json = Json::object();
  for (const auto& item : items) json[item.name] = write(item);
  return json;
}

}  // namespace

std::string json_report(const Result& result) {
  Json json;
  json["schema"] = json_schema;
  json["model"] = model_json(result.model);
  json["run"] = run_json(result.run);
  json["inputs"] = by_name(result.inputs, input_json);
  json["outputs"] = by_name(result.outputs, output_json);
  json["questions"] = by_name(result.questions, question_json);
  json["expectations"] = Json::array();
  for (const auto& e : result.expectations) json["expectations"].push_back(expectation_json(e));
  json["warnings"] = diagnostics_json(result.warnings, Severity::warning);
  if (!result.notes.empty()) json["notes"] = result.notes;
  return json_text(json);
}

std::string json_check(std::span<const CheckedFile> files) {
  Json json = {{"schema", json_schema}, {"ok", true}, {"files", Json::array()}, {"errors", Json::array()}, {"warnings", Json::array()}};
  for (const auto& file : files) {
    if (!file.ok()) json["ok"] = false;
    json["files"].push_back(checked_json(file));
    for (auto& d : diagnostics_json(file.diagnostics, Severity::error)) json["errors"].push_back(std::move(d));
    for (auto& d : diagnostics_json(file.diagnostics, Severity::warning)) json["warnings"].push_back(std::move(d));
  }
  return json_text(json);
}

std::string json_errors(std::span<const Diagnostic> diagnostics) {
  Json json = {{"schema", json_schema}, {"errors", diagnostics_json(diagnostics, Severity::error)}};
  if (auto warnings = diagnostics_json(diagnostics, Severity::warning); !warnings.empty()) json["warnings"] = std::move(warnings);
  return json_text(json);
}

std::string json_of_text(std::string_view key, std::string_view text) {
  return json_text(Json{{"schema", json_schema}, {std::string(key), std::string(text)}});
}

}  // namespace botec
