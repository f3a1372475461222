// botec score: how good were past forecasts?
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/score_report.h"
#include "score.h"

namespace botec {
namespace {

std::string lay_out(const ScoreResult& result, const CommandLine& arguments) {
  if (arguments.format == "json") return score_json(result);
  if (arguments.format == "csv") return score_csv(result);
  return score_text(result, answer_options(arguments));
}

}  // namespace

int score_command(const CommandLine& arguments) {
  if (arguments.list) return hand_over(arguments.json() ? scores_json() : scores_text(answer_options(arguments)), arguments);
  if (arguments.paths.empty()) return fail(command_line_complaint("`botec score` wants a file of forecasts", "`botec score FILE`; `botec score --list` explains the scores"), arguments);
  const auto file = open_model_for(arguments.paths.front(), arguments);
  if (!file) return fail(file.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  RunOptions options = arguments.run;
  options.interrupted = &interrupted();
  auto answer = score(*file, options);
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  return hand_over(*output, lay_out(*answer.value, arguments), arguments);
}

}  // namespace botec
