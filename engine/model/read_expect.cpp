// `expect:` — what the source claims.
#include <fmt/format.h>

#include <algorithm>

#include "model/form_draft.h"
#include "model/quantity.h"
#include "model/sections.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

const std::vector<std::string>& quantity_names() {
  static const std::vector<std::string> names{"p5", "p50", "p95", "median", "mean", "sd", "point", "low", "high"};
  return names;
}

bool is_question(const Reading& reading, std::string_view name) {
  const auto& questions = reading.model.questions;
  return std::any_of(questions.begin(), questions.end(), [&](const Question& q) { return q.name == name; });
}

bool is_quantile(std::string_view name) { return quantile_probability(name).value_or(-1) >= 0; }

void read_within(const YamlNode& node, Expectation& expectation, Reading& reading) {
  const auto within = read_pure_number(node, "`within`", reading.diagnostics);
  if (!within) return;
  if (*within >= 0 && *within <= 1) {
    expectation.within = *within;
    return;
  }
  reading.diagnostics.error("bad-setting", node.span, "`within` is a share of the expected value from 0% to 100%",
                            *within > 1 && *within <= 100 ? fmt::format("write {}%", node.text.value) : "");
}

void add_quantity(const ScalarText& key, const YamlNode& value, bool question, Expectation& expectation,
                  Reading& reading) {
  const bool known = question ? key.value == "probability"
                              : is_quantile(key.value) || std::find(quantity_names().begin(), quantity_names().end(),
                                                                    key.value) != quantity_names().end();
  if (!known) {
    auto names = question ? std::vector<std::string>{"probability"} : quantity_names();
    names.insert(names.end(), {"within", "scenario"});
    return unknown_key(key, question ? "an expectation of a question" : "an expectation", names, reading.diagnostics);
  }
  if (const auto quantity = read_quantity(value, in_backticks(key), reading.diagnostics)) {
    expectation.quantities.push_back({key.value, *quantity, key.span});
  }
}

void add_map(const ScalarText& output, const YamlNode& map, bool question, Reading& reading) {
  Expectation expectation;
  expectation.output = output.value;
  expectation.output_span = output.span;
  std::size_t asked = 0;
  for (const auto& [key, value] : map.entries) {
    if (key.value == "within") {
      read_within(*value, expectation, reading);
    } else if (key.value == "scenario") {
      const Text scenario = read_text(*value, "`scenario`", reading.diagnostics);
      expectation.scenario = scenario.value;
      expectation.scenario_span = scenario.span;
    } else {
      ++asked;
      add_quantity(key, *value, question, expectation, reading);
    }
  }
  if (asked == 0) {
    reading.diagnostics.error("missing-key", map.span, "this expectation names no figure",
                              question ? "add `probability: …`" : "add `p5: …`, `median: …` or `mean: …`");
  }
  if (!expectation.quantities.empty()) reading.model.expectations.push_back(std::move(expectation));
}

}  // namespace

void read_expectations(const YamlEntry& entry, Reading& reading) {
  constexpr std::string_view wants = "a quantity, a map such as {p5: 3, p95: 8}, or a list of such maps";
  if (!want_map(*entry.value, "`expect`", "a map of names of formulas", reading.diagnostics)) return;
  for (const auto& [key, value] : entry.value->entries) {
    if (!check_dotted_name(key, "a formula", reading.diagnostics)) continue;
    const bool question = is_question(reading, key.value);
    if (value->kind == YamlNode::Kind::scalar) {
      if (const auto quantity = read_quantity(*value, in_backticks(key), reading.diagnostics)) {
        Expectation expectation;
        expectation.output = key.value;
        expectation.output_span = key.span;
        expectation.quantities.push_back({question ? "probability" : "point", *quantity, value->span});
        reading.model.expectations.push_back(std::move(expectation));
      }
    } else if (value->kind == YamlNode::Kind::map) {
      add_map(key, *value, question, reading);
    } else if (value->kind == YamlNode::Kind::list) {
      for (const auto& item : value->items) {
        if (want_map(*item, in_backticks(key), "a list of maps such as {p5: 3, p95: 8}", reading.diagnostics))
          add_map(key, *item, question, reading);
      }
    } else {
      wrong_shape(*value, in_backticks(key), wants, reading.diagnostics);
    }
  }
}

}  // namespace botec
