// `groups:` and `decision:` — what `botec rank` is told beside the model itself.
#include <fmt/format.h>

#include <algorithm>

#include "model/sections.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::string_view group_help = "write groups: {hardware: [price, speed]}";
constexpr std::string_view decision_help = "write decision: {options: {build: revenue - cost, wait: 0}}";

void read_members(const YamlEntry& entry, InputGroup& group, Reading& reading) {
  if (!want_list(*entry.value, in_backticks(entry.key), "a list of inputs", reading.diagnostics, std::string(group_help))) return;
  for (const auto& item : entry.value->items) {
    if (!want_scalar(*item, "a member of a group", "the name of an input", reading.diagnostics)) continue;
    if (!check_dotted_name(item->text, "a member of a group", reading.diagnostics)) continue;
    const bool repeated = std::any_of(group.members.begin(), group.members.end(), [&](const Text& t) { return t.value == item->text.value; });
    if (repeated) reading.diagnostics.error("duplicate-name", item->span, fmt::format("{} is listed twice", in_backticks(item->text)));
    else group.members.push_back(text_of(item->text));
  }
}

void add_option(std::string name, const YamlNode& formula, Decision& decision, Reading& reading) {
  if (!want_scalar(formula, "an option", "a formula", reading.diagnostics, std::string(decision_help))) return;
  DecisionOption option{std::move(name), {}, formula.span};
  if (auto tree = parse_formula(formula.text, reading.diagnostics, formula_limits(reading))) option.tree = std::move(*tree);
  decision.options.push_back(std::move(option));
}

void read_options(const YamlEntry& entry, Decision& decision, Reading& reading) {
  if (entry.value->kind == YamlNode::Kind::list) {
    for (const auto& item : entry.value->items) add_option(item->text.value, *item, decision, reading);
  } else if (want_map(*entry.value, "`options`", "a map of formulas, or a list of their names", reading.diagnostics, std::string(decision_help))) {
    for (const auto& [key, value] : entry.value->entries) {
      if (check_name(key, "an option", reading.diagnostics)) add_option(key.value, *value, decision, reading);
    }
  }
}

void read_choice(const YamlEntry& entry, Decision& decision, Reading& reading) {
  const std::vector<std::string> choices{"largest", "smallest"};
  const Text choice = read_text(*entry.value, "`choose`", reading.diagnostics);
  if (!choice) return;
  decision.smallest = choice.value == "smallest";
  if (choice.value == "largest" || choice.value == "smallest") return;
  reading.diagnostics.error("bad-decision", choice.span, "`choose` is `largest` (the default) or `smallest`, of the expected values",
                            did_you_mean(choice.value, choices));
}

constexpr KeyRow<Decision> decision_rows[] = {{"options", read_options}, {"choose", read_choice}};

}  // namespace

void read_groups(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`groups`", "a map of names", reading.diagnostics, std::string(group_help))) return;
  for (const auto& item : entry.value->entries) {
    if (!check_name(item.key, "a group", reading.diagnostics)) continue;
    InputGroup group{text_of(item.key), {}};
    read_members(item, group, reading);
    reading.model.groups.push_back(std::move(group));
  }
}

void read_decision(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`decision`", "a map with `options`", reading.diagnostics, std::string(decision_help))) return;
  Decision decision;
  decision.span = entry.key.span;
  const std::size_t errors = reading.diagnostics.error_count();
  read_keys<Decision>(*entry.value, "a decision", decision_rows, decision, reading);
  if (decision.options.size() < 2 && reading.diagnostics.error_count() == errors) {
    reading.diagnostics.error("bad-decision", entry.key.span, "a decision needs two options or more", std::string(decision_help));
  }
  reading.model.decision = std::move(decision);
}

}  // namespace botec
