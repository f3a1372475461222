#include <cmath>

#include "report/csv_report.h"
#include "report/format_number.h"
#include "report/json_parts.h"
#include "report/trend_report.h"

namespace botec {
namespace {

// An infinite doubling time is null, as every infinite quantile is.
Json finite(const std::optional<double>& value) { return value && std::isfinite(*value) ? json_number(value) : Json(nullptr); }

Json figure_json(const TrendFigure& figure) {
  return {{"point", finite(figure.point)},
          {"low", finite(figure.low.value)},
          {"median", finite(figure.median.value)},
          {"high", finite(figure.high.value)},
          {"standard_errors", {{"low", finite(figure.low.standard_error)}, {"median", finite(figure.median.standard_error)}, {"high", finite(figure.high.standard_error)}}}};
}

Json figures_json(const TrendReport& trend, const TrendFigures& figures) {
  Json json = {{"rule", figures.rule}, {"n", figures.n}, {"r2", json_number(figures.r2)}, {"slope", figure_json(figures.slope)}};
  if (trend.scale == "log") {
    json["growth"] = figure_json(figures.growth);
    json["doubling_time"] = figure_json(figures.doubling_time);
    json["tenfold_time"] = figure_json(figures.tenfold_time);
  }
  json["probability_slope_not_positive"] = {{"value", json_number(figures.not_positive.value)}, {"standard_error", json_number(figures.not_positive.standard_error)}};
  return json;
}

Json without_json(const TrendReport& trend, const TrendReport::Without& without) {
  Json json = {{"without", without.row}, {"slope", json_number(without.slope)}};
  if (trend.scale == "log") json["doubling_time"] = finite(without.doubling_time);
  return json;
}

Json trend_json(const TrendReport& trend) {
  Json json = {{"data", trend.data}, {"x", trend.x}, {"y", trend.y}, {"unit", trend.unit}, {"x_unit", trend.x_unit}, {"slope_unit", trend.slope_unit}};
  put_text(json, "description", trend.description);
  put_text(json, "source", trend.source);
  put_text(json, "note", trend.note);
  json["scale"] = trend.scale;
  json["fit"] = trend.fit;
  json["method"] = trend.method;
  json["noise"] = json_number(trend.noise);
  json["band"] = "line";
  json["rows"] = {{"eligible", trend.eligible}, {"missing", trend.missing}};
  json["first"] = json_number(trend.first_x);
  json["last"] = json_number(trend.last_x);
  const Json found = figures_json(trend, trend.figures);
  for (const auto& [key, value] : found.items()) json[key] = value;
  json["residual_sd"] = json_number(trend.residual_sd);
  if (trend.change) json["change"] = figure_json(*trend.change);
  if (trend.lowest && trend.highest) {
    json["leave_one_out"] = {{"lowest_slope", without_json(trend, *trend.lowest)}, {"highest_slope", without_json(trend, *trend.highest)}};
  }
  if (!trend.sweep.empty()) json["sweep"] = Json::array();
  for (const auto& figures : trend.sweep) json["sweep"].push_back(figures_json(trend, figures));
  return json;
}

}  // namespace

std::string trend_json(const TrendResult& result) {
  Json json;
  json["schema"] = json_schema;
  json["model"] = model_json(result.model);
  json["run"] = run_json(result.run);
  json["trends"] = Json::object();
  for (const auto& trend : result.trends) json["trends"][trend.name] = trend_json(trend);
  json["warnings"] = diagnostics_json(result.warnings, Severity::warning);
  return json_text(json);
}

std::string trend_csv(const TrendResult& result) {
  std::string text = "trend,rule,quantity,point,low,median,high,unit\n";
  const auto number = [](const std::optional<double>& v) { return v && std::isfinite(*v) ? shortest_number(*v) : std::string(); };
  for (const TrendReport& trend : result.trends) {
    const auto add = [&](const TrendFigures& f) {
      const std::string lead = csv_field(trend.name) + "," + csv_field(f.rule) + ",";
      const auto one = [&](const char* quantity, const TrendFigure& figure, const std::string& unit) {
        text += lead + quantity + "," + number(figure.point) + "," + number(figure.low.value) + "," + number(figure.median.value) + "," +
                number(figure.high.value) + "," + csv_field(unit) + "\n";
      };
      text += lead + "n," + std::to_string(f.n) + ",,,,\n" + lead + "r2," + number(f.r2) + ",,,,\n";
      one("slope", f.slope, trend.slope_unit);
      if (trend.scale == "log") {
        one("growth", f.growth, "");
        one("doubling_time", f.doubling_time, trend.x_unit);
        one("tenfold_time", f.tenfold_time, trend.x_unit);
      }
      text += lead + "probability_slope_not_positive," + number(f.not_positive.value) + ",,,,\n";
    };
    add(trend.figures);
    for (const auto& figures : trend.sweep) add(figures);
  }
  return text;
}

}  // namespace botec
