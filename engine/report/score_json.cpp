#include "report/format_number.h"
#include "report/csv_report.h"
#include "report/json_parts.h"
#include "report/score_report.h"
#include "scoring/catalogue.h"

namespace botec {

namespace {

Json score_value_json(const ScoreValue& score) {
  Json json = {{"value", json_number(score.value.value)}};
  if (score.value.standard_error && *score.value.standard_error > 0) json["standard_error"] = json_number(score.value.standard_error);
  put_text(json, "missing", score.missing);
  return json;
}

Json share_json(const Share& share) {
  return {{"count", share.count}, {"of", share.of}, {"low", json_number(share.low)}, {"high", json_number(share.high)}};
}

Json forecast_json(const ScoredForecast& f) {
  Json json = {{"name", f.question}, {"by", f.by}, {"kind", f.yes_no ? "probability" : "number"}, {"open", f.open}};
  put_text(json, "question", f.text);
  put_text(json, "made", f.made);
  put_text(json, "resolved", f.resolved);
  put_text(json, "forecast", f.forecast);
  put_text(json, "source", f.source);
  put_text(json, "note", f.note);
  if (!f.yes_no) json["unit"] = f.unit;
  if (f.probability.value) json["probability"] = json_number(f.probability.value);
  if (f.median) json["median"] = json_number(f.median);
  json["outcome"] = json_number(f.outcome);
  if (!f.levels.empty()) json["intervals"] = Json::array();
  for (const LevelScore& l : f.levels) {
    Json entry = {{"level", json_number(l.level)}, {"low", json_number(l.low)}, {"high", json_number(l.high)}};
    if (!f.open) entry["held"] = l.inside;
    if (!f.open) entry["interval_score"] = json_number(l.score);
    json["intervals"].push_back(std::move(entry));
  }
  if (!f.quantiles.empty()) json["quantiles"] = Json::array();
  for (const QuantileScore& q : f.quantiles) {
    json["quantiles"].push_back({{"probability", json_number(q.probability)}, {"value", json_number(q.value)}, {"loss", json_number(q.loss)}});
  }
  json["scores"] = Json::object();
  for (const ScoreValue& score : f.scores) json["scores"][score.name] = score_value_json(score);
  return json;
}

Json summary_json(const ForecasterSummary& s) {
  Json json = {{"by", s.by}, {"numbers", s.numbers}, {"probabilities", s.yes_no}, {"open", s.open}};
  json["means"] = Json::object();
  for (const MeanScore& mean : s.means) {
    Json entry = {{"value", json_number(mean.mean.value)}, {"standard_error", json_number(mean.mean.standard_error)}, {"questions", mean.questions}, {"not_finite", mean.missing}};
    put_text(entry, "unit", mean.unit);
    json["means"][mean.name] = std::move(entry);
  }
  json["coverage"] = Json::array();
  for (const Coverage& c : s.coverage) json["coverage"].push_back({{"level", json_number(c.level)}, {"held", share_json(c.held)}});
  json["percentiles"] = s.percentiles;
  if (s.numbers > 0) json["below_median"] = s.below_median;
  json["sharpness"] = {{"factor", json_number(s.factor)}, {"width", json_number(s.width)}, {"unit", s.width_unit}};
  json["reliability"] = Json::array();
  for (const ReliabilityBin& bin : s.reliability) {
    json["reliability"].push_back({{"low", json_number(bin.low)}, {"high", json_number(bin.high)}, {"mean_said", json_number(bin.mean_said)}, {"happened", share_json(bin.happened)}});
  }
  if (s.yes_no > 0) json["discrimination"] = {{"said_if_yes", json_number(s.said_if_yes)}, {"said_if_no", json_number(s.said_if_no)}, {"base_rate", json_number(s.base_rate)}};
  return json;
}

Json comparison_json(const Comparison& c) {
  const PairedDifference& p = c.paired;
  Json json = {{"first", c.first}, {"second", c.second}, {"score", c.score}, {"unit", c.unit}, {"questions", p.questions}, {"left_out", c.left_out},
               {"difference", json_number(p.difference.mean)}, {"standard_error", json_number(p.difference.error)},
               {"low", json_number(p.low)}, {"high", json_number(p.high)},
               {"first_better", p.first_better}, {"second_better", p.second_better}, {"sign_test", json_number(p.sign_test)}};
  if (c.skill) json["skill"] = json_number(c.skill);
  return json;
}

}  // namespace

std::string score_json(const ScoreResult& result) {
  Json json;
  json["schema"] = json_schema;
  json["title"] = result.title;
  put_text(json, "description", result.description);
  json["file"] = result.file;
  json["level"] = json_number(result.level);
  if (result.samples > 0) json["run"] = {{"samples", result.samples}, {"seed", result.seed}};
  put_text(json, "baseline", result.baseline);
  json["forecasts"] = Json::array();
  for (const auto& forecast : result.forecasts) json["forecasts"].push_back(forecast_json(forecast));
  json["forecasters"] = Json::array();
  for (const auto& summary : result.forecasters) json["forecasters"].push_back(summary_json(summary));
  json["comparisons"] = Json::array();
  for (const auto& comparison : result.comparisons) json["comparisons"].push_back(comparison_json(comparison));
  json["warnings"] = diagnostics_json(result.warnings, Severity::warning);
  return json_text(json);
}

std::string score_csv(const ScoreResult& result) {
  std::string text = "forecast,by,kind,outcome,quantity,value,standard_error,unit\n";
  const auto field = [](const std::optional<double>& value) { return value ? shortest_number(*value) : std::string(); };
  for (const ScoredForecast& f : result.forecasts) {
    const std::string lead = csv_field(f.question) + "," + csv_field(f.by) + "," + (f.yes_no ? "probability" : "number") + "," + field(f.outcome) + ",";
    const auto add = [&](const std::string& quantity, const Estimate& e, bool unit) {
      if (e.value) text += lead + quantity + "," + field(e.value) + "," + field(e.standard_error) + "," + (unit ? csv_field(f.unit) : "") + "\n";
    };
    add("probability", f.probability, false);
    add("median", {f.median, std::nullopt}, true);
    for (const ScoreValue& score : f.scores) add(score.name, score.value, find_score(score.name)->in_unit);
  }
  return text;
}

std::string scores_json() {
  Json list = Json::array();
  for (const ScoreRow& row : score_catalogue()) {
    list.push_back({{"name", row.name}, {"label", row.label}, {"of", row.of}, {"formula", row.formula}, {"best", row.best}, {"infinite", row.infinite}, {"source", row.source}, {"in_unit", row.in_unit}});
  }
  return json_text(Json{{"schema", json_schema}, {"scores", std::move(list)}});
}

}  // namespace botec
