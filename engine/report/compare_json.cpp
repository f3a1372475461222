#include <cmath>

#include "report/compare_report.h"
#include "report/json_parts.h"

namespace botec {
namespace {

Json estimate_json(const Estimate& estimate) {
  return {{"value", json_number(estimate.value)}, {"standard_error", json_number(estimate.standard_error)}};
}

Json side_json(const ModelInfo& model, const RunInfo& run, const std::string& label, const std::vector<InputResult>& only,
               const std::vector<std::string>& outputs) {
  Json json = {{"label", label}, {"model", model_json(model)}, {"run", run_json(run)}};
  json["only_inputs"] = Json::array();
  for (const InputResult& input : only) json["only_inputs"].push_back(input.name);
  json["only_outputs"] = outputs;
  return json;
}

Json answer_json(const OutputResult& output) {
  Json json = {{"point", json_number(output.point)}};
  if (output.condition) {
    json["probability"] = estimate_json(output.mean);
    return json;
  }
  for (const auto& q : output.quantiles) {
    if (std::fabs(q.probability - 0.5) < 1e-12) json["median"] = estimate_json(q.at);
  }
  json["interval"] = {{"level", json_number(output.interval.level)},
                      {"low", json_number(output.interval.low.value)},
                      {"high", json_number(output.interval.high.value)}};
  if (output.constant) json["constant"] = json_number(output.constant);
  return json;
}

Json input_json(const InputResult& input) {
  Json json = {{"unit", input.unit}, {"distribution", input.distribution}, {"point", json_number(input.point)}};
  for (const auto& [p, value] : input.quantiles) {
    if (p == 0.05) json["p5"] = json_number(value);
    if (p == 0.5) json["median"] = json_number(value);
    if (p == 0.95) json["p95"] = json_number(value);
  }
  put_text(json, "fitted", input.description);
  put_text(json, "source", input.source);
  put_text(json, "note", input.note);
  return json;
}

Json split_json(const ComparedSplit& split) {
  Json json = {{"scale", split.scale}, {"total", estimate_json(split.total)}};
  put_text(json, "no_parts", split.why_none);
  json["samples"] = split.samples;
  if (!split.all_orders) json["orders"] = split.orders;
  return json;
}

Json output_json(const ComparedOutput& output) {
  Json json = {{"b", output.name_b}, {"unit", output.unit}};
  json["sides"] = {{"a", answer_json(output.a)}, {"b", answer_json(output.b)}};
  json["point"] = split_json(output.point);
  json[output.middle_kind] = split_json(output.middle);
  json["changes"] = Json::array();
  for (const ComparedChange& change : output.changes) {
    Json entry = {{"kind", change.kind}, {"name", change.name}};
    if (change.point.value) entry["point"] = estimate_json(change.point);
    if (change.middle.value) entry[output.middle_kind] = estimate_json(change.middle);
    if (change.a) entry["a"] = input_json(*change.a);
    if (change.b) entry["b"] = input_json(*change.b);
    json["changes"].push_back(std::move(entry));
  }
  json["drawn_once"] = output.shared;
  json["a_larger"] = estimate_json(output.a_larger);
  json["equal"] = estimate_json(output.equal);
  return json;
}

Json texts_json(const std::vector<ChangedText>& texts) {
  Json list = Json::array();
  for (const ChangedText& text : texts) {
    list.push_back({{"name", text.name}, {"a", text.a ? Json(*text.a) : Json()}, {"b", text.b ? Json(*text.b) : Json()}});
  }
  return list;
}

}  // namespace

std::string compare_json(const CompareResult& result) {
  Json json;
  json["schema"] = json_schema;
  json["a"] = side_json(result.model_a, result.run_a, result.label_a, result.only_a, result.outputs_only_a);
  json["b"] = side_json(result.model_b, result.run_b, result.label_b, result.only_b, result.outputs_only_b);
  json["outputs"] = Json::object();
  for (const ComparedOutput& output : result.outputs) {
    if (!output.question) json["outputs"][output.name_a] = output_json(output);
  }
  json["questions"] = Json::object();
  for (const ComparedOutput& output : result.outputs) {
    if (output.question) json["questions"][output.name_a] = output_json(output);
  }
  json["formulas"] = texts_json(result.formulas);
  json["units"] = texts_json(result.units);
  json["correlations"] = texts_json(result.correlations);
  json["warnings"] = diagnostics_json(result.warnings, Severity::warning);
  if (!result.notes.empty()) json["notes"] = result.notes;
  return json_text(json);
}

}  // namespace botec
