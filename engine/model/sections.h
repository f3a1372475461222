// The sections of a model file, one reader each; read_model.cpp says under which key each stands.
// Place: YAML node of a section → fields of Model. Threads: one reading, one thread.
#pragma once

#include "model/shapes.h"

namespace botec {

void read_sources(const YamlEntry& entry, Reading& reading);
void read_units(const YamlEntry& entry, Reading& reading);
void read_imports(const YamlEntry& entry, Reading& reading);
void read_data(const YamlEntry& entry, Reading& reading);
void read_over(const YamlEntry& entry, Reading& reading);
void read_inputs(const YamlEntry& entry, Reading& reading);
void read_trends(const YamlEntry& entry, Reading& reading);        // before formulas, which may call them
void read_formulas(const YamlEntry& entry, Reading& reading);
void read_outputs(const YamlEntry& entry, Reading& reading);
void read_questions(const YamlEntry& entry, Reading& reading);
void read_given(const YamlEntry& entry, Reading& reading);
void read_observations(const YamlEntry& entry, Reading& reading);
// `pool:` and what stands beside it in the map of a formula: adds a formula for each source and makes this one's tree of them.
// False where there is no `pool`; true also after an error.
bool read_formula_pool(const YamlNode& map, Formula& formula, Reading& reading);
void read_correlations(const YamlEntry& entry, Reading& reading);
void read_scenarios(const YamlEntry& entry, Reading& reading);
void read_expectations(const YamlEntry& entry, Reading& reading);  // after questions
void read_groups(const YamlEntry& entry, Reading& reading);
void read_decision(const YamlEntry& entry, Reading& reading);
void read_run(const YamlEntry& entry, Reading& reading);
void read_range_level(const YamlEntry& entry, Reading& reading);

// How the formulas of this file are read: with the trends of this file and of its imports.
FormulaLimits formula_limits(const Reading& reading);

// A share strictly between 0 and 1, written 90% or 0.9; nothing after an error was added.
std::optional<double> read_level(const YamlNode& node, std::string_view who, Diagnostics& diagnostics);

// Files that were read, by their true paths, and those being read.
struct ImportCache {
  std::map<std::filesystem::path, std::shared_ptr<const Model>> read;
  std::vector<std::pair<std::filesystem::path, std::string>> open;  // with the names to show, outermost first
};

// Reads a model file at any place in the tree of imports.
std::shared_ptr<const Model> read_model_file(const SourcePointer& source, const std::filesystem::path& directory,
                                             ImportCache& imports, Diagnostics& diagnostics, const ReadLimits& limits);

}  // namespace botec
