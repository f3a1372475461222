#include "model_files.h"

#include <algorithm>
#include <filesystem>

#include "model/read_model.h"

namespace botec {
namespace {

void add(const std::string& path, std::vector<std::string>& files) {
  if (std::find(files.begin(), files.end(), path) == files.end()) files.push_back(path);
}

void add_form(const InputForm& form, const std::filesystem::path& folder, std::vector<std::string>& files) {
  if (form.file) add((folder / form.file.value).string(), files);
  for (const InputForm& part : form.components) add_form(part, folder, files);
}

void add_model(const Model& model, std::vector<std::string>& files) {
  const std::string& own = model.source->name();
  if (std::find(files.begin(), files.end(), own) != files.end()) return;
  add(own, files);
  const std::filesystem::path folder = std::filesystem::path(own).parent_path();
  for (const Import& import : model.imports) {
    if (import.model) add_model(*import.model, files);
    else add((folder / import.path.value).string(), files);
  }
  for (const DataTable& table : model.tables) add((folder / table.file.value).string(), files);
  for (const Input& input : model.inputs) add_form(input.form, folder, files);
  for (const Scenario& scenario : model.scenarios) {
    for (const Input& input : scenario.overrides) add_form(input.form, folder, files);
  }
}

}  // namespace

std::vector<std::string> model_files(const ModelText& text) {
  Diagnostics unheard;
  std::vector<std::string> files;
  add_model(*read_model(text.source, text.directory, unheard), files);
  return files;
}

}  // namespace botec
