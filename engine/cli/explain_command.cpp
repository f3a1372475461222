// botec explain: what exactly is computed?
#include <unistd.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "report/json_report.h"
#include "report/terminal_text.h"

namespace botec {

int explain_command(const CommandLine& arguments) {
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  auto answer = explain(*model, arguments.run);
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (!arguments.quiet) show_diagnostics(answer.diagnostics, arguments.ascii);
  const std::string text = clean_lines(*answer.value, arguments.ascii);
  return hand_over(arguments.json() ? json_of_text("explanation", text) : text, arguments);
}

}  // namespace botec
