// `units:`, `sources:` and `correlations:`.
#include <fmt/format.h>

#include <algorithm>

#include "model/quantity.h"
#include "model/sections.h"

namespace botec {
namespace {

// A declared unit that starts like a number is a multiple, anything else is a word on what is counted.
bool starts_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of("+-. ");
  return first != std::string_view::npos && text[first] >= '0' && text[first] <= '9';
}

struct Pair {
  std::vector<Text> inputs;
  std::optional<double> rank;
  Span rank_span;
};

void read_pair(const YamlEntry& entry, Pair& pair, Reading& reading) {
  if (!want_list(*entry.value, "`inputs`", "two names", reading.diagnostics, "write inputs: [population, peak]"))
    return;
  for (const auto& item : entry.value->items) {
    if (!want_scalar(*item, "`inputs`", "names of inputs", reading.diagnostics)) return;
    if (!check_dotted_name(item->text, "an input", reading.diagnostics)) return;
    pair.inputs.push_back(text_of(item->text));
  }
  if (pair.inputs.size() != 2) {
    reading.diagnostics.error("wrong-shape", entry.value->span,
                              fmt::format("a correlation joins two inputs, not {}", pair.inputs.size()),
                              pair.inputs.size() > 2 ? "list every pair with its own rank" : "");
  } else if (pair.inputs[0].value == pair.inputs[1].value) {
    reading.diagnostics.error("bad-correlation", entry.value->span, "an input cannot be correlated with itself");
    pair.inputs.clear();
  }
}

void read_rank(const YamlEntry& entry, Pair& pair, Reading& reading) {
  const auto rank = read_pure_number(*entry.value, "`rank`", reading.diagnostics);
  if (!rank) return;
  pair.rank_span = entry.value->span;
  if (*rank >= -1 && *rank <= 1) {
    pair.rank = rank;
  } else {
    reading.diagnostics.error("bad-correlation", entry.value->span, "a rank correlation lies between -1 and 1");
  }
}

constexpr KeyRow<Pair> pair_rows[] = {{"inputs", read_pair}, {"rank", read_rank}};

bool same_pair(const Correlation& a, const std::vector<Text>& b) {
  return (a.first.value == b[0].value && a.second.value == b[1].value) ||
         (a.first.value == b[1].value && a.second.value == b[0].value);
}

}  // namespace

void read_units(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`units`", "a map of names", reading.diagnostics,
                "write units: {agent: , board: 4 TPU}")) {
    reading.model.complete = false;
    return;
  }
  for (const auto& [key, value] : entry.value->entries) {
    UnitDeclaration unit{key.value, key.span, {}, {}};
    if (value->kind == YamlNode::Kind::scalar && starts_number(value->text.value)) {
      unit.multiple_of = read_quantity(*value, in_backticks(key), reading.diagnostics);
    } else if (value->kind == YamlNode::Kind::scalar) {
      unit.description = value->text.value;
    } else if (value->kind != YamlNode::Kind::nothing) {
      wrong_shape(*value, in_backticks(key), "a word on what is counted, or a multiple such as `4 TPU`",
                  reading.diagnostics);
    }
    reading.model.units.push_back(std::move(unit));
  }
}

void read_sources(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`sources`", "a map of names and addresses", reading.diagnostics,
                "write sources: {post: \"https://…\"}"))
    return;
  for (const auto& [key, value] : entry.value->entries) {
    if (Text text = read_text(*value, in_backticks(key), reading.diagnostics))
      reading.model.sources.emplace_back(key.value, std::move(text));
  }
}

void read_correlations(const YamlEntry& entry, Reading& reading) {
  constexpr std::string_view help = "write - {inputs: [population, peak], rank: 0.5}";
  if (!want_list(*entry.value, "`correlations`", "a list of pairs", reading.diagnostics, std::string(help))) return;
  auto& correlations = reading.model.correlations;
  for (const auto& item : entry.value->items) {
    if (!want_map(*item, "a correlation", "a map with `inputs` and `rank`", reading.diagnostics, std::string(help)))
      continue;
    Pair pair;
    read_keys<Pair>(*item, "a correlation", pair_rows, pair, reading);
    for (const std::string_view key : {"inputs", "rank"}) {
      if (find_entry(*item, key) == nullptr) {
        reading.diagnostics.error("missing-key", item->span, fmt::format("this correlation has no `{}`", key),
                                  std::string(help));
      }
    }
    if (pair.inputs.size() != 2 || !pair.rank) continue;
    const bool repeated = std::any_of(correlations.begin(), correlations.end(),
                                      [&](const Correlation& c) { return same_pair(c, pair.inputs); });
    if (repeated) {
      reading.diagnostics.error(
          "duplicate-key", item->span,
          fmt::format("the correlation of `{}` and `{}` is given twice", pair.inputs[0].value, pair.inputs[1].value));
      continue;
    }
    correlations.push_back({pair.inputs[0], pair.inputs[1], *pair.rank, pair.rank_span, item->span});
  }
}

}  // namespace botec
