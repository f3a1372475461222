#include "model/input_map.h"

#include <fmt/format.h>

#include <algorithm>

#include "distributions/family.h"
#include "model/input_text.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

struct MapReader {
  FormDraft draft;
  const std::filesystem::path& directory;
  Diagnostics& diagnostics;
};

using Entry = const YamlEntry&;

void read_optional(Entry entry, std::optional<Quantity>& target, MapReader& r) {
  target = read_quantity(*entry.value, in_backticks(entry.key), r.diagnostics);
  r.draft.ok = r.draft.ok && target;
}

void read_text_key(Entry entry, Text& target, MapReader& r) {
  target = read_text(*entry.value, in_backticks(entry.key), r.diagnostics);
  r.draft.ok = r.draft.ok && target;
}

void read_list(Entry entry, std::vector<Quantity>& target, MapReader& r) {
  const std::string who = in_backticks(entry.key);
  if (!want_list(*entry.value, who, "a list of numbers", r.diagnostics,
                 fmt::format("write {}: [1, 2]", entry.key.value))) {
    r.draft.ok = false;
    return;
  }
  for (const auto& item : entry.value->items) {
    if (auto quantity = read_quantity(*item, "each of " + who, r.diagnostics)) {
      target.push_back(std::move(*quantity));
    } else {
      r.draft.ok = false;
    }
  }
  if (!entry.value->items.empty()) return;
  r.diagnostics.error("bad-input", entry.value->span, fmt::format("{} is empty", who));
  r.draft.ok = false;
}

void read_value(Entry entry, MapReader& r) {
  r.draft.value = entry.key.span;
  const auto quantity = read_quantity(*entry.value, "`value`", r.diagnostics);
  r.draft.ok = r.draft.ok && quantity;
  if (quantity) r.draft.form.constant = *quantity;
}

void read_range_key(Entry entry, MapReader& r) {
  r.draft.range = entry.key.span;
  const YamlNode& node = *entry.value;
  auto range = want_scalar(node, "`range`", "its two ends", r.diagnostics, "write `range: 5 to 10`")
                   ? read_range(node.text, {0, node.text.value.size()}, r.diagnostics)
                   : std::nullopt;
  r.draft.ok = r.draft.ok && range;
  r.draft.form.range = std::move(range);
}

void read_distribution(Entry entry, MapReader& r) {
  const Text name = read_text(*entry.value, "`distribution`", r.diagnostics);
  if (name) {
    set_family(r.draft, name, r.diagnostics);
  } else {
    r.draft.ok = false;
  }
}

void read_level_key(Entry entry, MapReader& r) {
  const auto level = read_quantity(*entry.value, "`level`", r.diagnostics);
  r.draft.ok = r.draft.ok && level;
  if (level) set_level(r.draft, entry.key.span, *level, r.diagnostics);
}

void read_components(Entry entry, MapReader& r) {
  r.draft.components = entry.key.span;
  if (!want_list(*entry.value, "`components`", "a list of inputs", r.diagnostics,
                 "write components: [1 to 2, 5 to 10]")) {
    r.draft.ok = false;
    return;
  }
  for (const auto& item : entry.value->items) {
    r.draft.form.components.push_back(read_input_form(*item, "a component", r.directory, r.diagnostics));
  }
  if (!entry.value->items.empty()) return;
  r.diagnostics.error("bad-input", entry.value->span, "`components` is empty");
  r.draft.ok = false;
}

// Sources in a list, or in a map under names.
void read_pool(Entry entry, MapReader& r) {
  r.draft.pool = entry.key.span;
  const YamlNode& node = *entry.value;
  auto& form = r.draft.form;
  const auto add = [&](const YamlNode& source, std::string name) {
    form.components.push_back(read_input_form(source, "a source of a pool", r.directory, r.diagnostics));
    form.component_names.push_back(std::move(name));
  };
  for (const auto& item : node.items) add(*item, "");
  for (const auto& [key, value] : node.entries) add(*value, key.value);
  if (!form.components.empty()) return;
  const std::string help = "write pool: [85 to 96 days, 75 to 88 days]";
  if (node.kind == YamlNode::Kind::scalar) wrong_shape(node, "`pool`", "a list or a map of estimates", r.diagnostics, help);
  else r.diagnostics.error("bad-pool", node.span, "`pool` is empty", help);
  r.draft.ok = false;
}

// `scale` is also a number of some families.
void read_scale(Entry entry, MapReader& r) {
  const std::string& word = entry.value->text.value;
  if (entry.value->kind == YamlNode::Kind::scalar && !word.empty() && word.find_first_of("0123456789") == std::string::npos) {
    read_text_key(entry, r.draft.form.scale, r);
  } else if (const auto quantity = read_quantity(*entry.value, in_backticks(entry.key), r.diagnostics)) {
    set_number(r.draft, entry.key.value, entry.key.span, *quantity);
  } else {
    r.draft.ok = false;
  }
}

void read_values(Entry entry, MapReader& r) {
  r.draft.values = entry.key.span;
  r.draft.form.values_span = entry.value->span;
  read_list(entry, r.draft.form.values, r);
}

void read_weights(Entry entry, MapReader& r) {
  r.draft.weights = entry.key.span;
  r.draft.form.weights_span = entry.value->span;
  read_list(entry, r.draft.form.weights, r);
}

void read_smooth(Entry entry, MapReader& r) {
  r.draft.smooth = entry.key.span;
  const std::string& word = entry.value->text.value;
  if (entry.value->kind != YamlNode::Kind::scalar || (word != "true" && word != "false")) {
    r.diagnostics.error("wrong-shape", entry.value->span, "`smooth` is true or false");
    r.draft.ok = false;
  }
  r.draft.form.smooth = word == "true";
}

void read_unit_key(Entry entry, MapReader& r) {
  Text unit;
  read_text_key(entry, unit, r);
  r.draft.unit = r.draft.form.unit_span = unit.span;
  r.draft.form.unit = std::move(unit.value);
}

void read_file(Entry entry, MapReader& r) {
  r.draft.file = entry.key.span;
  read_text_key(entry, r.draft.form.file, r);
}

void read_column_key(Entry entry, MapReader& r) {
  r.draft.column = entry.key.span;
  read_text_key(entry, r.draft.form.column, r);
}

void read_ar(Entry entry, MapReader& r) {
  read_optional(entry, r.draft.form.ar, r);
  const auto& ar = r.draft.form.ar;
  if (!ar || (ar->unit.empty() && ar->value > -1 && ar->value < 1)) return;
  r.diagnostics.error("bad-setting", ar->span, "`ar` is a correlation between neighbouring steps, strictly between -1 and 1");
  r.draft.ok = false;
}

struct Row {
  std::string_view name;
  void (*read)(Entry, MapReader&);
};

constexpr Row rows[] = {
    {"value", read_value},
    {"range", read_range_key},
    {"level", read_level_key},
    {"distribution", read_distribution},
    {"values", read_values},
    {"weights", read_weights},
    {"components", read_components},
    {"pool", read_pool},
    {"method", [](Entry e, MapReader& r) { read_text_key(e, r.draft.form.method, r); }},
    {"scale", read_scale},
    {"file", read_file},
    {"column", read_column_key},
    {"smooth", read_smooth},
    {"unit", read_unit_key},
    {"min",
     [](Entry e, MapReader& r) {
       r.draft.min = e.key.span;
       read_optional(e, r.draft.form.min, r);
     }},
    {"max",
     [](Entry e, MapReader& r) {
       r.draft.max = e.key.span;
       read_optional(e, r.draft.form.max, r);
     }},
    {"point",
     [](Entry e, MapReader& r) {
       r.draft.point = e.key.span;
       read_optional(e, r.draft.form.point, r);
     }},
    {"per", [](Entry e, MapReader& r) { read_text_key(e, r.draft.form.per, r); }},
    {"ar", read_ar},
    {"source", [](Entry e, MapReader& r) { read_text_key(e, r.draft.form.source, r); }},
    {"note", [](Entry e, MapReader& r) { read_text_key(e, r.draft.form.note, r); }},
    {"description", [](Entry e, MapReader& r) { read_text_key(e, r.draft.form.description, r); }},
};

// A number of the family; of a key that no family knows only where nothing else can have been meant, because
// the family has the better hints then ("did you mean `sd`?").
bool is_argument(Entry entry, const std::vector<std::string>& keys, const YamlNode& map) {
  if (is_parameter(entry.key.value)) return true;
  return find_entry(map, "distribution") != nullptr && entry.value->kind == YamlNode::Kind::scalar &&
         !nearest_name(entry.key.value, keys) && parse_quantity(entry.value->text.value);
}

void read_argument(Entry entry, const YamlNode& map, MapReader& r) {
  std::vector<std::string> keys;
  for (const Row& row : rows) keys.emplace_back(row.name);
  const std::string& name = entry.key.value;
  const bool quantile = quantile_probability(name).has_value();
  if (!quantile && !is_argument(entry, keys, map)) {
    r.draft.ok = false;
    const auto* distribution = find_entry(map, "distribution");
    const Family* family = distribution == nullptr ? nullptr : find_family(distribution->value->text.value);
    for (const Family* known : catalogue()) {
      if (family != nullptr && family != known) continue;
      for (const auto& parameter : known->parameters) keys.emplace_back(parameter.name);
    }
    return unknown_key(entry.key, "an input", keys, r.diagnostics);
  }
  const auto quantity = read_quantity(*entry.value, in_backticks(entry.key), r.diagnostics);
  if (!quantity) {
    r.draft.ok = false;
  } else if (quantile) {
    set_quantile(r.draft, name, entry.key.span, *quantity, r.diagnostics);
  } else {
    set_number(r.draft, name, entry.key.span, *quantity);
  }
}

InputForm read_map(const YamlNode& map, const std::filesystem::path& directory, const Span& place,
                   Diagnostics& diagnostics) {
  MapReader r{{}, directory, diagnostics};
  r.draft.form.span = place;
  for (const auto& entry : map.entries) {
    const auto row =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row& x) { return x.name == entry.key.value; });
    if (row != std::end(rows)) {
      row->read(entry, r);
    } else {
      read_argument(entry, map, r);
    }
  }
  if (r.draft.form.ar && !r.draft.form.per) {
    diagnostics.error("missing-key", r.draft.form.ar->span, "`ar` needs `per` beside it", "write `per: year`, the coordinate of `over`");
    r.draft.ok = false;
  }
  return settle(std::move(r.draft), directory, diagnostics);
}

}  // namespace

InputForm read_input_form(const YamlNode& node, std::string_view who, const std::filesystem::path& directory,
                          Diagnostics& diagnostics) {
  if (node.kind == YamlNode::Kind::scalar) return read_input_text(node.text, directory, diagnostics);
  if (node.kind == YamlNode::Kind::map) return read_map(node, directory, node.span, diagnostics);
  const bool pair = node.kind == YamlNode::Kind::list && node.items.size() == 2;
  wrong_shape(node, who, "a number, a range or a distribution", diagnostics,
              pair ? "a range is written `5 to 10`" : "");
  InputForm form;
  form.failed = true;
  form.span = node.span;
  return form;
}

std::optional<InputForm> read_input_form(const ScalarText& text, Diagnostics& diagnostics) {
  InputForm form = read_input_text(text, {}, diagnostics);
  if (form.failed) return std::nullopt;
  return form;
}

}  // namespace botec
