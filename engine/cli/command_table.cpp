// The rows of the command table.
#include <algorithm>
#include <array>
#include <limits>

#include "cli/commands.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();
constexpr std::array<std::string_view, 3> result_formats = {"text", "json", "csv"};
constexpr std::array<std::string_view, 2> text_formats = {"text", "json"};
constexpr std::array<std::string_view, 2> file_formats = {"file", "json"};   // json: errors too
constexpr std::array<std::string_view, 3> sample_formats = {"csv", "npy", "json"};
constexpr std::array<std::string_view, 1> page_formats = {"html"};
constexpr unsigned plain_options = answering | talking;
constexpr unsigned model_options = model_choice | plain_options;

constexpr auto table = std::to_array<Command>({
    {"run", "MODEL", "How large is it? Interval, median, mean, point estimate, questions", sampling | model_options | drawing,
     result_formats, 1, 1, "`botec MODEL` is short for `botec run MODEL`.", run_command},
    {"check", "MODEL...", "Is the model sound? With --expect: do the published figures hold?",
     sampling | model_options | expecting, text_formats, 1, any_number,
     "Errors and warnings go to standard error, the verdict to standard output. The exit status is 1 where a model has an error or "
     "an expectation fails.", check_command},
    {"explain", "MODEL", "What exactly is computed? Inputs as fitted, the program, units", model_options, text_formats, 1, 1, "",
     explain_command},
    {"rank", "MODEL", "Which inputs drive it? What knowing each would buy, shares of the variance, swings",
     sampling | model_options | ranking, result_formats, 1, 1,
     "--samples counts base points, each of which is evaluated twice and twice more for every input; --tolerance is the half-width of a "
     "share of the variance, 0.5% unless given.", rank_command},
    {"compare", "A B", "Why do two estimates differ? The ratio split input by input, with signs", sampling | model_options,
     result_formats, 2, 2,
     "A and B are model files, or scenarios of them: model.yaml#high. --set holds on both sides, --scenario on a side that names none. "
     "--samples also counts the trials of every mixture of the two that is sampled.", compare_command},
    {"trend", "MODEL", "What do the data say? Slope, doubling time, intervals, which row moves it most", sampling | model_options | trending,
     result_formats, 1, 1,
     "--samples counts the lines that are drawn for each trend; --method and --tolerance are not used, because rows are redrawn plainly.",
     trend_command},
    {"samples", "MODEL", "The draws themselves, as CSV, NPY or JSON", sampling | model_options, sample_formats, 1, 1,
     "1000 trials unless --samples asks for more. NPY is one row a trial, little-endian float64; the names and units of its columns "
     "stand beside it in FILE.json.", samples_command},
    {"report", "MODEL [OTHER]", "One self-contained page to look at and to send: charts, ranking, sources; or two estimates side by side",
     sampling | model_options, page_formats, 1, 2,
     "Write it with --output report.html. MODEL may name a scenario of a file: model.yaml#high.", report_command},
    {"score", "FORECASTS", "How good were past forecasts? Scores, calibration, who was better", sampling | plain_options | scoring,
     result_formats, 0, 1,
     "--level is that of the interval shown and scored. Models that forecasts name are sampled --samples times, 65,536 unless given. Forecasts without an outcome are listed.",
     score_command},
    {"export", "MODEL", "The answer for another program: a Metaculus forecast, a SIPmath library", sampling | model_options | exporting,
     file_formats, 1, 1,
     "Of a number Metaculus wants the scale of its question: --lower, --upper, which of them is open, and --zero-point where it is logarithmic. A library holds "
     "1000 trials unless --samples asks for more. Both forms are JSON; --format json tells errors so too.", export_command},
    {"import", "FILE", "A model from another program: Squiggle, Guesstimate, fermi, decisionSupport", plain_options | importing,
     file_formats, 1, 1,
     "The model is printed, or written with --output. What is not translated stands in it as comments, and is told with its line; the exit status "
     "is 1 where nothing was.", import_command},
    {"distributions", "[NAME]", "The catalogue of distributions", plain_options, text_formats, 0, 1, "", distributions_command},
    {"functions", "[NAME]", "The catalogue of functions and operators of formulas", plain_options, text_formats, 0, 1, "", functions_command},
    {"schema", "[forecasts]", "A JSON Schema of model files, or of files of forecasts, for editors that complete and check them",
     answering, file_formats, 0, 1, "docs/howto/editors.md says how editors find it.", schema_command},
    {"init", "[FILE]", "A first model to edit (model.yaml; `-` prints it)", talking, {}, 0, 1,
     "Beside it botec.schema.json, by which editors complete and check it. A file that exists is never overwritten.", init_command},
    {"completions", "SHELL", "What a shell needs to complete commands and options: bash, zsh or fish", 0, {}, 1, 1,
     "For bash: eval \"$(botec completions bash)\" in ~/.bashrc.", completions_command},
    {"man", "", "The manual page, for `man -l`", 0, {}, 0, 0, "", man_command},
    {"help", "[TOPIC]", "This list, a command's options, or a topic: format, distributions, functions", 0, {}, 0, 2,
     "`botec help format inputs` is about one part of a model file.", help_command},
});

}  // namespace

std::span<const Command> command_table() { return table; }

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [name](const Command& c) { return c.name == name; });
  return found == table.end() ? nullptr : &*found;
}

Complaint unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const Command& command : table) names.emplace_back(command.name);
  std::string help = did_you_mean(word, names);
  if (help.empty()) help = "`botec help` lists the commands; a model file is run by its name";
  return command_line_complaint("there is no command `" + word + "`", help);
}

}  // namespace botec
