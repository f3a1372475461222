#include "model/read_forecast.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/form_draft.h"
#include "model/input_map.h"
#include "text/calendar.h"
#include "text/nearest_name.h"
#include "text/number.h"

namespace botec {

namespace {

constexpr std::string_view forecast_keys[] = {"forecast", "probability", "model", "output", "scenario", "made", "note", "source"};

constexpr std::string_view input_keys[] = {"value",   "range",      "level", "distribution", "values", "weights", "components", "file",
                                           "column",  "smooth",     "unit",  "min",          "max",    "point"};

bool is_one_of(std::span<const std::string_view> keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool of_an_input(std::string_view key) {
  return is_one_of(input_keys, key) || is_parameter(key) || quantile_probability(key).has_value();
}

std::optional<double> read_probability(const YamlNode& node, Diagnostics& diagnostics) {
  const auto p = read_pure_number(node, "`probability`", diagnostics);
  if (!p) return std::nullopt;
  if (*p >= 0 && *p <= 1) return p;
  diagnostics.error("bad-forecast", node.span, "a probability lies between 0% and 100%",
                    *p > 1 && *p <= 100 ? fmt::format("write {}%", shortest(*p)) : "");
  return std::nullopt;
}

// The rest of the map, which is an input in its mapping form.
YamlNode input_part(const YamlNode& map, std::span<const std::string_view> own) {
  YamlNode part = map;
  std::erase_if(part.entries, [&](const YamlEntry& e) { return is_one_of(own, e.key.value) || is_one_of(forecast_keys, e.key.value); });
  return part;
}

bool report_unknown(const YamlNode& rest, std::span<const std::string_view> own, Reading& reading) {
  std::vector<std::string> keys(own.begin(), own.end());
  keys.insert(keys.end(), std::begin(forecast_keys), std::end(forecast_keys));
  bool found = false;
  for (const YamlEntry& entry : rest.entries) {
    const bool clearly_ours = !of_an_input(entry.key.value) && nearest_name(entry.key.value, keys);
    if (clearly_ours) unknown_key(entry.key, "a forecast", keys, reading.diagnostics);
    found = found || clearly_ours;
  }
  return found;
}

std::optional<ForecastForm> of_model(const YamlNode& map, ForecastForm form, Reading& reading) {
  form.kind = ForecastForm::Kind::model;
  const YamlEntry* model = find_entry(map, "model");
  form.model = read_text(*model->value, "`model`", reading.diagnostics);
  const YamlEntry* output = find_entry(map, "output");
  if (output == nullptr) {
    reading.diagnostics.error("missing-key", model->key.span, "this forecast names a model and no `output` of it",
                              "add `output:` with the name of a formula or a question");
    return std::nullopt;
  }
  form.output = read_text(*output->value, "`output`", reading.diagnostics);
  form.scenario.value = "base";
  if (const YamlEntry* scenario = find_entry(map, "scenario")) form.scenario = read_text(*scenario->value, "`scenario`", reading.diagnostics);
  form.span = model->value->span;
  if (!form.model || !form.output) return std::nullopt;
  return form;
}

std::optional<ForecastForm> of_form(InputForm input, ForecastForm form) {
  if (input.failed) return std::nullopt;
  form.span = input.span;
  form.form = std::move(input);
  return form;
}

void read_remarks(const YamlNode& map, ForecastForm& form, Reading& reading) {
  if (const YamlEntry* made = find_entry(map, "made")) form.made = read_date(*made->value, "`made`", reading.diagnostics);
  if (const YamlEntry* note = find_entry(map, "note")) form.note = read_text(*note->value, "`note`", reading.diagnostics);
  if (const YamlEntry* source = find_entry(map, "source")) form.source = read_text(*source->value, "`source`", reading.diagnostics);
}

}  // namespace

std::optional<Date> read_date(const YamlNode& node, std::string_view who, Diagnostics& diagnostics) {
  const Text text = read_text(node, who, diagnostics);
  if (!text) return std::nullopt;
  if (const auto at = parse_date(text.value)) return Date{*at, text.value, text.span};
  diagnostics.error("bad-date", text.span, fmt::format("{} is a date, and this is none", who), "write 2027-06-30, or 2027-06");
  return std::nullopt;
}

std::optional<ForecastForm> read_forecast_text(const YamlNode& scalar, std::string_view who, Reading& reading) {
  return of_form(read_input_form(scalar, who, reading.directory, reading.diagnostics), {});
}

std::optional<ForecastForm> read_forecast(const YamlNode& map, std::span<const std::string_view> own, std::string_view who, Reading& reading) {
  ForecastForm form;
  read_remarks(map, form, reading);
  const YamlNode rest = input_part(map, own);
  if (report_unknown(rest, own, reading)) return std::nullopt;
  const YamlEntry *forecast = find_entry(map, "forecast"), *probability = find_entry(map, "probability"), *model = find_entry(map, "model");
  const int ways = (forecast != nullptr) + (probability != nullptr) + (model != nullptr) + !rest.entries.empty();
  if (ways > 1) {
    const Span& place = !rest.entries.empty() ? rest.entries.front().key.span : probability != nullptr ? probability->key.span : model->key.span;
    reading.diagnostics.error("bad-forecast", place, "this forecast is described in two ways at once",
                              "keep one of `forecast`, `probability`, `model`, or the keys of an input");
    return std::nullopt;
  }
  if (model != nullptr) return of_model(map, std::move(form), reading);
  for (const std::string_view key : {"output", "scenario"}) {
    const YamlEntry* alone = find_entry(map, key);
    if (alone != nullptr) reading.diagnostics.error("missing-key", alone->key.span, fmt::format("`{}` is of a model, and there is no `model` beside it", key));
  }
  if (probability != nullptr) {
    const auto p = read_probability(*probability->value, reading.diagnostics);
    if (!p) return std::nullopt;
    form.kind = ForecastForm::Kind::probability;
    form.probability = *p;
    form.span = probability->value->span;
    return form;
  }
  if (forecast != nullptr) return of_form(read_input_form(*forecast->value, "`forecast`", reading.directory, reading.diagnostics), std::move(form));
  if (!rest.entries.empty()) return of_form(read_input_form(rest, who, reading.directory, reading.diagnostics), std::move(form));
  return std::nullopt;
}

}  // namespace botec
