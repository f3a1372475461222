// `data:` — tables from CSV files, with columns computed from others and a filter.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "data/row_formula.h"
#include "model/sections.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::string_view data_help = "write data: {systems: {file: systems.csv}}";

struct DataDraft {
  DataTable data;
  const YamlEntry* where = nullptr;
  std::vector<const YamlEntry*> columns;
};

void read_columns(const YamlEntry& entry, DataDraft& draft, Reading& reading) {
  if (!want_map(*entry.value, "`columns`", "a map of names and formulas", reading.diagnostics, "write columns: {cost: hours * price}")) return;
  for (const auto& item : entry.value->entries) {
    const bool fine = check_name(item.key, "a column", reading.diagnostics);
    if (want_scalar(*item.value, in_backticks(item.key), "a formula", reading.diagnostics) && fine) draft.columns.push_back(&item);
  }
}

// For a filter that nothing meets: the text that no cell holds, and the cell that may be meant.
std::string misspelt(const Table& table, const FormulaTree& tree) {
  for (const FormulaNode& node : tree.nodes) {
    if (node.kind != FormulaNode::Kind::call || node.child_count != 2) continue;
    const FormulaNode *name = &tree.nodes[tree.children_of(node)[0]], *text = &tree.nodes[tree.children_of(node)[1]];
    if (name->kind == FormulaNode::Kind::text) std::swap(name, text);
    if (name->kind != FormulaNode::Kind::name || text->kind != FormulaNode::Kind::text) continue;
    const auto column = find_column(table, name->name);
    if (!column || (*column)->kind != Column::Kind::text) continue;
    const std::set<std::string_view> cells((*column)->texts.begin(), (*column)->texts.end());
    if (cells.contains(text->name) || cells.size() > 10000) continue;
    const auto nearest = nearest_name(text->name, std::vector<std::string>(cells.begin(), cells.end()));
    return fmt::format("no cell of `{}` is `{}`", name->name, text->name) + (nearest ? fmt::format("; did you mean `{}`?", *nearest) : "");
  }
  return "a comparison with a blank cell is false";
}

constexpr KeyRow<DataDraft> data_rows[] = {
    {"file", [](const YamlEntry& e, DataDraft& d, Reading& r) { d.data.file = read_text(*e.value, "`file`", r.diagnostics); }},
    {"columns", read_columns},
    {"where", [](const YamlEntry& e, DataDraft& d, Reading& r) {
       if (want_scalar(*e.value, "`where`", "a condition", r.diagnostics, "write where: domain == \"Language\" and size > 0")) d.where = &e;
     }},
};

FormulaLimits on_rows() {
  FormulaLimits limits;
  limits.rows = true;
  return limits;
}

bool add_columns(const DataDraft& draft, Table& table, Reading& reading) {
  for (const YamlEntry* entry : draft.columns) {
    const auto same = [&](const Column& column) { return column.name == entry->key.value; };
    if (std::any_of(table.columns.begin(), table.columns.end(), same)) {
      reading.diagnostics.error("duplicate-name", entry->key.span, fmt::format("the file has a column {} already", in_backticks(entry->key)));
      return false;
    }
    const auto tree = parse_formula(entry->value->text, reading.diagnostics, on_rows());
    if (!tree) return false;
    auto column = derived_column(table, entry->key.value, *tree, reading.diagnostics);
    if (!column) return false;
    table.columns.push_back(std::move(*column));
  }
  return true;
}

bool filter(const DataDraft& draft, Table& table, Reading& reading) {
  if (draft.where == nullptr) return true;
  const ScalarText& text = draft.where->value->text;
  const auto tree = parse_condition(text, reading.diagnostics, on_rows());
  if (!tree) return false;
  const auto keep = rows_where(table, *tree, reading.diagnostics);
  if (!keep) return false;
  if (std::find(keep->begin(), keep->end(), 1) == keep->end()) {
    reading.diagnostics.error("data", text.span, fmt::format("none of the {} rows of `{}` meets this", table.rows(), table.name),
                              misspelt(table, *tree));
    return false;
  }
  table = filter_rows(table, *keep);
  return true;
}

// Asked of the rows that are left: a filter may leave out those where the calculation has no value.
bool check_columns(const DataDraft& draft, const Table& table, Reading& reading) {
  for (const YamlEntry* entry : draft.columns) {
    const auto column = find_column(table, entry->key.value);
    const auto& numbers = (*column)->numbers;
    const auto wrong = std::find_if(numbers.begin(), numbers.end(), [](double value) { return std::isinf(value); });
    if (wrong == numbers.end()) continue;
    reading.diagnostics.error("data", entry->value->span,
                              fmt::format("`{}`, line {}: {} has no finite value here", table.name,
                                          table.lines[static_cast<std::size_t>(wrong - numbers.begin())], in_backticks(entry->key)),
                              "leave such rows out with `where:`");
    return false;
  }
  return true;
}

void load(DataDraft& draft, const YamlEntry& entry, Reading& reading) {
  if (find_entry(*entry.value, "file") == nullptr) {
    reading.diagnostics.error("missing-key", entry.key.span, fmt::format("{} has no `file`", in_backticks(entry.key)), std::string(data_help));
    return;
  }
  const Text& file = draft.data.file;
  auto table = read_table(reading.directory / std::filesystem::path(file.value), file.value);
  if (!table) {
    reading.diagnostics.error(table.complaint(), file.span);
    return;
  }
  if (table->rows() == 0) {
    reading.diagnostics.error("data", file.span, fmt::format("`{}` has a row of names and no others", file.value));
    return;
  }
  if (add_columns(draft, *table, reading) && filter(draft, *table, reading) && check_columns(draft, *table, reading)) {
    draft.data.table = std::make_shared<const Table>(std::move(*table));
  }
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
    const std::size_t errors = reading.diagnostics.error_count();
    read_keys<DataDraft>(*item.value, "a table", data_rows, draft, reading);
    if (reading.diagnostics.error_count() == errors) load(draft, item, reading);
    if (named) reading.model.tables.push_back(std::move(draft.data));
  }
}

}  // namespace botec
