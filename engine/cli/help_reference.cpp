// botec help reference: the tables of the reference pages, between the marks at which they stand there.
#include <algorithm>

#include "cli/commands.h"
#include "report/reference_tables.h"

namespace botec {
namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

ReferenceTable commands() {
  std::vector<std::vector<std::string>> rows;
  for (const Command& command : command_table()) {
    const std::string call = "botec " + std::string(command.name) + (command.synopsis.empty() ? "" : " " + std::string(command.synopsis));
    rows.push_back({code(call), std::string(command.summary)});
  }
  return {"commands", markdown_table({"command", ""}, rows)};
}

// "`text`, `json` of `check`, `explain`; …": commands with the same formats together, the default first.
std::string formats() {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const Command& command : command_table()) {
    std::string list;
    for (const auto format : command.formats) list += (list.empty() ? "" : ", ") + code(format);
    if (list.empty()) continue;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == list; });
    if (same == groups.end()) groups.emplace_back(list, code(command.name));
    else same->second += ", " + code(command.name);
  }
  std::string text = "How the answer is written, the first of these unless asked:";
  for (const auto& [list, of] : groups) text += " " + list + " of " + of + ";";
  text.back() = '.';
  return text;
}

// Commands that take it, one by one where they are few.
std::string takers(const Option& option) {
  std::string text;
  std::size_t count = 0, all = 0;
  for (const Command& command : command_table()) {
    all += command.groups != 0;
    if ((command.groups & option.groups) == 0) continue;
    text += (text.empty() ? "" : ", ") + code(command.name);
    ++count;
  }
  if ((option.groups & always) != 0 || count + 3 > all) return "all";
  if (option.groups == sampling) return "all that draw";
  return option.groups == model_choice ? "all that take a model" : text;
}

ReferenceTable options() {
  std::vector<std::vector<std::string>> rows;
  for (const Option& option : option_table()) {
    std::string name = code(std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value)));
    if (!option.short_name.empty()) name += ", " + code(option.short_name);
    rows.push_back({name, option.name == "--format" ? formats() : std::string(option.meaning), takers(option)});
  }
  return {"options", markdown_table({"option", "", "of"}, rows)};
}

}  // namespace

std::string reference_help() {
  std::vector<ReferenceTable> tables{commands(), options()};
  for (auto& table : reference_tables()) tables.push_back(std::move(table));
  std::string text;
  for (const ReferenceTable& table : tables) text += "<!-- botec help reference: " + table.name + " -->\n" + table.text + "<!-- end -->\n\n";
  return text;
}

}  // namespace botec
