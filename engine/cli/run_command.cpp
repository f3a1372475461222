// botec run: how large is it?
#include <malloc.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/csv_report.h"
#include "report/json_report.h"
#include "report/text_report.h"

namespace botec {
namespace {

// Blocks of more than 64 KiB go back to the system when they are freed, and leave no holes behind: of a run of 4e8 trials
// 2 MiB of 18.
void return_memory_at_once() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 16);
#endif
}

TextOptions text_options(const CommandLine& arguments) {
  TextOptions options;
  if (arguments.output == "-") options = text_options_for(STDOUT_FILENO, arguments.ascii);
  options.ascii = arguments.ascii;
  options.quiet = arguments.quiet;
  options.digits = arguments.digits;
  return options;
}

std::string lay_out(const Result& result, const CommandLine& arguments) {
  if (arguments.format == "json") return json_report(result);
  if (arguments.format == "csv") return csv_report(result);
  return text_report(result, text_options(arguments));
}

}  // namespace

int run_command(const CommandLine& arguments) {
  if (arguments.run.low_memory) return_memory_at_once();
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);

  Answer<Result> answer;
  {
    ProgressLine progress(!arguments.quiet);
    RunOptions options = arguments.run;
    options.interrupted = &interrupted();
    options.drivers = arguments.format == "text" && !arguments.quiet;
    options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    if (progress.seen()) options.look = [&progress](const Result& so_far) { progress.tell(progress_text(so_far)); };
    answer = run(*model, options);
  }
  const bool partial = answer.outcome == Outcome::not_completed && answer.value && !answer.value->outputs.empty();
  if (!partial && (answer.outcome != Outcome::done || !answer.value)) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  // Text has room for the warnings; beside the other formats they are messages.
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  if (partial && !arguments.quiet) show_diagnostics(std::vector<Diagnostic>{{Severity::warning, "interrupted", "interrupted: the answer is what was known by then", {}, {}}}, arguments.ascii);
  const int status = hand_over(*output, lay_out(*answer.value, arguments), arguments);
  return status == exit_done ? status_of(answer.outcome) : status;
}

}  // namespace botec
