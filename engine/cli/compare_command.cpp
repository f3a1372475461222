// botec compare: why do two estimates differ?
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/model_place.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/compare_report.h"

namespace botec {
namespace {

std::string lay_out(const CompareResult& result, const CommandLine& arguments) {
  if (arguments.format == "json") return compare_json(result);
  if (arguments.format == "csv") return compare_csv(result);
  return compare_text(result, answer_options(arguments));
}

}  // namespace

int compare_command(const CommandLine& arguments) {
  const auto a = read_place(arguments.paths[0], arguments.run.scenario), b = read_place(arguments.paths[1], arguments.run.scenario);
  if (!a) return fail(a.complaint(), arguments);
  if (!b) return fail(b.complaint(), arguments);
  // Two scenarios of one file are read once, which lets them come from standard input too.
  const auto model_a = open_model_for(a->path, arguments);
  if (!model_a) return fail(model_a.complaint(), arguments);
  const auto model_b = b->path == a->path ? model_a : open_model_for(b->path, arguments);
  if (!model_b) return fail(model_b.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);

  Answer<CompareResult> answer;
  {
    ProgressLine progress(!arguments.quiet);
    RunOptions options = arguments.run;
    options.interrupted = &interrupted();
    options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    answer = compare({*model_a, a->scenario, arguments.paths[0]}, {*model_b, b->scenario, arguments.paths[1]}, options);
  }
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  return hand_over(*output, lay_out(*answer.value, arguments), arguments);
}

}  // namespace botec
