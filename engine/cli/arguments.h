// A command line as plain data. Every option is one row of a table, which parsing, help and hints all walk.
// Place: cli; arguments.cpp is the one file that includes CLI11. Threads: main thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine.h"
#include "export.h"
#include "text/diagnostic.h"

namespace botec {

struct CommandLine {
  std::vector<std::string> words;    // all of it, as typed, the command's name first
  std::vector<std::string> paths;    // models, names: what stands without an option
  RunOptions run;
  RankOptions rank;                  // what `rank` takes beside `run`
  ExportOptions exports;             // what `export` takes beside `run`
  std::string export_as;             // its form
  std::string import_from;           // of `import`; empty: by the ending of the file
  std::string format;                // one of the command's formats
  std::string output = "-";
  bool watch = false, quiet = false, ascii = false, expect = false, list = false, help = false;
  std::optional<int> digits;

  bool json() const { return format == "json"; }
};

// Which commands an option belongs to.
enum OptionGroup : unsigned { sampling = 1, model_choice = 2, answering = 4, talking = 8, drawing = 16, expecting = 32, always = 64, ranking = 128, scoring = 256, exporting = 512, importing = 1024, trending = 2048 };

struct Option {
  std::string_view name;             // "--samples"
  std::string_view short_name;       // "-o" or empty
  std::string_view value;            // "N"; empty for a flag
  unsigned groups = 0;
  std::string_view meaning;
  // Takes the value as written; the complaint says what is wrong with it.
  std::optional<Complaint> (*set)(CommandLine&, const std::string& value) = nullptr;
  std::string_view choices = {};     // "sobol lhs plain", where the value is one of a few words
};
std::span<const Option> option_table();

// One row a command.
struct Command {
  std::string_view name;
  std::string_view synopsis;         // "MODEL…"
  std::string_view summary;          // the question it answers
  unsigned groups = 0;               // options it takes; --help always
  std::span<const std::string_view> formats;   // the first is the default
  std::size_t least_paths = 0, most_paths = 0;
  std::string_view details;          // more for its help; or empty
  int (*execute)(const CommandLine&) = nullptr;
};

// Everything after the command's name. Complaints have the kind `command-line`.
Expected<CommandLine> parse_arguments(const Command& command, const std::vector<std::string>& words);

Complaint command_line_complaint(std::string message, std::string help = {});

}  // namespace botec
