// botec rank: which inputs drive it?
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/rank_report.h"

namespace botec {
namespace {

std::string lay_out(const RankResult& result, const CommandLine& arguments) {
  if (arguments.format == "json") return rank_json(result);
  if (arguments.format == "csv") return rank_csv(result);
  return rank_text(result, answer_options(arguments));
}

}  // namespace

int rank_command(const CommandLine& arguments) {
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);

  Answer<RankResult> answer;
  {
    ProgressLine progress(!arguments.quiet);
    RankOptions options = arguments.rank;
    options.run = arguments.run;
    options.run.interrupted = &interrupted();
    options.run.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    answer = rank(*model, options);
  }
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  return hand_over(*output, lay_out(*answer.value, arguments), arguments);
}

}  // namespace botec
