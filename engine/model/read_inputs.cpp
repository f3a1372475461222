// `inputs:`, `scenarios:` and `range_level:`.
#include <fmt/format.h>

#include "model/input_map.h"
#include "model/sections.h"

namespace botec {

void read_inputs(const YamlEntry& entry, Reading& reading) {
  if (entry.value->kind == YamlNode::Kind::nothing) return;  // a model of constants alone may leave it empty
  if (!want_map(*entry.value, "`inputs`", "a map of names", reading.diagnostics,
                "write each input as `name: value`, without a dash")) {
    reading.model.complete = false;
    return;
  }
  if (entry.value->lossy) reading.model.complete = false;
  for (const auto& [key, value] : entry.value->entries) {
    const bool named = claim_name(key, "an input", reading);
    InputForm form = read_input_form(*value, in_backticks(key), reading.directory, reading.diagnostics);
    if (named) {
      reading.model.inputs.push_back({key.value, key.span, std::move(form)});
    } else {
      reading.model.complete = false;
    }
  }
}

void read_scenarios(const YamlEntry& entry, Reading& reading) {
  constexpr std::string_view shape = "a map of the inputs that it overrides";
  if (!want_map(*entry.value, "`scenarios`", "a map of names", reading.diagnostics)) return;
  for (const auto& [key, value] : entry.value->entries) {
    Scenario scenario{key.value, key.span, {}};
    const bool named = check_name(key, "a scenario", reading.diagnostics);
    if (key.value == "base") {
      reading.diagnostics.error("bad-name", key.span, "`base` is the model as it stands, not a scenario of it",
                                "choose another name");
    }
    if (!want_map(*value, in_backticks(key), shape, reading.diagnostics)) continue;
    for (const auto& [input, form] : value->entries) {
      if (!check_dotted_name(input, "an input", reading.diagnostics)) continue;
      scenario.overrides.push_back(
          {input.value, input.span,
           read_input_form(*form, in_backticks(input), reading.directory, reading.diagnostics)});
    }
    if (named && key.value != "base") reading.model.scenarios.push_back(std::move(scenario));
  }
}

void read_range_level(const YamlEntry& entry, Reading& reading) {
  if (const auto level = read_level(*entry.value, "`range_level`", reading.diagnostics))
    reading.model.range_level = *level;
}

}  // namespace botec
