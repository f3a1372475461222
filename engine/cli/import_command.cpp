// botec import: a model from another program's file.
#include <algorithm>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "import/import.h"
#include "report/terminal_text.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

Expected<const ImportForm*> form_for(const std::string& path, const CommandLine& arguments) {
  std::vector<std::string> names;
  for (const ImportForm& form : import_forms()) {
    names.emplace_back(form.name);
    if (form.name == arguments.import_from || (arguments.import_from.empty() && path.ends_with(form.ending))) return &form;
  }
  std::string hint = did_you_mean(arguments.import_from, names);
  if (hint.empty()) hint = "say which with --from squiggle, guesstimate, fermi or decisionsupport";
  return command_line_complaint(arguments.import_from.empty() ? "`" + path + "` does not say by its ending what wrote it" : "`--from` knows no `" + arguments.import_from + "`", hint);
}

std::string summary(const ImportedModel& model, bool ascii) {
  std::string text = std::to_string(model.inputs) + (model.inputs == 1 ? " input and " : " inputs and ") + std::to_string(model.formulas) +
                     (model.formulas == 1 ? " formula" : " formulas") + " were translated.\n";
  for (const LeftOut& left : model.left_out) {
    text += "Not translated" + (left.line > 0 ? ", line " + std::to_string(left.line) : std::string()) + ": " + clean(left.text, ascii) + "\n  " + clean(left.why, ascii) + "\n";
  }
  return text;
}

}  // namespace

int import_command(const CommandLine& arguments) {
  const std::string& path = arguments.paths.front();
  const auto form = form_for(path, arguments);
  if (!form) return fail(form.complaint(), arguments);
  const auto file = open_model_for(path, arguments);
  if (!file) return fail(file.complaint(), arguments);
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  const ImportedModel model = (*form)->read(file->source->text(), path);
  if (!arguments.quiet) write_message(summary(model, arguments.ascii));
  const int status = hand_over(*output, model.yaml, arguments);
  return status == exit_done && model.inputs + model.formulas == 0 ? exit_model_at_fault : status;
}

}  // namespace botec
