// botec completions, botec man: what other programs show of botec.
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/shell_completion.h"
#include "text/nearest_name.h"

namespace botec {

int completions_command(const CommandLine& arguments) {
  std::vector<std::string> names;
  for (const Shell& shell : shell_table()) {
    if (shell.name == arguments.paths.front()) return hand_over(shell.script(), arguments);
    names.emplace_back(shell.name);
  }
  std::string help = did_you_mean(arguments.paths.front(), names);
  if (help.empty()) help = "there are bash, zsh and fish";
  return fail(command_line_complaint("there are no completions for `" + arguments.paths.front() + "`", help), arguments);
}

int man_command(const CommandLine& arguments) { return hand_over(manual_page(), arguments); }

}  // namespace botec
