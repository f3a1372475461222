// What every section of the model reader needs: is this a map, a list, a text, a known key? And the sentences for when
// not. Place: YAML tree → sections. Threads: pure.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "model/read_model.h"
#include "model/yaml_tree.h"

namespace botec {

struct ImportCache;

// What the readers of sections work on.
struct Reading {
  std::filesystem::path directory;  // imports and data are relative to it
  Diagnostics& diagnostics;
  const ReadLimits& limits;
  Model& model;
  ImportCache& imports;
  std::map<std::string, Span, std::less<>>
      names;  // of imports, inputs, trends, formulas and questions, with their first places
  std::vector<std::string> trends = {};   // that formulas may call: frontier, hardware.frontier
};

// "a list", "a map", "nothing", "text".
std::string_view shape(const YamlNode& node);

// Adds "`inputs` wants a map of names, this is a list"; `who` names the key with its backticks.
void wrong_shape(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
                 std::string help = {});
bool want_map(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
              std::string help = {});
bool want_list(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
               std::string help = {});
bool want_scalar(const YamlNode& node, std::string_view who, std::string_view wants, Diagnostics& diagnostics,
                 std::string help = {});

// A scalar's text, empty after an error. Its span leaves out quotes where the text stands in the file as it is.
Text read_text(const YamlNode& node, std::string_view who, Diagnostics& diagnostics);
Text text_of(const ScalarText& scalar);

// value[begin, end) in the file; for an empty part one character, so that a caret has a place.
Span place_of(const ScalarText& text, std::size_t begin, std::size_t end);

// Adds "`formulae` is not a key of a model" with the nearest of the keys.
void unknown_key(const ScalarText& key, std::string_view of, const std::vector<std::string>& keys,
                 Diagnostics& diagnostics);

// Adds what keeps the text from being a name (`bad-name`), or that it was used before (`duplicate-name`).
bool check_name(const ScalarText& name, std::string_view of, Diagnostics& diagnostics);
bool claim_name(const ScalarText& name, std::string_view of, Reading& reading);
// The name of something that exists, which may be another file's: `hardware.v100_peak`.
bool check_dotted_name(const ScalarText& name, std::string_view of, Diagnostics& diagnostics);

// A map whose keys each have a reader: one row a key, unknown keys reported. `also` are keys that only hints mention.
template <class Target>
struct KeyRow {
  std::string_view name;
  void (*read)(const YamlEntry& entry, Target& target, Reading& reading);
};

template <class Target>
void read_keys(const YamlNode& map, std::string_view of, std::span<const KeyRow<Target>> rows, Target& target,
               Reading& reading) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  for (const auto& entry : map.entries) {
    bool known = false;
    for (const auto& row : rows) {
      if (row.name != entry.key.value) continue;
      row.read(entry, target, reading);
      known = true;
    }
    if (!known) unknown_key(entry.key, of, names, reading.diagnostics);
  }
}

const YamlEntry* find_entry(const YamlNode& map, std::string_view key);

std::string in_backticks(const ScalarText& text);

}  // namespace botec
