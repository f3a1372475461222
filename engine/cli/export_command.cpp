// botec export: the answer in the form that another program takes.
#include <algorithm>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/signals.h"
#include "report/export_report.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

template <class T>
int hand_over_export(Answer<T> answer, OutputFile& output, std::string (*lay_out)(const T&), std::string (*note)(const T&), const CommandLine& arguments) {
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (!arguments.quiet) {
    show_diagnostics(answer.diagnostics, arguments.ascii);
    if (note != nullptr && !note(*answer.value).empty()) write_message(note(*answer.value) + "\n");
  }
  return hand_over(output, lay_out(*answer.value), arguments);
}

}  // namespace

int export_command(const CommandLine& arguments) {
  static const std::vector<std::string> forms = {"metaculus", "sipmath"};
  if (std::find(forms.begin(), forms.end(), arguments.export_as) == forms.end()) {
    const std::string hint = did_you_mean(arguments.export_as, forms);
    return fail(command_line_complaint(arguments.export_as.empty() ? "`botec export` wants `--as` with the form" : "`--as` wants metaculus or sipmath, not `" + arguments.export_as + "`",
                                       hint.empty() ? "`--as metaculus` or `--as sipmath`" : hint), arguments);
  }
  if (arguments.rank.of.size() > 1) return fail(command_line_complaint("one forecast is exported at a time", "give one --of"), arguments);
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  ExportOptions options = arguments.exports;
  options.run = arguments.run;
  options.run.interrupted = &interrupted();
  if (!arguments.rank.of.empty()) options.of = arguments.rank.of.front();
  if (arguments.export_as == "sipmath") return hand_over_export<SipLibrary>(export_sips(*model, options), *output, sipmath_json, nullptr, arguments);
  return hand_over_export<MetaculusExport>(export_metaculus(*model, options), *output, metaculus_json, metaculus_note, arguments);
}

}  // namespace botec
