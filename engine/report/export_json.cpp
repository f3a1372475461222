#include <algorithm>
#include <numeric>

#include "report/export_report.h"
#include "report/format_number.h"
#include "report/json_parts.h"

namespace botec {

std::string metaculus_json(const MetaculusExport& result) {
  Json json;
  json["schema"] = json_schema;
  json["platform"] = "metaculus";
  json["model"] = model_json(result.model);
  json["run"] = run_json(result.run);
  json["output"] = result.output;
  Json forecast = {{"probability_yes", nullptr}, {"probability_yes_per_category", nullptr}, {"continuous_cdf", nullptr}};
  if (result.probability) {
    json["probability"] = json_number(result.probability->value);
    json["standard_error"] = json_number(result.probability->standard_error);
    forecast["probability_yes"] = platform_probability(result.probability->value.value_or(0.5));
  } else {
    const PlatformScale& scale = result.scale;
    json["unit"] = result.unit;
    json["scale"] = {{"range_min", json_number(scale.lower)}, {"range_max", json_number(scale.upper)}, {"zero_point", json_number(scale.zero_point)},
                     {"open_lower_bound", scale.open_lower}, {"open_upper_bound", scale.open_upper}, {"inbound_outcome_count", scale.bins}};
    json["probability_below"] = json_number(result.below);
    json["probability_above"] = json_number(result.above);
    json["largest_move"] = {{"by", json_number(result.cdf.largest_move)}, {"at", json_number(points_of(scale)[result.cdf.moved_at])}};
    forecast["continuous_cdf"] = result.cdf.values;
  }
  json["forecast"] = std::move(forecast);
  return json_text(json);
}

std::string metaculus_note(const MetaculusExport& result) {
  if (result.probability) {
    const double p = result.probability->value.value_or(0.5), sent = platform_probability(p);
    return p == sent ? "" : "The probability " + format_probability(p, result.probability->standard_error) + " was moved to " + format_probability(sent, std::nullopt) + ", the nearest that is taken.";
  }
  std::string text;
  const PlatformScale& scale = result.scale;
  const double lost = (scale.open_lower ? 0 : result.below) + (scale.open_upper ? 0 : result.above);
  if (lost > 0) text += "The model gives " + format_probability(lost, std::nullopt) + " to what lies beyond a closed bound; that was taken out. ";
  if (result.cdf.largest_move > 0) {
    text += "To keep the platform's rules the distribution function was moved by at most " + format_probability(result.cdf.largest_move, std::nullopt) + ", at " +
            with_unit(format_exact(points_of(scale)[result.cdf.moved_at], 3), result.unit) + ".";
  }
  return text;
}

std::string sipmath_json(const SipLibrary& library) {
  Json json = {{"name", library.model.title.empty() ? library.model.file : library.model.title},
               {"objectType", "sipModel"},
               {"libraryType", "SIPmath_3_0"},
               {"version", "1"},
               {"provenance", library.provenance},
               {"globalVariables", Json::array()}};
  json["U01"]["rng"] = Json::array();
  json["U01"]["rng"].push_back({{"name", "trial"}, {"function", "Index"}, {"arguments", {{"counter", "PM_Index"}}}});
  json["U01"]["copula"] = Json::array();
  json["sips"] = Json::array();
  for (const Sip& sip : library.sips) {
    const auto [low, high] = std::minmax_element(sip.values.begin(), sip.values.end());
    const double n = static_cast<double>(sip.values.size());
    double mean = 0;
    for (const double value : sip.values) mean += value / n;
    Json entry = {{"name", sip.name}, {"ref", {{"source", "rng"}, {"name", "trial"}}}, {"function", "SIP_Array"}};
    entry["arguments"] = {{"type", "array"}, {"value", sip.values}};
    entry["metadata"] = {{"count", sip.values.size()}, {"mean", json_number(mean)}, {"min", json_number(*low)}, {"max", json_number(*high)}};
    put_text(entry["metadata"], "unit", sip.unit);
    json["sips"].push_back(std::move(entry));
  }
  return json_text(json);
}

}  // namespace botec
