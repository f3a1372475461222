// botec trend: what do the data say?
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/trend_report.h"
#include "trend.h"

namespace botec {
namespace {

std::string lay_out(const TrendResult& result, const CommandLine& arguments) {
  if (arguments.format == "json") return trend_json(result);
  if (arguments.format == "csv") return trend_csv(result);
  return trend_text(result, answer_options(arguments));
}

}  // namespace

int trend_command(const CommandLine& arguments) {
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  Answer<TrendResult> answer;
  {
    ProgressLine progress(!arguments.quiet);
    RunOptions options = arguments.run;
    options.interrupted = &interrupted();
    options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    answer = trend(*model, options, arguments.rank.of);
  }
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, answer.diagnostics, arguments);
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  return hand_over(*output, lay_out(*answer.value, arguments), arguments);
}

}  // namespace botec
