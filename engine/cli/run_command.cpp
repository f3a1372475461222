// botec run: how large is it?
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/file_watch.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "model_files.h"
#include "report/changes_text.h"
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
  mallopt(M_TRIM_THRESHOLD, 1 << 17);
  mallopt(M_TOP_PAD, 0);
#endif
}

// The next memory comes in pages of 2 MiB where the system has them: a run of a million trials touches some 3 MiB, one with dates of
// crossings 5 to 100, and each of 250 small pages a MiB costs a microsecond and more. Nothing of it is held until it is used.
void ask_for_large_pages() {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  constexpr std::uintptr_t page = 2 << 20, count = 24;
  void* const memory = std::malloc((count + 1) * page);
  const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + page - 1) / page * page;
  if (memory != nullptr) madvise(reinterpret_cast<void*>(begin), count * page, MADV_HUGEPAGE);
  std::free(memory);
#endif
}

std::string lay_out(const Result& result, const CommandLine& arguments) {
  if (arguments.format == "json") return json_report(result);
  if (arguments.format == "csv") return csv_report(result);
  return text_report(result, answer_options(arguments));
}

Answer<Result> answer_of(const ModelText& model, const CommandLine& arguments) {
  ProgressLine progress(!arguments.quiet);
  RunOptions options = arguments.run;
  options.interrupted = &interrupted();
  options.drivers = arguments.format == "text" && !arguments.quiet;
  options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
  if (progress.seen()) options.look = [&progress](const Result& so_far) { progress.tell(progress_text(so_far)); };
  return run(model, options);
}

// What a person sees who edits the model: first what has changed, then the whole answer again, on a clean screen.
std::string lay_out_again(const Result* before, const Result& now, const std::string& saved, const CommandLine& arguments) {
  const TextOptions options = answer_options(arguments);
  std::string text = isatty(STDOUT_FILENO) != 0 ? "\x1b[2J\x1b[H" : "";
  if (before != nullptr) {
    text += paint("`" + clean(saved, options.ascii) + "` was saved.", Paint::dim, options) + "\n";
    for (const std::string& line : change_lines(*before, now, options)) text += line + "\n";
    text += "\n";
  }
  return text + text_report(now, options);
}

// Until interrupted. A model in error is told of, and the last good answer kept for comparison.
int watch(const CommandLine& arguments) {
  FileWatch files;
  std::optional<Result> last;
  catch_interrupts();
  for (std::string saved;;) {
    const auto model = open_model(arguments.paths.front());
    if (model) {
      files.watch(model_files(*model));
      Answer<Result> answer = answer_of(*model, arguments);
      if (interrupted()) return exit_done;
      if (answer.value && answer.outcome == Outcome::done) {
        const int status = hand_over(lay_out_again(last ? &*last : nullptr, *answer.value, saved, arguments), arguments);
        if (status != exit_done) return status;
        last = std::move(answer.value);
      } else {
        show_diagnostics(answer.diagnostics, arguments.ascii);
      }
    } else {
      files.watch({arguments.paths.front()});
      fail(model.complaint(), arguments);
    }
    saved = files.wait(interrupted());
    if (saved.empty()) return exit_done;
  }
}

Complaint cannot_watch() {
  return command_line_complaint("`--watch` shows text on standard output, of a model in a file", "leave out `--format` and `--output`, and name the file");
}

}  // namespace

int run_command(const CommandLine& arguments) {
  constexpr std::uint64_t many = 50'000;   // trials, from which on they pay
  if (arguments.run.low_memory) return_memory_at_once();
  else if (arguments.run.samples.value_or(many) >= many) ask_for_large_pages();
  if (arguments.watch) {
    if (arguments.format != "text" || arguments.output != "-" || arguments.paths.front() == "-") return fail(cannot_watch(), arguments);
    return watch(arguments);
  }
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);

  const Answer<Result> answer = answer_of(*model, arguments);
  const bool partial = answer.outcome == Outcome::not_completed && answer.value && !answer.value->outputs.empty();
  if (!partial && (answer.outcome != Outcome::done || !answer.value)) return fail(answer.outcome, answer.diagnostics, arguments);
  // Text has room for the warnings; beside the other formats they are messages.
  if (arguments.format != "text" && !arguments.quiet) show_diagnostics(answer.value->warnings, arguments.ascii);
  if (partial && !arguments.quiet) show_diagnostics(std::vector<Diagnostic>{{Severity::warning, "interrupted", "interrupted: the answer is what was known by then", {}, {}}}, arguments.ascii);
  const int status = hand_over(*output, lay_out(*answer.value, arguments), arguments);
  return status == exit_done ? status_of(answer.outcome) : status;
}

}  // namespace botec
