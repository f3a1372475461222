// Guesstimate: the JSON of a model, as its API and its export give it: metrics with names, guesstimates with their expressions.
#include <map>
#include <nlohmann/json.hpp>

#include "import/expression.h"
#include "import/readers.h"

namespace botec {

namespace {

using Json = nlohmann::json;

std::string text_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key)) return {};
  const Json& value = json.at(key);
  return value.is_string() ? value.get<std::string>() : value.is_number() ? value.dump() : "";
}

const Json* list_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key) || !json.at(key).is_array()) return nullptr;
  return &json.at(key);
}

// The graph may stand at the root, or below `space`.
const Json* find_graph(const Json& json, int depth = 0) {
  if (!json.is_object() || depth > 4) return nullptr;
  if (list_at(json, "metrics") != nullptr && list_at(json, "guesstimates") != nullptr) return &json;
  for (const char* key : {"graph", "space", "data"}) {
    if (!json.contains(key)) continue;
    if (const Json* found = find_graph(json.at(key), depth + 1)) return found;
  }
  return nullptr;
}

// What is said of the whole: beside the graph or further out.
std::string text_of_space(const Json& json, const char* key) {
  std::string text = text_at(json, key);
  for (const char* below : {"space", "data"}) {
    if (text.empty() && json.is_object() && json.contains(below)) text = text_of_space(json.at(below), key);
  }
  return text;
}

struct Metric {
  std::string label, readable, ours, note;
  bool read = false;
};

struct Reader {
  ModelDraft draft;
  std::map<std::string, Metric> metrics;                 // by id
  std::map<std::string, std::string> by_readable;        // their two letters → our name

  void read_metrics(const Json& list);
  void read(const Json& guesstimate);
  void add_data(const Metric& metric, const Json& data);
  void add(const Metric& metric, std::string text, const std::string& type);
};

void Reader::read_metrics(const Json& list) {
  for (const Json& entry : list) {
    Metric metric{text_at(entry, "name"), text_at(entry, "readableId"), {}, text_at(entry, "description")};
    metric.ours = draft.fresh_name(metric.label.empty() ? metric.readable : metric.label);
    by_readable[metric.readable] = metric.ours;
    metrics[text_at(entry, "id")] = metric;
  }
}

void Reader::add_data(const Metric& metric, const Json& data) {
  constexpr std::size_t most = 10000;
  std::string values;
  std::size_t count = 0;
  for (const Json& value : data) {
    if (!value.is_number() || ++count > most) return draft.leave_out(0, metric.label, "its data are not numbers, or more than 10,000");
    values += (values.empty() ? "" : ", ") + number_text(value.get<double>());
  }
  draft.add_input(metric.ours, "{distribution: empirical, values: [" + values + "]}", metric.label, metric.note);
}

// `[5, 10]`, `5 -> 10` and `5:10` are ranges too.
std::string as_range(std::string text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    text = text.substr(1, text.size() - 2);
    if (const auto comma = text.find(','); comma != std::string::npos) text.replace(comma, 1, " to ");
  }
  for (const char* sign : {"->", ":"}) {
    if (const auto at = text.find(sign); at != std::string::npos) text.replace(at, std::string_view(sign).size(), " to ");
  }
  return text;
}

void Reader::add(const Metric& metric, std::string text, const std::string& type) {
  const bool formula = text.starts_with("=");
  text = formula ? text.substr(1) : as_range(text);
  // ${metric:ID} becomes the name, which the parser looks up by itself.
  std::map<std::string, std::string> references;
  for (std::size_t at = 0; (at = text.find("${", at)) != std::string::npos;) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    const std::string inside = text.substr(at + 2, end - at - 2), id = inside.substr(inside.find(':') == std::string::npos ? 0 : inside.find(':') + 1);
    const auto found = metrics.find(id);
    const std::string name = found == metrics.end() ? "unknown" : found->second.ours;
    references[name] = name;
    text.replace(at, end - at + 1, name);
  }
  const ExpressionContext context{draft, metric.ours, [&](const std::string& name) -> std::optional<Translated> {
    const auto found = by_readable.find(name);
    const std::string ours = references.contains(name) && name != "unknown" ? name : found == by_readable.end() ? "" : found->second;
    if (ours.empty()) return std::nullopt;
    return Translated{Translated::Kind::formula, 0, ours, true};
  }};
  std::string why;
  const std::size_t before = draft.inputs.size(), to = text.find(" to ");
  auto value = translate(text, context, why);
  // A range that reaches zero is a normal there; one whose type says so is what it says.
  if (!formula && to != std::string::npos) {
    std::string low_why, high_why;
    const auto low = translate(text.substr(0, to), context, low_why), high = translate(text.substr(to + 4), context, high_why);
    const bool numbers = low && high && low->kind == Translated::Kind::number && high->kind == Translated::Kind::number && low->number < high->number;
    if (numbers && type == "UNIFORM") value = Translated{Translated::Kind::distribution, 0, "uniform(low=" + low->text + ", high=" + high->text + ")", true};
    else if (numbers && (type == "NORMAL" || low->number <= 0)) value = Translated{Translated::Kind::distribution, 0, "{range: " + low->text + " to " + high->text + ", distribution: normal}", true};
  }
  if (!value) {
    draft.inputs.resize(before);
    return draft.leave_out(0, metric.label + ": " + text, why);
  }
  if (value->kind == Translated::Kind::formula) draft.add_formula(metric.ours, value->text, metric.label, metric.note);
  else draft.add_input(metric.ours, value->text, metric.label, metric.note);
}

void Reader::read(const Json& guesstimate) {
  const auto found = metrics.find(text_at(guesstimate, "metric"));
  if (found == metrics.end()) return draft.leave_out(0, text_at(guesstimate, "input"), "it belongs to no metric");
  found->second.read = true;
  if (const std::string note = text_at(guesstimate, "description"); !note.empty()) found->second.note = note;
  const std::string type = text_at(guesstimate, "guesstimateType");
  if (const Json* data = list_at(guesstimate, "data"); data != nullptr && !data->empty()) return add_data(found->second, *data);
  std::string text = text_at(guesstimate, "expression");
  if (text.empty()) text = text_at(guesstimate, "input");
  if (text.empty()) return draft.leave_out(0, found->second.label, "it is empty");
  add(found->second, text, type);
}

}  // namespace

ImportedModel read_guesstimate(std::string_view text, const std::string& file) {
  Reader reader;
  const Json json = Json::parse(text, nullptr, false);   // discarded where it is no JSON
  const Json* graph = find_graph(json);
  const std::string origin = "Guesstimate, " + file;
  if (graph == nullptr) {
    const bool empty = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    reader.draft.leave_out(0, "the whole file", empty ? "it is empty" : json.is_discarded() ? "it is not JSON, or was cut off" : "it has no `metrics` and `guesstimates`");
    return std::move(reader.draft).write("", origin);
  }
  reader.read_metrics(graph->at("metrics"));
  for (const Json& guesstimate : graph->at("guesstimates")) reader.read(guesstimate);
  for (const auto& [id, metric] : reader.metrics) {
    if (!metric.read) reader.draft.leave_out(0, metric.label.empty() ? metric.ours : metric.label, "the file has no guesstimate of this metric");
  }
  return std::move(reader.draft).write(text_of_space(json, "name"), origin, text_of_space(json, "description"));
}

}  // namespace botec
