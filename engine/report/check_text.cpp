#include "report/check_text.h"

#include "report/text_report.h"

namespace botec {
namespace {

std::string counted(std::size_t count, const std::string& singular) {
  return format_count(count) + " " + singular + (count == 1 ? "" : "s");
}

std::string verdict(const CheckedFile& file) {
  const std::size_t errors = file.count(Severity::error), warnings = file.count(Severity::warning);
  std::string text;
  const auto say = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (errors > 0) say(counted(errors, "error"));
  if (file.unmet() > 0) say(counted(file.unmet(), "expectation") + " not met");
  if (text.empty()) say(file.report ? "ok" : "not checked");
  if (warnings > 0) say(counted(warnings, "warning"));
  return text;
}

}  // namespace

std::string check_text(const CheckedFile& file, const TextOptions& options) {
  std::string line = clean(file.file, options.ascii) + ": " + verdict(file);
  if (file.report) {
    const CheckReport& r = *file.report;
    line += " (" + counted(r.inputs, "input") + ", " + counted(r.formulas, "formula");
    if (r.questions > 0) line += ", " + counted(r.questions, "question");
    if (r.scenarios > 0) line += ", " + counted(r.scenarios, "scenario");
    line += ")";
  }
  std::string text;
  for (const auto& wrapped : wrap(line, options.width, 2)) text.append(wrapped).append("\n");
  if (!file.report) return text;
  std::string scenario = "base";
  for (const auto& [name, expectation] : file.report->expectations) {
    if (name != scenario) text += "  scenario " + clean(name, options.ascii) + "\n";
    scenario = name;
    for (const auto& l : expectation_lines({expectation}, options)) text.append(l).append("\n");
  }
  return text;
}

}  // namespace botec
