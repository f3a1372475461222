// botec check: is the model sound, and do the published figures hold?
#include <algorithm>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "report/check_text.h"
#include "report/json_report.h"

namespace botec {
namespace {

struct Checked {
  CheckedFile file;
  int status = exit_done;
};

Checked check_one(const std::string& path, const CommandLine& arguments) {
  Checked checked;
  checked.file.file = path;
  const auto model = open_model_for(path, arguments);
  if (!model) {
    const Complaint& complaint = model.complaint();
    checked.file.diagnostics.push_back({Severity::error, complaint.kind, complaint.message, complaint.help, {}});
    checked.status = exit_command_at_fault;
    return checked;
  }
  catch_interrupts();
  RunOptions options = arguments.run;
  options.interrupted = &interrupted();
  auto answer = check(*model, options, arguments.expect);
  checked.file.report = std::move(answer.value);
  checked.file.diagnostics = std::move(answer.diagnostics);
  checked.status = status_of(answer.outcome);
  if (checked.status == exit_done && !checked.file.ok()) checked.status = exit_model_at_fault;
  if (answer.outcome == Outcome::not_completed && checked.file.count(Severity::error) == 0) {
    checked.file.diagnostics.push_back({Severity::error, "interrupted", "interrupted", {}, {}});
  }
  return checked;
}

std::string lay_out(const std::vector<CheckedFile>& files, const CommandLine& arguments) {
  if (arguments.json()) return json_check(files);
  const TextOptions options = answer_options(arguments);
  std::string text;
  for (const auto& file : files) {
    if (!arguments.quiet || !file.ok()) text += check_text(file, options);
  }
  return text;
}

}  // namespace

int check_command(const CommandLine& arguments) {
  std::vector<CheckedFile> files;
  int status = exit_done;
  for (const auto& path : arguments.paths) {
    Checked checked = check_one(path, arguments);
    if (!arguments.json()) {
      auto shown = checked.file.diagnostics;
      if (arguments.quiet) std::erase_if(shown, [](const Diagnostic& d) { return d.severity == Severity::warning; });
      show_diagnostics(shown, arguments.ascii);
    }
    files.push_back(std::move(checked.file));
    status = std::max(status, checked.status);
    if (status == exit_not_completed) break;
  }
  const int written = hand_over(lay_out(files, arguments), arguments);
  return std::max(status, written);
}

}  // namespace botec
