// `trends:` — lines through the rows of a table.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/quantity.h"
#include "model/sections.h"
#include "text/calendar.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

constexpr std::string_view trends_help = "write trends: {frontier: {data: systems, x: date, y: compute, scale: log}}";
constexpr std::string_view select_help = "write `all`, `records`, `{largest: 10}` or `{z_above: 0.76, window: 2 years}`";

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

// One of a few words; a message that lists them otherwise.
template <class Value, std::size_t n>
void read_word(const YamlEntry& entry, const Word<Value> (&words)[n], Value& value, Trend& trend, Reading& reading) {
  const std::string who = in_backticks(entry.key);
  std::vector<std::string> all;
  for (const auto& one : words) all.emplace_back(one.word);
  const Text text = read_text(*entry.value, who, reading.diagnostics);
  const auto found = std::find_if(std::begin(words), std::end(words), [&](const auto& one) { return one.word == text.value; });
  if (found != std::end(words)) {
    value = found->value;
    return;
  }
  trend.failed = true;
  if (!text) return;
  const std::string help = did_you_mean(text.value, all);
  reading.diagnostics.error("bad-trend", text.span, fmt::format("{} is one of {}", who, fmt::join(all, ", ")), help);
}

void read_trend_text(const YamlEntry& entry, Text& text, Trend& trend, Reading& reading) {
  text = read_text(*entry.value, in_backticks(entry.key), reading.diagnostics);
  trend.failed = trend.failed || !text;
}

void read_scale(const YamlEntry& entry, Trend& trend, Reading& reading) {
  constexpr Word<TrendScale> words[] = {{"log", TrendScale::log}, {"linear", TrendScale::linear}};
  trend.scale_span = entry.value->span;
  read_word(entry, words, trend.scale, trend, reading);
}

void read_fit(const YamlEntry& entry, Trend& trend, Reading& reading) {
  constexpr Word<FitMethod> words[] = {
      {"least_squares", FitMethod::least_squares}, {"theil_sen", FitMethod::theil_sen}, {"two_regimes", FitMethod::two_regimes}};
  read_word(entry, words, trend.fit, trend, reading);
}

void read_method(const YamlEntry& entry, Trend& trend, Reading& reading) {
  constexpr Word<bool> words[] = {{"bootstrap", true}, {"least_squares", false}};
  trend.method_span = entry.value->span;
  read_word(entry, words, trend.bootstrap, trend, reading);
}

void read_noise(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const auto noise = read_pure_number(*entry.value, "`noise`", reading.diagnostics);
  if (noise && *noise >= 1 && std::isfinite(*noise)) {
    trend.noise = *noise;
    return;
  }
  trend.failed = true;
  if (noise) reading.diagnostics.error("bad-trend", entry.value->span, "`noise` is a factor of 1 or more", "2 means that each value may be half or twice what it says");
}

// The end of a range of x: a date, or a number with a unit.
void read_end(const YamlEntry& entry, std::optional<Quantity>& end, bool& is_date, Trend& trend, Reading& reading) {
  const YamlNode& node = *entry.value;
  if (node.kind == YamlNode::Kind::scalar) {
    if (const auto date = parse_date(node.text.value)) {
      end = Quantity{};
      end->value = *date;
      end->span = node.span;
      is_date = true;
      return;
    }
  }
  end = read_quantity(node, in_backticks(entry.key), reading.diagnostics);
  trend.failed = trend.failed || !end;
}

void read_count(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const auto count = read_pure_number(*entry.value, "`largest`", reading.diagnostics);
  trend.select.rule = Selection::Rule::largest;
  if (count && *count >= 2 && *count <= 1e9 && *count == std::floor(*count)) {
    trend.select.count = static_cast<std::size_t>(*count);
    return;
  }
  trend.failed = true;
  if (count) reading.diagnostics.error("bad-trend", entry.value->span, "`largest` is a whole number of at least 2");
}

void read_threshold(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const auto threshold = read_pure_number(*entry.value, "`z_above`", reading.diagnostics);
  trend.select.rule = Selection::Rule::z_above;
  trend.select.threshold = threshold.value_or(0);
  trend.failed = trend.failed || !threshold;
}

void read_window(const YamlEntry& entry, Trend& trend, Reading& reading) {
  trend.select.window = read_quantity(*entry.value, "`window`", reading.diagnostics);
  const bool positive = trend.select.window && trend.select.window->value > 0;
  if (trend.select.window && !positive) reading.diagnostics.error("bad-trend", entry.value->span, "`window` is more than nothing");
  trend.failed = trend.failed || !positive;
}

constexpr KeyRow<Trend> select_rows[] = {{"largest", read_count}, {"z_above", read_threshold}, {"window", read_window}};

void refuse_select(const YamlEntry& entry, Trend& trend, Reading& reading) {
  trend.failed = true;
  reading.diagnostics.error("bad-trend", entry.value->span, "this is not a rule of selection", std::string(select_help));
}

void read_select(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const YamlNode& node = *entry.value;
  trend.select.span = node.span;
  if (node.kind == YamlNode::Kind::scalar && node.text.value == "all") return;
  if (node.kind == YamlNode::Kind::scalar && node.text.value == "records") {
    trend.select.rule = Selection::Rule::records;
    return;
  }
  if (node.kind != YamlNode::Kind::map) return refuse_select(entry, trend, reading);
  const std::size_t errors = reading.diagnostics.error_count();
  read_keys<Trend>(node, "a selection", select_rows, trend, reading);
  const bool largest = find_entry(node, "largest") != nullptr, z = find_entry(node, "z_above") != nullptr;
  const bool window = find_entry(node, "window") != nullptr;
  if (reading.diagnostics.error_count() > errors) trend.failed = true;
  else if (largest == z || window != z) refuse_select(entry, trend, reading);
}

// `exclude: {name: [AlphaGo Master, AlphaGo Zero]}`: a column and what stands in it.
void read_exclude(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const std::string help = "write exclude: {name: [AlphaGo Master, AlphaGo Zero]}";
  if (!want_map(*entry.value, "`exclude`", "a map of columns", reading.diagnostics, help)) {
    trend.failed = true;
    return;
  }
  for (const auto& [column, names] : entry.value->entries) {
    auto& excluded = trend.exclude.emplace_back(text_of(column), std::vector<Text>{});
    const bool one = names->kind == YamlNode::Kind::scalar;
    if (one) excluded.second.push_back(text_of(names->text));
    else if (!want_list(*names, in_backticks(column), "a list of names", reading.diagnostics, help)) trend.failed = true;
    for (const auto& item : names->items) {
      const Text name = read_text(*item, "a name", reading.diagnostics);
      if (name) excluded.second.push_back(name);
      else trend.failed = true;
    }
  }
}

constexpr KeyRow<Trend> trend_rows[] = {
    {"data", [](const YamlEntry& e, Trend& t, Reading& r) { read_trend_text(e, t.data, t, r); }},
    {"x", [](const YamlEntry& e, Trend& t, Reading& r) { read_trend_text(e, t.x, t, r); }},
    {"y", [](const YamlEntry& e, Trend& t, Reading& r) { read_trend_text(e, t.y, t, r); }},
    {"unit", [](const YamlEntry& e, Trend& t, Reading& r) { read_trend_text(e, t.unit, t, r); }},
    {"x_unit", [](const YamlEntry& e, Trend& t, Reading& r) { read_trend_text(e, t.x_unit, t, r); }},
    {"scale", read_scale},
    {"select", read_select},
    {"from", [](const YamlEntry& e, Trend& t, Reading& r) { read_end(e, t.from, t.from_date, t, r); }},
    {"to", [](const YamlEntry& e, Trend& t, Reading& r) { read_end(e, t.to, t.to_date, t, r); }},
    {"exclude", read_exclude},
    {"fit", read_fit},
    {"method", read_method},
    {"noise", read_noise},
    {"description", [](const YamlEntry& e, Trend& t, Reading& r) { t.description = read_text(*e.value, "`description`", r.diagnostics); }},
    {"source", [](const YamlEntry& e, Trend& t, Reading& r) { t.source = read_text(*e.value, "`source`", r.diagnostics); }},
    {"note", [](const YamlEntry& e, Trend& t, Reading& r) { t.note = read_text(*e.value, "`note`", r.diagnostics); }},
};

void read_trend(const YamlEntry& entry, Trend& trend, Reading& reading) {
  const std::size_t errors = reading.diagnostics.error_count();
  if (want_map(*entry.value, in_backticks(entry.key), "a map with `data`, `x` and `y`", reading.diagnostics, std::string(trends_help))) {
    read_keys<Trend>(*entry.value, "a trend", trend_rows, trend, reading);
    for (const std::string_view key : {"data", "x", "y"}) {
      if (find_entry(*entry.value, key) != nullptr) continue;
      reading.diagnostics.error("missing-key", entry.key.span, fmt::format("{} has no `{}`", in_backticks(entry.key), key));
    }
  }
  if (!trend.bootstrap && (trend.fit != FitMethod::least_squares || trend.noise != 1)) {
    reading.diagnostics.error("bad-trend", trend.method_span,
                              fmt::format("the classical predictive distribution knows no {}", trend.noise != 1 ? "`noise`" : "other fit than least squares"),
                              "leave `method` out: the bootstrap is the default");
  }
  trend.failed = trend.failed || reading.diagnostics.error_count() > errors;
}

}  // namespace

FormulaLimits formula_limits(const Reading& reading) {
  FormulaLimits limits;
  limits.trends = &reading.trends;
  return limits;
}

void read_trends(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`trends`", "a map of names", reading.diagnostics, std::string(trends_help))) {
    reading.model.complete = false;
    return;
  }
  if (entry.value->lossy) reading.model.complete = false;
  for (const auto& item : entry.value->entries) {
    Trend trend;
    trend.name = item.key.value;
    trend.name_span = item.key.span;
    trend.span = item.value->span;
    const bool named = claim_name(item.key, "a trend", reading);
    read_trend(item, trend, reading);
    if (!named) {
      reading.model.complete = false;
      continue;
    }
    reading.trends.push_back(trend.name);
    reading.model.trends.push_back(std::move(trend));
  }
}

}  // namespace botec
