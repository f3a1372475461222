// botec init: a first model to edit, and the schema by which editors help with it.
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/starter_model.h"
#include "report/schema.h"

namespace botec {

namespace {

// How the program was called, where ./run did.
std::string own_name() {
  const char* name = std::getenv("BOTEC_NAME");
  return name != nullptr && *name != '\0' ? name : "botec";
}

constexpr std::string_view schema_name = "botec.schema.json";

// The schema beside the model, where the model's first line says that it is. One that is there is left alone.
int write_schema(const std::string& model, std::string& more, const CommandLine& arguments) {
  const std::filesystem::path place = std::filesystem::path(model).parent_path() / schema_name;
  std::error_code ignored;
  if (std::filesystem::exists(place, ignored)) return exit_done;
  auto output = OutputFile::open(place.string(), OutputFile::Existing::refuse);
  if (!output) return fail(output.complaint(), arguments);
  more = ", and " + place.string() + " for editors";
  return hand_over(*output, schema_json(FormatFile::model), arguments);
}

}  // namespace

int init_command(const CommandLine& arguments) {
  const std::string path = arguments.paths.empty() ? "model.yaml" : arguments.paths.front();
  auto output = OutputFile::open(path, OutputFile::Existing::refuse);
  if (!output) {
    Complaint complaint = output.complaint();
    complaint.help = "`botec init FILE` writes another file, `botec init -` prints the model";
    return fail(complaint, arguments);
  }
  std::string text(starter_model);
  if (path == "-") return hand_over(*output, text, arguments);
  for (std::size_t at = 0; (at = text.find("model.yaml", at)) != std::string::npos; at += path.size()) {
    text.replace(at, std::string_view("model.yaml").size(), path);
  }
  text.insert(0, "# yaml-language-server: $schema=" + std::string(schema_name) + "\n");
  if (const int status = hand_over(*output, text, arguments); status != exit_done) return status;
  std::string more;
  if (const int status = write_schema(path, more, arguments); status != exit_done || arguments.quiet) return status;
  return hand_over("Wrote " + path + more + ". Try: " + own_name() + " run " + path + "\n", arguments);
}

}  // namespace botec
