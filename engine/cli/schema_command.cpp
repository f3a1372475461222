// botec schema: what editors need to complete and check models and files of forecasts.
#include "cli/answer.h"
#include "cli/commands.h"
#include "report/schema.h"
#include "text/nearest_name.h"

namespace botec {

int schema_command(const CommandLine& arguments) {
  const std::string file = arguments.paths.empty() ? "model" : arguments.paths.front();
  if (file == "model") return hand_over(schema_json(FormatFile::model), arguments);
  if (file == "forecasts") return hand_over(schema_json(FormatFile::forecasts), arguments);
  std::string help = did_you_mean(file, {"model", "forecasts"});
  if (help.empty()) help = "there are schemas of `model` and of `forecasts`";
  return fail(command_line_complaint("there is no schema of `" + file + "`", help), arguments);
}

}  // namespace botec
