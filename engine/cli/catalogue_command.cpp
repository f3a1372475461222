// botec distributions, botec functions: the catalogues.
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/catalogue_report.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

Complaint unknown(std::string_view what, const std::string& name, const std::vector<std::string>& names) {
  std::string help = did_you_mean(name, names);
  if (help.empty()) help = "`botec " + std::string(what) + "s` lists them";
  return command_line_complaint("there is no " + std::string(what) + " `" + name + "`", help);
}

const Function* find_any_function(const std::string& name) {
  for (const Function& function : function_catalogue()) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

}  // namespace

int distributions_command(const CommandLine& arguments) {
  const TextOptions options = answer_options(arguments);
  if (arguments.paths.empty()) {
    return hand_over(arguments.json() ? distributions_json(catalogue()) : distributions_text(catalogue(), options), arguments);
  }
  const std::string& name = arguments.paths.front();
  const Family* family = find_family(name);
  if (family == nullptr) return fail(unknown("distribution", name, family_names()), arguments);
  return hand_over(arguments.json() ? distributions_json(std::span(&family, 1)) : distribution_text(*family, options), arguments);
}

int functions_command(const CommandLine& arguments) {
  const TextOptions options = answer_options(arguments);
  if (arguments.paths.empty()) {
    std::vector<const Function*> all;
    for (const Function& function : function_catalogue()) all.push_back(&function);
    return hand_over(arguments.json() ? functions_json(all) : functions_text(function_catalogue(), options), arguments);
  }
  const std::string& name = arguments.paths.front();
  const Function* function = find_any_function(name);
  if (function == nullptr) return fail(unknown("function", name, function_names()), arguments);
  return hand_over(arguments.json() ? functions_json(std::span(&function, 1)) : function_text(*function, options), arguments);
}

}  // namespace botec
