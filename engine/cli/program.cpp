// From a command line to a command.
#include <sys/stat.h>

#include <exception>
#include <new>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"

namespace botec {
namespace {

// Known before anything is parsed, because mistakes on the command line are told in this form too.
bool asks_for_json(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool named = words[i] == "--format" || words[i] == "-f";
    if (words[i] == "--format=json" || words[i] == "-fjson" || (named && i + 1 < words.size() && words[i + 1] == "json")) return true;
  }
  return false;
}

// A model's path in place of a command: standard input, a file that is there, or what only a path looks like.
bool is_path(const std::string& word) {
  if (word == "-" || word.find_first_of("./") != std::string::npos) return true;
  struct stat info {};
  return stat(word.c_str(), &info) == 0;
}

int dispatch(const std::vector<std::string>& words, bool json) {
  if (words.empty()) {
    return fail(exit_command_at_fault,
                command_line_complaint("nothing to do: name a command or a model file",
                                       "`botec help` lists the commands, `botec init` writes a first model"),
                json);
  }
  const std::string& first = words.front();
  if (first == "--version" || first == "-V") return hand_over(version_text(), CommandLine{});
  if (first == "--help" || first == "-h") return hand_over(overview_help(), CommandLine{});
  const Command* command = find_command(first);
  std::size_t taken = 1;
  if (command == nullptr) {
    const bool option_first = first.size() > 1 && first.front() == '-';
    if (!option_first && !is_path(first)) return fail(exit_command_at_fault, unknown_command(first), json);
    command = find_command("run");
    taken = 0;
  }
  auto arguments = parse_arguments(*command, {words.begin() + static_cast<std::ptrdiff_t>(taken), words.end()});
  if (!arguments) return fail(exit_command_at_fault, arguments.complaint(), json);
  if (arguments->help) return hand_over(command_help(*command), CommandLine{});
  arguments->words = words;
  return command->execute(*arguments);
}

}  // namespace

// Whatever was thrown ends here as one sentence.
int run_program(const std::vector<std::string>& words) {
  const bool json = asks_for_json(words);
  Complaint complaint;
  try {
    return dispatch(words, json);
  } catch (const std::bad_alloc&) {
    complaint = {"out-of-memory", "there is not enough memory for this run", "ask for fewer samples or threads", {}, 0, 0};
  } catch (const std::exception& error) {
    complaint = {"not-completed", "the run could not be completed: " + std::string(error.what()), {}, {}, 0, 0};
  }
  return fail(exit_not_completed, complaint, json);
}

}  // namespace botec
