#include "model/read_forecasts.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/quantity.h"
#include "model/read_forecast.h"
#include "model/sections.h"
#include "text/calendar.h"

namespace botec {

namespace {

constexpr std::string_view question_keys[] = {"question", "outcome", "resolved", "by", "forecasts"};
constexpr std::string_view forecaster_keys[] = {"by"};

constexpr std::string_view root_help =
    "a file of forecasts holds `forecasts:`, followed by indented entries such as `cost: {forecast: 5M to 33M USD, outcome: 4.6M USD}`";

const std::vector<double>& usual_levels() {
  static const std::vector<double> levels{0.5, 0.8, 0.9};
  return levels;
}

struct FileReading {
  ForecastFile& file;
  Reading& reading;
  Diagnostics& diagnostics() { return reading.diagnostics; }
};

std::optional<OutcomeForm> read_outcome(const YamlNode& node, Diagnostics& diagnostics) {
  OutcomeForm outcome;
  outcome.span = node.span;
  const std::string& word = node.text.value;
  const bool scalar = node.kind == YamlNode::Kind::scalar;
  if (scalar && (word == "yes" || word == "no" || word == "true" || word == "false")) {
    outcome.kind = OutcomeForm::Kind::yes_no;
    outcome.happened = word == "yes" || word == "true";
    return outcome;
  }
  if (scalar && word.find(" to ") != std::string::npos) {
    diagnostics.error("bad-outcome", node.span, "an outcome is one number: what is known as a range cannot be scored yet",
                      "leave `outcome` out until it is known better");
    return std::nullopt;
  }
  const auto number = read_quantity(node, "`outcome`", diagnostics);
  if (!number) return std::nullopt;
  outcome.number = *number;
  return outcome;
}

void name_forecaster(ForecastForm& form, const YamlNode& map, const Text& otherwise, FileReading& r) {
  form.by = otherwise;
  if (const YamlEntry* by = find_entry(map, "by")) form.by = read_text(*by->value, "`by`", r.diagnostics());
}

void read_several(const YamlEntry& entry, ForecastQuestion& question, FileReading& r) {
  if (!want_map(*entry.value, "`forecasts`", "a map of forecasters", r.diagnostics(), "write forecasts: {ann: 1 to 3, ben: 2 to 9}")) return;
  for (const auto& [key, value] : entry.value->entries) {
    std::optional<ForecastForm> form;
    if (value->kind == YamlNode::Kind::map) {
      form = read_forecast(*value, forecaster_keys, in_backticks(key), r.reading);
      if (const YamlEntry* by = find_entry(*value, "by")) {
        r.diagnostics().error("bad-forecast", by->key.span, "whose forecast this is stands before it already");
      }
    } else {
      form = read_forecast_text(*value, in_backticks(key), r.reading);
    }
    if (!form) continue;
    form->by = text_of(key);
    question.forecasts.push_back(std::move(*form));
  }
}

void read_one(const YamlNode& map, ForecastQuestion& question, FileReading& r) {
  const std::size_t errors = r.diagnostics().error_count();
  auto form = read_forecast(map, question_keys, "`" + question.name + "`", r.reading);
  if (!form && r.diagnostics().error_count() == errors) {
    r.diagnostics().error("missing-key", question.name_span, fmt::format("`{}` has no forecast", question.name),
                          "add `forecast: 5 to 33 USD`, `probability: 12%`, `model:` with `output:`, or `forecasts:` of several people");
  }
  if (!form) return;
  name_forecaster(*form, map, r.file.by, r);
  form->note = {};     // of the question, where there is one forecast
  form->source = {};
  question.forecasts.push_back(std::move(*form));
}

// What can be told apart before anything is fitted: numbers and probabilities, and what comes before what.
void check_question(ForecastQuestion& question, Diagnostics& diagnostics) {
  for (const ForecastForm& form : question.forecasts) {
    if (form.made && question.resolved && form.made->at > question.resolved->at) {
      diagnostics.error("bad-date", form.made->span, fmt::format("this forecast was made after its outcome was known ({})", question.resolved->text));
    }
    if (!question.outcome || form.kind == ForecastForm::Kind::model) continue;
    const bool probability = form.kind == ForecastForm::Kind::probability, yes_no = question.outcome->kind == OutcomeForm::Kind::yes_no;
    if (probability && !yes_no) {
      diagnostics.error("bad-outcome", question.outcome->span, "the outcome of a probability is `yes` or `no`",
                        "a forecast of a number is written `forecast: 5 to 33 USD`");
    } else if (!probability && yes_no) {
      diagnostics.error("bad-outcome", question.outcome->span, "this outcome is yes or no, and the forecast a number",
                        "write `probability: 12%` for what happens or does not");
    }
  }
}

void read_question(const YamlEntry& entry, FileReading& r) {
  const bool named = claim_name(entry.key, "a forecast", r.reading);
  if (!want_map(*entry.value, in_backticks(entry.key), "a forecast and its outcome", r.diagnostics(),
                "write " + entry.key.value + ": {forecast: 5M to 33M USD, outcome: 4.6M USD}")) return;
  const YamlNode& map = *entry.value;
  ForecastQuestion question;
  question.name = entry.key.value;
  question.name_span = entry.key.span;
  const auto text = [&](std::string_view key, Text& target) {
    if (const YamlEntry* found = find_entry(map, key)) target = read_text(*found->value, "`" + std::string(key) + "`", r.diagnostics());
  };
  text("question", question.question);
  text("source", question.source);
  text("note", question.note);
  if (const YamlEntry* outcome = find_entry(map, "outcome")) {
    const bool left_open = outcome->value->kind == YamlNode::Kind::nothing;
    if (!left_open) question.outcome = read_outcome(*outcome->value, r.diagnostics());
  }
  if (const YamlEntry* resolved = find_entry(map, "resolved")) question.resolved = read_date(*resolved->value, "`resolved`", r.diagnostics());
  if (const YamlEntry* several = find_entry(map, "forecasts")) {
    for (const auto& item : map.entries) {
      const bool belongs = std::find(std::begin(question_keys), std::end(question_keys), item.key.value) != std::end(question_keys);
      if (belongs || item.key.value == "source" || item.key.value == "note") continue;
      r.diagnostics().error("bad-forecast", item.key.span, fmt::format("{} stands beside `forecasts`", in_backticks(item.key)),
                            "put it under the name of a forecaster");
    }
    read_several(*several, question, r);
  } else {
    read_one(map, question, r);
  }
  check_question(question, r.diagnostics());
  if (named) r.file.questions.push_back(std::move(question));
}

void read_levels(const YamlEntry& entry, FileReading& r) {
  if (!want_list(*entry.value, "`levels`", "a list of levels", r.diagnostics(), "write levels: [50%, 80%, 90%]")) return;
  r.file.levels.clear();
  for (const auto& item : entry.value->items) {
    if (const auto level = read_level(*item, "a level", r.diagnostics())) r.file.levels.push_back(*level);
  }
  std::sort(r.file.levels.begin(), r.file.levels.end());
  r.file.levels.erase(std::unique(r.file.levels.begin(), r.file.levels.end()), r.file.levels.end());
  if (entry.value->items.empty()) r.diagnostics().error("bad-setting", entry.value->span, "`levels` is empty");
}

struct FileKey {
  std::string_view name;
  void (*read)(const YamlEntry&, FileReading&);
};

// In the order of reading.
constexpr FileKey file_keys[] = {
    {"title", [](const YamlEntry& e, FileReading& r) { r.file.title = read_text(*e.value, "`title`", r.diagnostics()); }},
    {"description", [](const YamlEntry& e, FileReading& r) { r.file.description = read_text(*e.value, "`description`", r.diagnostics()); }},
    {"by", [](const YamlEntry& e, FileReading& r) { r.file.by = read_text(*e.value, "`by`", r.diagnostics()); }},
    {"baseline", [](const YamlEntry& e, FileReading& r) { r.file.baseline = read_text(*e.value, "`baseline`", r.diagnostics()); }},
    {"sources", [](const YamlEntry& e, FileReading& r) { read_sources(e, r.reading); }},
    {"units", [](const YamlEntry& e, FileReading& r) { read_units(e, r.reading); }},
    {"range_level", [](const YamlEntry& e, FileReading& r) { r.file.range_level = read_level(*e.value, "`range_level`", r.diagnostics()).value_or(0.9); }},
    {"levels", read_levels},
    {"forecasts", [](const YamlEntry& e, FileReading& r) {
       if (!want_map(*e.value, "`forecasts`", "a map of names", r.diagnostics(), std::string(root_help))) return;
       for (const YamlEntry& question : e.value->entries) read_question(question, r);
     }},
};

bool check_root(const YamlPointer& root, const SourcePointer& source, Diagnostics& diagnostics) {
  if (!root) return false;
  if (root->kind == YamlNode::Kind::nothing) {
    diagnostics.error("missing-key", {source, 0, 0}, "this file holds no forecasts", std::string(root_help));
    return false;
  }
  if (!want_map(*root, "a file of forecasts", "a map with `forecasts`", diagnostics, std::string(root_help))) return false;
  std::vector<std::string> names;
  for (const FileKey& key : file_keys) names.emplace_back(key.name);
  bool is_model = false;
  for (const YamlEntry& entry : root->entries) is_model = is_model || entry.key.value == "formulas" || entry.key.value == "inputs";
  for (const YamlEntry& entry : root->entries) {
    if (!is_model && std::find(names.begin(), names.end(), entry.key.value) == names.end()) unknown_key(entry.key, "a file of forecasts", names, diagnostics);
  }
  if (find_entry(*root, "forecasts") == nullptr) {
    diagnostics.error("missing-key", {source, root->span.begin, root->span.begin + 1}, "this file has no `forecasts`",
                      is_model ? "this is a model: name it in a forecast, with `model:` and `output:`" : std::string(root_help));
  }
  return true;
}

// A misspelt forecaster would be a new one.
void check_baseline(const ForecastFile& file, Diagnostics& diagnostics) {
  if (!file.baseline) return;
  for (const auto& question : file.questions) {
    for (const auto& form : question.forecasts) {
      if (form.by.value == file.baseline.value) return;
    }
  }
  diagnostics.error("bad-forecast", file.baseline.span, fmt::format("no forecast here is by `{}`", file.baseline.value));
}

}  // namespace

ForecastFile read_forecasts(const SourcePointer& source, const std::filesystem::path& directory, Diagnostics& diagnostics) {
  ForecastFile file;
  file.source = source;
  file.levels = usual_levels();
  file.declarations.source = source;
  const YamlPointer root = read_yaml(source, diagnostics);
  if (!check_root(root, source, diagnostics)) return file;
  ImportCache imports;
  const ReadLimits limits;
  Reading reading{directory, diagnostics, limits, file.declarations, imports, {}};
  FileReading r{file, reading};
  for (const FileKey& key : file_keys) {
    if (const YamlEntry* entry = find_entry(*root, key.name)) key.read(*entry, r);
  }
  if (!diagnostics.has_errors()) check_baseline(file, diagnostics);
  return file;
}

}  // namespace botec
