// `data:` — tables from CSV files, read where the model names them.
#include <fmt/format.h>

#include "data/table.h"
#include "model/sections.h"

namespace botec {
namespace {

constexpr std::string_view data_help = "write data: {systems: {file: systems.csv}}";

struct DataDraft {
  DataTable data;
};

constexpr KeyRow<DataDraft> data_rows[] = {
    {"file", [](const YamlEntry& e, DataDraft& d, Reading& r) { d.data.file = read_text(*e.value, "`file`", r.diagnostics); }},
};

void load(DataDraft& draft, const YamlEntry& entry, Reading& reading) {
  if (find_entry(*entry.value, "file") == nullptr) {
    reading.diagnostics.error("missing-key", entry.key.span, fmt::format("{} has no `file`", in_backticks(entry.key)), std::string(data_help));
    return;
  }
  const Text& file = draft.data.file;
  if (!file) return;
  auto table = read_table(reading.directory / std::filesystem::path(file.value), file.value);
  if (table) draft.data.table = std::make_shared<const Table>(std::move(*table));
  else reading.diagnostics.error(table.complaint(), file.span);
}

}  // namespace

void read_data(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`data`", "a map of names and files", reading.diagnostics, std::string(data_help))) return;
  for (const auto& item : entry.value->entries) {
    const bool named = check_name(item.key, "data", reading.diagnostics);
    if (!want_map(*item.value, in_backticks(item.key), "a map with `file`", reading.diagnostics, std::string(data_help))) continue;
    DataDraft draft;
    draft.data.name = item.key.value;
    draft.data.name_span = item.key.span;
    read_keys<DataDraft>(*item.value, "a table", data_rows, draft, reading);
    load(draft, item, reading);
    if (named) reading.model.tables.push_back(std::move(draft.data));
  }
}

}  // namespace botec
