// botec report: one page that can be sent.
#include <unistd.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/model_place.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "page.h"
#include "report/html_report.h"

namespace botec {
namespace {

// What to type to get the page again. Words that a shell would take apart are quoted.
std::string command_of(const CommandLine& arguments) {
  std::string text = "botec";
  for (const std::string& word : arguments.words) {
    const bool plain = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,%+@#") == std::string::npos;
    std::string quoted;
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    text += plain ? " " + word : " '" + quoted + "'";
  }
  return text;
}

Answer<PageResult> make_page(const CommandLine& arguments, const RunOptions& options, const Place& a, const ModelText& model_a) {
  if (arguments.paths.size() == 1) {
    RunOptions own = options;
    own.scenario = a.scenario;
    return report(model_a, own);
  }
  const auto b = read_place(arguments.paths[1], arguments.run.scenario);
  if (!b) return {Outcome::command_line_at_fault, std::nullopt, {{Severity::error, b.complaint().kind, b.complaint().message, b.complaint().help, {}}}};
  const auto model_b = b->path == a.path ? Expected<ModelText>(model_a) : open_model_for(b->path, arguments);
  if (!model_b) return {Outcome::model_at_fault, std::nullopt, {{Severity::error, model_b.complaint().kind, model_b.complaint().message, model_b.complaint().help, {}}}};
  return report({model_a, a.scenario, arguments.paths[0]}, {*model_b, b->scenario, arguments.paths[1]}, options);
}

}  // namespace

int report_command(const CommandLine& arguments) {
  if (arguments.output == "-" && isatty(STDOUT_FILENO) != 0) {
    return fail(command_line_complaint("a page is not for a terminal", "write it to a file: `botec report " + arguments.paths.front() + " -o report.html`"), arguments);
  }
  const auto place = read_place(arguments.paths.front(), arguments.run.scenario);
  if (!place) return fail(place.complaint(), arguments);
  const auto model = open_model_for(place->path, arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);

  Answer<PageResult> answer;
  {
    ProgressLine progress(!arguments.quiet);
    RunOptions options = arguments.run;
    options.interrupted = &interrupted();
    options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    answer = make_page(arguments, options, *place, *model);
  }
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  answer.value->command = command_of(arguments);
  answer.value->version = BOTEC_VERSION;
  return hand_over(*output, html_report(*answer.value), arguments);
}

}  // namespace botec
