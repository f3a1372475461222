#include "cli/answer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "cli/exit_status.h"
#include "cli/terminal.h"
#include "report/json_report.h"
#include "report/text_report.h"

namespace botec {
namespace {

constexpr std::size_t unlimited_width = 1u << 20;

Diagnostic without_place(const Complaint& complaint) {
  return {Severity::error, complaint.kind, complaint.message, complaint.help, {}};
}

bool same_file(const std::string& a, const std::string& b) {
  struct stat first {}, second {};
  return stat(a.c_str(), &first) == 0 && stat(b.c_str(), &second) == 0 && S_ISREG(first.st_mode) &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

// A model that cannot be read was named wrongly; what could be read and is no model is at fault itself.
int status_of(const Complaint& complaint) {
  if (complaint.kind == "command-line" || complaint.kind == "cannot-read") return exit_command_at_fault;
  if (complaint.kind == "cannot-write" || complaint.kind == "interrupted") return exit_not_completed;
  return exit_model_at_fault;
}

}  // namespace

int status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::done: return exit_done;
    case Outcome::model_at_fault: return exit_model_at_fault;
    case Outcome::command_line_at_fault: return exit_command_at_fault;
    case Outcome::not_completed: break;
  }
  return exit_not_completed;
}

void show_diagnostics(std::span<const Diagnostic> diagnostics, bool ascii) {
  TextOptions options = text_options_for(STDERR_FILENO, ascii);
  // What is not read on a terminal is searched, and a sentence that was broken is not found.
  if (isatty(STDERR_FILENO) != 1) options.width = unlimited_width;
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += diagnostic_text(diagnostic, options);
  write_message(text);
}

int fail(int status, std::span<const Diagnostic> diagnostics, bool json, bool ascii) {
  if (!json) {
    show_diagnostics(diagnostics, ascii);
    return status;
  }
  auto output = OutputFile::open("-");
  if (output && output->write(json_errors(diagnostics)) && !output->commit()) return status;
  // Standard output itself is what is broken: the message must go somewhere.
  show_diagnostics(diagnostics, ascii);
  return status;
}

int fail(int status, const Complaint& complaint, bool json, bool ascii) {
  const Diagnostic diagnostic = without_place(complaint);
  return fail(status, std::span(&diagnostic, 1), json, ascii);
}

int fail(const Complaint& complaint, const CommandLine& arguments) {
  return fail(status_of(complaint), complaint, arguments.json(), arguments.ascii);
}

int fail(Outcome outcome, std::vector<Diagnostic> diagnostics, const CommandLine& arguments) {
  if (outcome == Outcome::not_completed && diagnostics.empty()) {
    diagnostics.push_back({Severity::error, "interrupted", "interrupted", {}, {}});
  }
  const auto is_error = [](const Diagnostic& d) { return d.severity == Severity::error; };
  if (arguments.quiet && std::any_of(diagnostics.begin(), diagnostics.end(), is_error)) std::erase_if(diagnostics, std::not_fn(is_error));
  return fail(status_of(outcome), diagnostics, arguments.json(), arguments.ascii);
}

int hand_over(OutputFile& output, std::string_view answer, const CommandLine& arguments) {
  output.write(answer);
  if (const auto complaint = output.commit()) return fail(*complaint, arguments);
  return exit_done;
}

int hand_over(std::string_view answer, const CommandLine& arguments) {
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  return hand_over(*output, answer, arguments);
}

Expected<ModelText> open_model_for(const std::string& path, const CommandLine& arguments) {
  if (arguments.output != "-" && path != "-" && same_file(path, arguments.output)) {
    return command_line_complaint("`--output " + arguments.output + "` would overwrite the model");
  }
  return open_model(path);
}

}  // namespace botec
