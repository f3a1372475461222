// botec help: written from the tables of commands and options, so that it cannot lag behind them.
#include <unistd.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/catalogue_report.h"
#include "report/format_text.h"
#include "report/terminal_text.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::size_t width = 80;

// `left` in a column, `right` wrapped beside it.
std::string entry(const std::string& left, std::string_view right, std::size_t column) {
  std::string text;
  std::string lead = "  " + pad(left, column) + "  ";
  for (const auto& line : wrap(right, width - column - 4)) {
    text += lead + line + "\n";
    lead.assign(column + 4, ' ');
  }
  return text;
}

std::string meaning_of(const Option& option, const Command& command) {
  if (option.name != "--format") return std::string(option.meaning);
  std::string list;
  for (const auto format : command.formats) list.append(list.empty() ? "" : ", ").append(format);
  return "One of " + list + "; the first unless asked.";
}

bool is_shown(const Option& option, const Command& command) {
  return (option.groups & (command.groups | always)) != 0;
}

}  // namespace

std::string version_text() { return "botec " BOTEC_VERSION "\n"; }

std::string overview_help() {
  std::string text = "botec: Monte Carlo for back-of-the-envelope estimates\n\nUsage: botec COMMAND ARGUMENTS, or botec MODEL\n\n";
  for (const Command& command : command_table()) {
    text += entry(std::string(command.name) + " " + std::string(command.synopsis), command.summary, 20);
  }
  text += "\n`botec help COMMAND` lists its options. A file named - is standard input or\noutput. Start with `botec init`, then `botec model.yaml`.\n";
  text += "\nExit status: 0 done; 1 the model is at fault, or an expectation fails; 2 the\n"
          "command line is; 3 not completed (no room, a file that cannot be written,\n"
          "interrupted).\n";
  return text;
}

std::string command_help(const Command& command) {
  std::string text = "Usage: botec " + std::string(command.name) + " " + std::string(command.synopsis) + " [OPTIONS]\n";
  for (const auto& line : wrap(std::string(command.summary) + ".", width)) text += line + "\n";
  if (!command.details.empty()) {
    for (const auto& line : wrap(command.details, width)) text += line + "\n";
  }
  text += "\nOptions\n";
  for (const Option& option : option_table()) {
    if (!is_shown(option, command)) continue;
    std::string left(option.name);
    if (!option.short_name.empty()) left = std::string(option.short_name) + ", " + left;
    if (!option.value.empty()) left.append(" ").append(option.value);
    text += entry(left, meaning_of(option, command), 20);
  }
  if (command.name == "distributions") text += "\nDistributions\n" + distributions_text(catalogue(), {});
  if (command.name == "functions") text += "\n" + functions_text(function_catalogue(), {});
  return text;
}

namespace {

TextOptions options_of(const CommandLine& arguments) {
  TextOptions options = text_options_for(STDOUT_FILENO, arguments.ascii);
  options.ascii = arguments.ascii;
  return options;
}

Complaint unknown_topic(const std::string& word) {
  std::vector<std::string> names{"format", "distributions", "functions", "reference"};
  for (const Command& command : command_table()) names.emplace_back(command.name);
  std::string help = did_you_mean(word, names);
  if (help.empty()) help = "the topics are format, distributions, functions and the commands that `botec help` lists";
  return command_line_complaint("there is no help on `" + word + "`", help);
}

int help_on_format(const CommandLine& arguments) {
  const TextOptions options = options_of(arguments);
  if (arguments.paths.size() == 1) return hand_over(format_text(options), arguments);
  const std::string& part = arguments.paths[1];
  if (const auto text = format_part_text(part, options)) return hand_over(*text, arguments);
  std::string help = did_you_mean(part, format_part_names());
  if (help.empty()) help = "`botec help format` shows all parts";
  return fail(command_line_complaint("a model file has no part `" + part + "`", help), arguments);
}

}  // namespace

int help_command(const CommandLine& arguments) {
  if (arguments.paths.empty()) return hand_over(overview_help(), arguments);
  const std::string& name = arguments.paths.front();
  if (name == "format") return help_on_format(arguments);
  if (arguments.paths.size() > 1) return fail(command_line_complaint("`botec help " + name + "` takes no more words", "only `format` has parts"), arguments);
  if (name == "reference") return hand_over(reference_help(), arguments);
  const Command* command = find_command(name);
  if (command == nullptr) return fail(unknown_topic(name), arguments);
  return hand_over(command_help(*command), arguments);
}

}  // namespace botec
