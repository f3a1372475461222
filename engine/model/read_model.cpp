#include "model/read_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/sections.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

struct Section {
  std::string_view key;
  void (*read)(const YamlEntry& entry, Reading& reading);
};

// In the order of reading: what stands below may look at what stands above.
constexpr Section sections[] = {
    {"title", [](const YamlEntry& e, Reading& r) { r.model.title = read_text(*e.value, "`title`", r.diagnostics); }},
    {"description",
     [](const YamlEntry& e, Reading& r) { r.model.description = read_text(*e.value, "`description`", r.diagnostics); }},
    {"sources", read_sources},
    {"range_level", read_range_level},
    {"units", read_units},
    {"import", read_imports},
    {"data", read_data},
    {"over", read_over},
    {"inputs", read_inputs},
    {"trends", read_trends},
    {"formulas", read_formulas},
    {"outputs", read_outputs},
    {"questions", read_questions},
    {"given", read_given},
    {"observe", read_observations},
    {"correlations", read_correlations},
    {"scenarios", read_scenarios},
    {"expect", read_expectations},
    {"groups", read_groups},
    {"decision", read_decision},
    {"run", read_run},
};

constexpr std::string_view root_help =
    "a model holds `inputs:` and `formulas:`, each followed by indented lines `name: value`";

bool is_section(std::string_view key) {
  return std::any_of(std::begin(sections), std::end(sections), [&](const Section& s) { return s.key == key; });
}

void report_unknown_sections(const YamlNode& root, Reading& reading) {
  std::vector<std::string> keys;
  for (const Section& section : sections) keys.emplace_back(section.key);
  for (const auto& entry : root.entries) {
    if (is_section(entry.key.value)) continue;
    reading.model.complete = false;  // a misspelt `inputs` hides names
    unknown_key(entry.key, "a model", keys, reading.diagnostics);
  }
}

// A file of inputs alone is fit to be imported; one of formulas alone has only constants.
void check_contents(const YamlNode& root, Reading& reading) {
  const bool something = find_entry(root, "inputs") != nullptr || find_entry(root, "formulas") != nullptr;
  if (something || !reading.model.complete) return;
  reading.diagnostics.error("missing-key", {root.span.file, root.span.begin, root.span.begin + 1},
                            "this model has neither `inputs` nor `formulas`", std::string(root_help));
}

bool check_root(const YamlNode& root, const SourcePointer& source, Diagnostics& diagnostics) {
  const std::string help(root_help);
  switch (root.kind) {
    case YamlNode::Kind::map: return true;
    case YamlNode::Kind::nothing:
      diagnostics.error("missing-key", {source, 0, 0}, "this file holds no model", help);
      return false;
    case YamlNode::Kind::list:
      diagnostics.error("wrong-shape", root.span, "a model is a map of sections, this file is a list", help);
      return false;
    case YamlNode::Kind::scalar:
      diagnostics.error("wrong-shape", root.span, "a model is a map of sections, this file is one text", help);
      return false;
  }
  return false;
}

}  // namespace

std::shared_ptr<const Model> read_model_file(const SourcePointer& source, const std::filesystem::path& directory,
                                             ImportCache& imports, Diagnostics& diagnostics, const ReadLimits& limits) {
  auto model = std::make_shared<Model>();
  model->source = source;
  const YamlPointer root = read_yaml(source, diagnostics, {limits.file_bytes, limits.depth, limits.nodes});
  if (!root || !check_root(*root, source, diagnostics)) {
    model->complete = false;
    return model;
  }
  Reading reading{directory, diagnostics, limits, *model, imports, {}};
  report_unknown_sections(*root, reading);
  for (const Section& section : sections) {
    if (const YamlEntry* entry = find_entry(*root, section.key)) section.read(*entry, reading);
  }
  check_contents(*root, reading);
  return model;
}

std::shared_ptr<const Model> read_model(const SourcePointer& source, const std::filesystem::path& directory,
                                        Diagnostics& diagnostics, const ReadLimits& limits) {
  ImportCache imports;
  std::error_code error;
  const auto path = std::filesystem::weakly_canonical(source->name(), error);
  imports.open.emplace_back(path, source->name());
  return read_model_file(source, directory, imports, diagnostics, limits);
}

}  // namespace botec
