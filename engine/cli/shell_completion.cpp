#include "cli/shell_completion.h"

#include <array>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "distributions/family.h"
#include "formula/function.h"

namespace botec {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

bool takes(const Command& command, const Option& option) { return (option.groups & (command.groups | always)) != 0; }

// What an option's value can be, where it is one of a few words.
std::string choices_of(const Command& command, const Option& option) {
  if (option.name != "--format") return std::string(option.choices);
  std::vector<std::string> formats;
  for (const auto format : command.formats) formats.emplace_back(format);
  return joined(formats);
}

// What the first word behind a command can be, where it is no file.
std::string subjects_of(const Command& command) {
  std::vector<std::string> names;
  if (command.name == "distributions") names = family_names();
  if (command.name == "functions") names = function_names();
  if (command.name == "completions") {
    for (const Shell& shell : shell_table()) names.emplace_back(shell.name);
  }
  if (command.name == "schema") names = {"model", "forecasts"};
  if (command.name == "help") {
    names.emplace_back("format");
    for (const Command& other : command_table()) names.emplace_back(other.name);
  }
  return joined(names);
}

std::string command_names() {
  std::vector<std::string> names;
  for (const Command& command : command_table()) names.emplace_back(command.name);
  return joined(names);
}

std::string options_of(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : option_table()) {
    if (!takes(command, option)) continue;
    names.emplace_back(option.name);
    if (!option.short_name.empty()) names.emplace_back(option.short_name);
  }
  return joined(names);
}

// Inside '…' of a shell.
std::string single_quoted(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result;
}

std::string bash_case(const Command& command) {
  std::string text = "    " + std::string(command.name) + ")\n      case $before in\n";
  std::string plain;
  for (const Option& option : option_table()) {
    if (!takes(command, option) || option.value.empty()) continue;
    std::string names(option.name);
    if (!option.short_name.empty()) names.append("|").append(option.short_name);
    const std::string choices = choices_of(command, option);
    if (option.value == "FILE") continue;   // as any other word
    if (choices.empty()) plain += (plain.empty() ? "" : "|") + names;
    else text += "        " + names + ") COMPREPLY=($(compgen -W '" + choices + "' -- \"$word\")); return ;;\n";
  }
  if (!plain.empty()) text += "        " + plain + ") return ;;\n";
  text += "      esac\n      [[ $word == -* ]] && COMPREPLY=($(compgen -W '" + options_of(command) + "' -- \"$word\")) && return\n";
  const std::string subjects = subjects_of(command);
  if (!subjects.empty()) text += "      COMPREPLY=($(compgen -W '" + subjects + "' -- \"$word\")); return ;;\n";
  else text += "      ;;\n";
  return text;
}

std::string bash_script() {
  std::string text = "# botec for bash: eval \"$(botec completions bash)\"\n_botec() {\n"
                     "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n  COMPREPLY=()\n"
                     "  if [[ $COMP_CWORD -eq 1 ]]; then\n    COMPREPLY=($(compgen -W '" + command_names() + "' -- \"$word\"))\n  fi\n"
                     "  [[ $COMP_CWORD -gt 1 ]] && case ${COMP_WORDS[1]} in\n";
  for (const Command& command : command_table()) text += bash_case(command);
  return text + "  esac\n  local IFS=$'\\n'\n  COMPREPLY+=($(compgen -d -S / -- \"$word\") $(compgen -f -X '!*.@(yaml|yml|json|csv)' -- \"$word\"))\n"
                "  compopt -o nospace -o filenames 2>/dev/null\n  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} != */ ]] && compopt +o nospace 2>/dev/null\n"
                "  return 0\n}\nshopt -s extglob\ncomplete -F _botec botec\n";
}

std::string zsh_script() {
  std::string text = "#compdef botec\n# botec for zsh: botec completions zsh > a folder of $fpath/_botec\n_botec() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : command_table()) text += "    '" + std::string(command.name) + ":" + single_quoted(command.summary) + "'\n";
  text += "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    _files -g '*.(yaml|yml)'\n    return\n  fi\n  case $words[2] in\n";
  for (const Command& command : command_table()) {
    text += "    " + std::string(command.name) + ")\n      _arguments -s";
    for (const Option& option : option_table()) {
      if (!takes(command, option)) continue;
      const std::string choices = choices_of(command, option);
      const std::string meaning = option.meaning.empty() ? "format of the answer" : std::string(option.meaning);
      std::string about;
      for (const char c : meaning) {
        if (c == '[' || c == ']' || c == ':') about += '\\';
        about += c;
      }
      const std::string action = option.value == "FILE" ? "_files" : "(" + choices + ")";
      for (const auto name : {option.name, option.short_name}) {
        if (name.empty()) continue;
        text += " \\\n        '" + std::string(name) + "[" + single_quoted(about) + "]" +
                (option.value.empty() ? "" : ":" + std::string(option.value) + ":" + (choices.empty() && option.value != "FILE" ? "" : action)) + "'";
      }
    }
    const std::string subjects = subjects_of(command);
    text += " \\\n        '*:" + (subjects.empty() ? std::string("model:_files -g \"*.(yaml|yml|json|csv)\"") : "name:(" + subjects + ")") + "'\n      ;;\n";
  }
  return text + "  esac\n}\n(( $+functions[compdef] )) && compdef _botec botec\n";
}

std::string fish_script() {
  std::string text = "# botec for fish: botec completions fish > ~/.config/fish/completions/botec.fish\n";
  for (const Command& command : command_table()) {
    text += "complete -c botec -n __fish_use_subcommand -a " + std::string(command.name) + " -d '" + single_quoted(command.summary) + "'\n";
  }
  for (const Command& command : command_table()) {
    const std::string when = "complete -c botec -n '__fish_seen_subcommand_from " + std::string(command.name) + "'";
    const std::string subjects = subjects_of(command);
    if (!subjects.empty()) text += when + " -f -a '" + subjects + "'\n";
    for (const Option& option : option_table()) {
      if (!takes(command, option)) continue;
      text += when + " -l " + std::string(option.name.substr(2));
      if (!option.short_name.empty()) text += " -s " + std::string(option.short_name.substr(1));
      const std::string choices = choices_of(command, option);
      if (!option.value.empty()) text += option.value == "FILE" ? " -r -F" : choices.empty() ? " -x" : " -x -a '" + choices + "'";
      text += " -d '" + single_quoted(option.meaning.empty() ? "format of the answer" : option.meaning) + "'\n";
    }
  }
  return text;
}

constexpr std::array<Shell, 3> shells = {{{"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}}};

// Text in roff: hyphens that are typed, and no line that begins with a control character.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') result += "\\e";
    else if (c == '-') result += "\\-";
    else result += c;
  }
  return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

std::string roff_option(const Option& option) {
  std::string text = ".TP\n";
  if (!option.short_name.empty()) text += "\\fB" + roff(option.short_name) + "\\fR, ";
  text += "\\fB" + roff(option.name) + "\\fR";
  if (!option.value.empty()) text += " \\fI" + roff(option.value) + "\\fR";
  text += "\n" + roff(option.meaning.empty() ? "The format of the answer; see each command." : option.meaning);
  return text + "\n";
}

}  // namespace

std::span<const Shell> shell_table() { return shells; }

std::string manual_page() {
  std::string text = ".TH BOTEC 1 \"\" \"botec " BOTEC_VERSION "\" \"User Commands\"\n.SH NAME\nbotec \\- Monte Carlo for back\\-of\\-the\\-envelope estimates\n"
                     ".SH SYNOPSIS\n.B botec\n.I COMMAND ARGUMENTS\n.br\n.B botec\n.I MODEL\n.SH DESCRIPTION\n"
                     "A model is a YAML file: inputs as ranges or distributions with units, and formulas that combine them. botec answers with an "
                     "interval, its error, and what drives it.\n.SH COMMANDS\n";
  for (const Command& command : command_table()) {
    text += ".TP\n\\fBbotec " + roff(command.name) + "\\fR \\fI" + roff(command.synopsis) + "\\fR\n" + roff(command.summary) + (command.summary.ends_with('?') ? "\n" : ".\n");
    if (!command.details.empty()) text += roff(command.details) + "\n";
    if (command.formats.size() > 1) {
      text += "Formats:";
      for (const auto format : command.formats) text += " " + roff(format);
      text += ".\n";
    }
  }
  text += ".SH OPTIONS\nEach command takes those that suit it; \\fBbotec help\\fR \\fICOMMAND\\fR lists them.\n";
  for (const Option& option : option_table()) text += roff_option(option);
  return text + ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\nthe model or its data is at fault, or an expectation fails\n.TP\n.B 2\nthe command line is\n"
                ".TP\n.B 3\nnot completed: interrupted, no room, a file that cannot be written\n.SH ENVIRONMENT\n.TP\n.B NO_COLOR\nNo colours, on a terminal either.\n"
                ".SH EXAMPLES\n.nf\nbotec init && botec model.yaml\nbotec run model.yaml \\-\\-set population=\"10 to 80\"\nbotec rank model.yaml\n"
                "botec report model.yaml \\-o page.html\n.fi\n";
}

}  // namespace botec
