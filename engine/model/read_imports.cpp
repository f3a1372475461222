// `import:` — other model files, read recursively, each once.
#include <fmt/format.h>

#include <algorithm>

#include "model/sections.h"

namespace botec {
namespace {

constexpr std::size_t deepest = 16;  // files that import files that …
constexpr std::size_t most = 256;    // files altogether

// "a.yaml → b.yaml → a.yaml" if the file is being read already.
std::string cycle(const ImportCache& imports, const std::filesystem::path& path) {
  const auto first =
      std::find_if(imports.open.begin(), imports.open.end(), [&](const auto& open) { return open.first == path; });
  if (first == imports.open.end()) return {};
  std::string result;
  for (auto file = first; file != imports.open.end(); ++file) result += file->second + " → ";
  return result + first->second;
}

std::shared_ptr<const Model> import_file(const Text& file, Reading& reading) {
  const auto error = [&](std::string kind, std::string message, std::string help = {}) {
    reading.diagnostics.error(std::move(kind), file.span, std::move(message), std::move(help));
    return nullptr;
  };
  ImportCache& imports = reading.imports;
  const std::filesystem::path path = (reading.directory / file.value).lexically_normal();
  std::error_code code;
  const auto true_path = std::filesystem::weakly_canonical(path, code);
  if (const std::string files = cycle(imports, true_path); !files.empty()) {
    if (imports.open.back().first == true_path) return error("import-cycle", "this file imports itself");
    return error("import-cycle", fmt::format("these files import each other: {}", files));
  }
  const auto known = imports.read.find(true_path);
  if (known != imports.read.end()) return known->second;
  if (imports.open.size() > deepest)
    return error("too-deep", fmt::format("files import each other more than {} deep here", deepest));
  if (imports.read.size() >= most) return error("too-large", fmt::format("more than {} files are imported", most));

  const auto source = read_source(path.string(), reading.limits);
  if (!source) {
    const Complaint& complaint = source.complaint();
    return error(complaint.kind, complaint.message,
                 complaint.help.empty() ? "paths are relative to the file that imports" : complaint.help);
  }
  imports.open.emplace_back(true_path, path.string());
  auto model = read_model_file(*source, path.parent_path(), imports, reading.diagnostics, reading.limits);
  imports.open.pop_back();
  imports.read.emplace(true_path, model);
  return model;
}

}  // namespace

void read_imports(const YamlEntry& entry, Reading& reading) {
  const bool is_map = want_map(*entry.value, "`import`", "a map of names and files", reading.diagnostics,
                               "write import: {hardware: hardware.yaml}");
  reading.model.complete = reading.model.complete && is_map && !entry.value->lossy;
  for (const auto& [key, value] : entry.value->entries) {
    Import import;
    import.name = key.value;
    import.name_span = key.span;
    const bool named = claim_name(key, "an import", reading);
    import.path = read_text(*value, in_backticks(key), reading.diagnostics);
    if (import.path) import.model = import_file(import.path, reading);
    if (!import.model || !import.model->complete) reading.model.complete = false;
    for (std::size_t i = 0; named && import.model && i < import.model->trends.size(); ++i) {
      reading.trends.push_back(import.name + "." + import.model->trends[i].name);
    }
    if (named) reading.model.imports.push_back(std::move(import));
  }
}

}  // namespace botec
