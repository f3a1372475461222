// botec init: a first model to edit.
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/starter_model.h"

namespace botec {

int init_command(const CommandLine& arguments) {
  const std::string path = arguments.paths.empty() ? "model.yaml" : arguments.paths.front();
  auto output = OutputFile::open(path, OutputFile::Existing::refuse);
  if (!output) {
    Complaint complaint = output.complaint();
    complaint.help = "`botec init FILE` writes another file, `botec init -` prints the model";
    return fail(complaint, arguments);
  }
  std::string text(starter_model);
  if (path != "-") {
    for (std::size_t at = 0; (at = text.find("model.yaml", at)) != std::string::npos; at += path.size()) {
      text.replace(at, std::string_view("model.yaml").size(), path);
    }
  }
  if (const int status = hand_over(*output, text, arguments); status != exit_done || path == "-" || arguments.quiet) return status;
  return hand_over("Wrote " + path + ". Try: botec run " + path + "\n", arguments);
}

}  // namespace botec
