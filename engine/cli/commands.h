// The commands: each takes its arguments, asks the façade, writes the answer and returns the exit status.
// Place: cli. Threads: main thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"

namespace botec {

std::span<const Command> command_table();
const Command* find_command(std::string_view name);

int run_command(const CommandLine& arguments);
int check_command(const CommandLine& arguments);
int explain_command(const CommandLine& arguments);
int rank_command(const CommandLine& arguments);
int compare_command(const CommandLine& arguments);
int report_command(const CommandLine& arguments);
int trend_command(const CommandLine& arguments);
int samples_command(const CommandLine& arguments);
int score_command(const CommandLine& arguments);
int export_command(const CommandLine& arguments);
int import_command(const CommandLine& arguments);
int distributions_command(const CommandLine& arguments);
int functions_command(const CommandLine& arguments);
int schema_command(const CommandLine& arguments);
int init_command(const CommandLine& arguments);
int completions_command(const CommandLine& arguments);
int man_command(const CommandLine& arguments);
int help_command(const CommandLine& arguments);

std::string overview_help();
std::string command_help(const Command& command);
std::string reference_help();   // Markdown, for the reference pages
std::string version_text();

// A whole command line, without the program's name.
int run_program(const std::vector<std::string>& words);

// The command a word stands for, or why it stands for none. A path means `run`.
Complaint unknown_command(const std::string& word);

}  // namespace botec
