#include "report/schema.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "report/schema_parts.h"

namespace botec {
namespace {

Json reference(std::string_view word) { return {{"$ref", "#/definitions/" + std::string(word)}}; }

Json list_of(std::string_view word) { return {{"type", "array"}, {"items", reference(word)}}; }

Json map_of(std::string_view word, std::string_view names) {
  return {{"type", "object"}, {"propertyNames", reference(names)}, {"additionalProperties", reference(word)}};
}

// One alternative of what a value may look like.
void add_alternative(std::string_view words, Json& choices) {
  const auto take = [&words](std::string_view lead) {
    if (!words.starts_with(lead)) return false;
    words.remove_prefix(lead.size());
    return true;
  };
  if (take("one of ")) {
    Json list = {{"enum", Json::array()}};
    for (const auto word : split(words, ",")) list["enum"].push_back(word);
    choices.push_back(std::move(list));
  } else if (take("map of ")) {
    choices.push_back(map_of(words, words == "text" || words == "unit_text" ? "text" : "own_name"));
  } else if (take("named ")) {
    choices.push_back(map_of(words, "text"));
  } else if (take("about ")) {
    choices.push_back(map_of(words, "name"));
  } else if (take("list of ")) {
    choices.push_back(list_of(words));
  } else if (take("collection of ")) {
    choices.push_back(list_of(words));
    choices.push_back(map_of(words, "text"));
  } else {
    choices.push_back(reference(words));
  }
}

// What a choice says itself, where it is not a form that stands elsewhere.
std::optional<Json> spelt_out(const Json& choice) {
  if (choice.contains("enum")) return std::nullopt;
  if (!choice.contains("$ref")) return choice;
  const std::string word = choice["$ref"].get<std::string>().substr(sizeof "#/definitions/" - 1);
  if (!schema_words().contains(word) || schema_words()[word].contains("enum")) return std::nullopt;
  return schema_words()[word];
}

std::set<std::string> types_of(const Json& schema) {
  const Json& type = schema.at("type");
  if (type.is_array()) return type.get<std::set<std::string>>();
  return {type.get<std::string>()};
}

// Another alternative in the same schema. Keywords look at one type each, so alternatives of different types need no `anyOf`, of
// which editors only say that none fits; patterns of texts are joined.
bool merge(Json& into, const Json& other) {
  const std::string sentence = "This should be ";
  std::set<std::string> types = types_of(into);
  const std::set<std::string> more = types_of(other);
  const bool texts = types.contains("string") && more.contains("string");
  for (const auto& type : more) {
    if (type != "string" && types.contains(type)) return false;
  }
  if (texts && !(into.contains("pattern") && other.contains("pattern"))) return false;
  types.insert(more.begin(), more.end());
  for (const auto& [key, value] : other.items()) {
    if (key == "pattern" && texts) {
      into[key] = into[key].get<std::string>() + "|" + value.get<std::string>();
    } else if (key == "patternErrorMessage" && texts) {
      std::string message = into[key].get<std::string>();
      message.pop_back();
      into[key] = message + ", or " + value.get<std::string>().substr(sentence.size());
    } else {
      into[key] = value;
    }
  }
  into["type"] = types;
  return true;
}

Json alternatives(const Json& choices) {
  if (choices.size() == 1) return choices.front();
  Json left = Json::array();
  for (const Json& choice : choices) {
    const auto spelt = spelt_out(choice);
    bool done = false;
    for (Json& other : left) done = done || (spelt && other.contains("type") && merge(other, *spelt));
    if (!done) left.push_back(spelt.value_or(choice));
  }
  return left.size() == 1 ? left.front() : Json{{"anyOf", std::move(left)}};
}

// An example as written: JSON where it is a list, a map, a number or a flag, else text.
Json example_of(std::string_view example) {
  const Json read = Json::parse(example, nullptr, false);
  return read.is_discarded() ? Json(example) : read;
}

// What the words of an `enum` mean, in its order.
void explain_words(std::string_view form, std::string_view key, Json& schema) {
  if (schema.contains("anyOf")) {
    for (Json& choice : schema["anyOf"]) explain_words(form, key, choice);
  }
  if (!schema.contains("enum")) return;
  Json meanings = Json::array();
  for (const Json& word : schema["enum"]) {
    for (const FormatWord& row : format_words()) {
      if (row.form == form && row.key == key && row.word == word) meanings.push_back(row.meaning);
    }
  }
  schema["enumDescriptions"] = std::move(meanings);
}

Json property_of(const FormatKey& key) {
  Json value = schema_of(key.holds);
  explain_words(key.form, key.name, value);
  if (value.contains("$ref")) value = {{"allOf", {std::move(value)}}};   // nothing may stand beside a reference
  Json property;
  describe(property, std::string(key.meaning));
  property["examples"] = Json::array({example_of(key.example)});
  property.update(value);
  return property;
}

// "value, sd | count": a set of keys each, and what an editor says where none is whole.
Json ways_of(const FormatForm& form) {
  std::string message = "Here should be ";
  const auto ways = split(form.ways, "|");
  const std::string between = form.ways.find(',') == std::string_view::npos ? ", " : "; ";
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (i > 0) message += i + 1 < ways.size() ? between : " or ";
    const auto keys = split(ways[i], ",");
    for (std::size_t k = 0; k < keys.size(); ++k) {
      message += k == 0 ? "" : k + 1 < keys.size() ? ", " : " and ";
      message += keys[k] == "quantile" ? "quantiles such as `p5`" : "`" + std::string(keys[k]) + "`";
    }
  }
  Json all = Json::array();
  for (const auto way : ways) {
    if (way == "quantile") {
      all.push_back(has_quantile());
      continue;
    }
    Json keys = Json::array();
    for (const auto key : split(way, ",")) keys.push_back(key);
    all.push_back(Json{{"required", std::move(keys)}, {"errorMessage", message + "."}});
  }
  return all;
}

// Of ways that exclude each other, the last key of each excludes those of the others.
void exclude_other_ways(const FormatForm& form, Json& map) {
  std::vector<std::string_view> last;
  for (const auto way : split(form.ways, "|")) last.push_back(split(way, ",").back());
  for (const auto key : last) {
    std::vector<std::string_view> others;
    std::copy_if(last.begin(), last.end(), std::back_inserter(others), [key](std::string_view other) { return other != key; });
    map["dependencies"][std::string(key)].update(without_keys(others, "This cannot stand beside `" + std::string(key) + "`."));
  }
}

// The map with the form's keys.
Json map_with_keys(const FormatForm& form) {
  Json map = {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
  for (const FormatKey* key : keys_of(form)) {
    if (key->name == "*") {
      map["additionalProperties"] = property_of(*key);
      continue;
    }
    const std::string name(key->name);
    map["properties"][name] = property_of(*key);
    if (!key->needs.empty()) {
      map["dependencies"][name] = {{"required", {key->needs}}, {"errorMessage", "`" + name + "` needs `" + std::string(key->needs) + "` beside it."}};
    }
  }
  if (form.name == "over") map["minProperties"] = 1, map["maxProperties"] = 2;
  if (!form.ways.empty()) map["anyOf"] = ways_of(form);
  if (form.one_way) exclude_other_ways(form, map);
  if (map["properties"].contains("distribution")) add_arguments(map);
  if (map["properties"].contains("probability") && form.name != "expectation") add_forecast_rules(map);
  if (form.name == "expectation") {
    map["patternProperties"][std::string(quantile_key())] = {{"description", "A quantile: p5 is the 5th percentile."}, {"allOf", {reference("quantity")}}};
  }
  return map;
}

// What an editor offers where a text may begin, and not within a map: there this alternative does not hold, and the other always does.
void offer_texts(Json& schema, Json snippets) {
  schema["allOf"].push_back(Json{{"anyOf", {Json{{"type", "string"}, {"defaultSnippets", std::move(snippets)}}, Json::object()}}});
}

Json definition_of(const FormatForm& form) {
  Json choices = Json::array();
  if (!form.shorter.empty()) {
    for (const auto part : split(form.shorter, " or ")) add_alternative(part, choices);
  }
  if (!keys_of(form).empty()) choices.push_back(map_with_keys(form));
  Json definition;
  describe(definition, std::string(form.meaning));
  definition.update(alternatives(choices));
  explain_words(form.name, "", definition);
  if (form.shorter.find("call") != std::string_view::npos) offer_texts(definition, input_snippets());
  if (form.name == "question") offer_texts(definition, {Json{{"label", "P(cost > 1M [USD])"}, {"body", "P(${1:cost} > ${2:1M [USD]})"}, {"description", form.meaning}}});
  return definition;
}

// What is referred to, directly or not, from `from`.
void collect(const Json& from, const Json& definitions, std::set<std::string>& used) {
  if (from.is_object() && from.contains("$ref")) {
    const std::string word = from["$ref"].get<std::string>().substr(sizeof "#/definitions/" - 1);
    if (used.insert(word).second) collect(definitions.at(word), definitions, used);
  } else if (from.is_structured()) {
    for (const Json& part : from) collect(part, definitions, used);
  }
}

}  // namespace

Json schema_of(std::string_view holds) {
  Json choices = Json::array();
  for (const auto part : split(holds, " or ")) add_alternative(part, choices);
  return alternatives(choices);
}

void describe(Json& schema, std::string text) {
  if (text.find('`') != std::string::npos) schema["markdownDescription"] = text;   // else editors show the marks
  std::erase(text, '`');
  schema["description"] = std::move(text);
}

std::string_view quantile_key() { return "^p(0|[1-9][0-9]?|100)?([.][0-9]+)?$"; }

Json has_quantile() { return {{"not", {{"propertyNames", {{"not", {{"pattern", "^p[.0-9]"}}}}}}}}; }

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + separator.size());
  }
}

std::string schema_json(FormatFile file) {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", file == FormatFile::model ? "botec model" : "botec forecasts"}};
  Json definitions = schema_words();
  for (const FormatForm& form : format_forms()) {
    const bool root = form.place.empty();
    if (root && form.file == file) schema.update(definition_of(form));
    if (!root) definitions[std::string(form.name)] = definition_of(form);
  }
  definitions["family_rules"] = family_rules(definitions["input"]["properties"]);
  std::set<std::string> used;
  collect(schema, definitions, used);
  for (const auto& word : used) schema["definitions"][word] = definitions[word];
  return json_text(schema);
}

}  // namespace botec
