#include "cli/arguments.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <map>

#include "text/nearest_name.h"

namespace botec {
namespace {

bool takes(const Command& command, const Option& option) { return ((command.groups | always) & option.groups) != 0; }

std::string in_quotes(std::string_view word) { return "`" + std::string(word) + "`"; }

std::string names_of(const Option& option) {
  std::string names(option.name);
  if (!option.short_name.empty()) names.append(",").append(option.short_name);
  return names;
}

// What CLI11 found for each option: its values in the order written.
struct Found {
  std::vector<std::string> values;
  bool flag = false;
};

void declare(CLI::App& app, const Option& option, Found& found) {
  if (option.value.empty()) {
    app.add_flag(names_of(option), found.flag);
    return;
  }
  app.add_option(names_of(option), found.values)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Complaint unknown_option(const Command& command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known;
  for (const Option& option : option_table()) {
    if (takes(command, option)) known.emplace_back(option.name);
  }
  std::string help = did_you_mean(name, known);
  const bool elsewhere = std::any_of(option_table().begin(), option_table().end(), [&name](const Option& o) { return o.name == name; });
  if (elsewhere) help.clear();
  if (help.empty()) help = "`botec help " + std::string(command.name) + "` lists the options";
  return command_line_complaint(elsewhere ? "`botec " + std::string(command.name) + "` takes no " + in_quotes(name)
                                          : "unknown option " + in_quotes(name), help);
}

Complaint needs_value(const Command& command, std::string_view option) {
  return command_line_complaint(in_quotes(option) + " needs a value",
                                in_quotes("botec help " + std::string(command.name)) + " lists the options");
}

// `--quiet=yes`: CLI11 would read a truth value where we want none.
std::optional<Complaint> check_flags(const Command& command, const std::vector<std::string>& words) {
  for (const Option& option : option_table()) {
    if (!option.value.empty() || !takes(command, option)) continue;
    const std::string beginning = std::string(option.name) + "=";
    if (std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(beginning); })) {
      return command_line_complaint(in_quotes(option.name) + " takes no value");
    }
  }
  return std::nullopt;
}

std::optional<Complaint> check_paths(const Command& command, const CommandLine& arguments) {
  const std::string usage = "botec " + std::string(command.name) + " " + std::string(command.synopsis);
  if (arguments.paths.size() < command.least_paths) {
    return command_line_complaint(in_quotes("botec " + std::string(command.name)) + (command.least_paths == 2 ? " wants two model files or scenarios" : " wants a model file"),
                                  in_quotes(usage) + "; " + in_quotes("-") + " reads standard input");
  }
  if (arguments.paths.size() > command.most_paths) {
    return command_line_complaint("unexpected " + in_quotes(arguments.paths[command.most_paths]) + " after " +
                                      (command.most_paths == 0 ? "the command" : in_quotes(arguments.paths[command.most_paths - 1])),
                                  "usage: " + in_quotes(usage));
  }
  if (std::count(arguments.paths.begin(), arguments.paths.end(), "-") > 1) {
    return command_line_complaint("standard input can be read only once");
  }
  return std::nullopt;
}

std::optional<Complaint> check_format(const Command& command, CommandLine& arguments) {
  const std::vector<std::string> formats(command.formats.begin(), command.formats.end());
  if (arguments.format.empty() && !formats.empty()) arguments.format = formats.front();
  if (formats.empty() || std::find(formats.begin(), formats.end(), arguments.format) != formats.end()) return std::nullopt;
  std::string list;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    list += (i == 0 ? "" : i + 1 == formats.size() ? " or " : ", ") + formats[i];
  }
  return command_line_complaint("`--format` wants " + list + ", not " + in_quotes(arguments.format),
                                did_you_mean(arguments.format, formats));
}

}  // namespace

Complaint command_line_complaint(std::string message, std::string help) {
  Complaint complaint;
  complaint.kind = "command-line";
  complaint.message = std::move(message);
  complaint.help = std::move(help);
  return complaint;
}

Expected<CommandLine> parse_arguments(const Command& command, const std::vector<std::string>& all_words) {
  // What stands behind `--` is a path, whatever it looks like.
  const auto separator = std::find(all_words.begin(), all_words.end(), "--");
  const std::vector<std::string> words(all_words.begin(), separator);
  if (auto complaint = check_flags(command, words)) return *complaint;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  CommandLine arguments;
  std::map<std::string_view, Found> found;
  for (const Option& option : option_table()) {
    if (takes(command, option)) declare(app, option, found[option.name]);
  }
  app.add_option("path", arguments.paths);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
  } catch (const CLI::ParseError& error) {
    // The only error left to CLI11 is a value that is missing: "--seed: 1 required TEXT missing".
    const std::string message = error.what();
    return needs_value(command, message.substr(0, message.find(':')));
  }
  for (const std::string& word : app.remaining()) {
    const bool standard_input = word.starts_with("-#");   // a scenario of what is read from there
    if (word.size() > 1 && word.front() == '-' && !standard_input) return unknown_option(command, word);
    arguments.paths.push_back(word);
  }
  if (separator != all_words.end()) arguments.paths.insert(arguments.paths.end(), separator + 1, all_words.end());
  for (const Option& option : option_table()) {
    if (!takes(command, option)) continue;
    Found& values = found[option.name];
    if (values.flag) values.values.emplace_back();
    for (const std::string& value : values.values) {
      if (value.starts_with("--")) return needs_value(command, option.name);  // the next option, taken for a value
      if (auto complaint = option.set(arguments, value)) return *complaint;
    }
  }
  if (arguments.help) return arguments;
  if (auto complaint = check_format(command, arguments)) return *complaint;
  if (auto complaint = check_paths(command, arguments)) return *complaint;
  return arguments;
}

}  // namespace botec
