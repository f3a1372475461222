#include "report/json_parts.h"
#include "report/rank_report.h"

namespace botec {
namespace {

Json estimate_json(const Estimate& estimate) {
  return {{"value", json_number(estimate.value)}, {"standard_error", json_number(estimate.standard_error)}};
}

void put_estimate(Json& json, const char* key, const Estimate& estimate) {
  if (estimate.value) json[key] = estimate_json(estimate);
}

Json squeeze_json(const RankedFactor& factor) {
  Json json;
  json["known"] = estimate_json(factor.known_share);
  json["halved"] = estimate_json(factor.halved_share);
  json["width_if_known"] = estimate_json(factor.known_width);
  json["width_if_halved"] = estimate_json(factor.halved_width);
  return json;
}

Json factor_json(const RankedFactor& factor) {
  Json json = {{"name", factor.name}};
  if (factor.members.empty()) {
    json["rank"] = factor.rank;
    json["rank_last"] = factor.rank_last;
  } else {
    json["members"] = factor.members;
  }
  if (factor.known_share.value) json["squeeze"] = squeeze_json(factor);
  json["first_order"] = estimate_json(factor.first_order);
  json["total"] = estimate_json(factor.total);
  put_estimate(json, "shapley", factor.shapley);
  if (!factor.members.empty()) return json;
  json["spearman"] = json_number(factor.spearman.value);
  json["spearman_standard_error"] = json_number(factor.spearman.standard_error);
  json["swing"] = {{"low", json_number(factor.swing_low.value)},
                   {"high", json_number(factor.swing_high.value)},
                   {"low_standard_error", json_number(factor.swing_low.standard_error)},
                   {"high_standard_error", json_number(factor.swing_high.standard_error)}};
  return json;
}

Json output_json(const RankedOutput& output) {
  Json json = {{"kind", output.kind}, {"unit", output.unit}, {"scale", output.scale}};
  put_text(json, "tail", output.tail);
  if (output.constant) json["constant"] = json_number(output.constant);
  json["middle"] = json_number(output.middle.value);
  json["width"] = estimate_json(output.width);
  json["sum_first_order"] = estimate_json(output.sum_first_order);
  if (!output.total_method.empty()) json["methods"] = {{"first_order", output.first_order_method}, {"total", output.total_method}};
  if (output.correlated) json["correlated"] = true;
  put_text(json, "no_shares", output.no_shares);
  put_text(json, "note", output.note);
  json["non_finite"] = output.non_finite;
  json["inputs"] = Json::array();
  for (const auto& factor : output.inputs) json["inputs"].push_back(factor_json(factor));
  if (!output.groups.empty()) json["groups"] = Json::array();
  for (const auto& factor : output.groups) json["groups"].push_back(factor_json(factor));
  if (!output.pairs.empty()) json["pairs"] = Json::array();
  for (const auto& pair : output.pairs) {
    json["pairs"].push_back({{"inputs", {pair.first, pair.second}}, {"share", estimate_json(pair.share)}});
  }
  return json;
}

Json decision_json(const RankedDecision& decision) {
  Json json = {{"unit", decision.unit}, {"choose", decision.smallest ? "smallest" : "largest"}};
  json["options"] = Json::object();
  for (const auto& option : decision.options) json["options"][option.name] = {{"expected", estimate_json(option.expected)}};
  json["chosen"] = decision.chosen;
  json["perfect_information"] = estimate_json(decision.perfect);
  json["information"] = Json::array();
  for (const auto& worth : decision.partial) {
    json["information"].push_back({{worth.group ? "group" : "input", worth.name}, {"worth", estimate_json(worth.value)}});
  }
  return json;
}

}  // namespace

std::string rank_json(const RankResult& result) {
  Json json;
  json["schema"] = json_schema;
  json["model"] = model_json(result.model);
  json["run"] = run_json(result.run);
  json["outputs"] = Json::object();
  for (const auto& output : result.outputs) json["outputs"][output.name] = output_json(output);
  if (result.decision) json["decision"] = decision_json(*result.decision);
  json["warnings"] = diagnostics_json(result.warnings, Severity::warning);
  if (!result.notes.empty()) json["notes"] = result.notes;
  return json_text(json);
}

}  // namespace botec
