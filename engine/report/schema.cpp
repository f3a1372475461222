#include "report/schema.h"

#include "report/format_keys.h"
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

Json value_of(std::string_view holds) {
  Json choices = Json::array();
  for (const auto part : split(holds, " or ")) add_alternative(part, choices);
  return choices.size() == 1 ? choices.front() : Json{{"anyOf", std::move(choices)}};
}

// An example as written: JSON where it is a list, a map, a number or a flag, else text.
Json example_of(std::string_view example) {
  const Json read = Json::parse(example, nullptr, false);
  return read.is_discarded() ? Json(example) : read;
}

Json property_of(const FormatKey& key) {
  Json value = value_of(key.holds);
  if (value.contains("$ref")) value = {{"allOf", {std::move(value)}}};   // nothing may stand beside a reference
  Json property = {{"description", key.meaning}, {"examples", Json::array({example_of(key.example)})}};
  property.update(value);
  return property;
}

// "value, sd | count": a set of keys each.
Json ways_of(std::string_view ways) {
  Json all = Json::array();
  for (const auto way : split(ways, "|")) {
    if (way == "quantile") {
      all.push_back(has_quantile());
      continue;
    }
    Json keys = Json::array();
    for (const auto key : split(way, ",")) keys.push_back(key);
    all.push_back(Json{{"required", std::move(keys)}});
  }
  return all;
}

// The map with the form's keys.
Json map_with_keys(const FormatForm& form) {
  Json map = {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
  for (const FormatKey& key : format_keys()) {
    if (key.form != form.name) continue;
    if (key.name == "*") {
      map["additionalProperties"] = property_of(key);
      continue;
    }
    map["properties"][std::string(key.name)] = property_of(key);
    if (!key.needs.empty()) map["dependencies"][std::string(key.name)] = {key.needs};
  }
  if (form.name == "over") map["minProperties"] = 1, map["maxProperties"] = 2;
  if (!form.ways.empty()) map[form.one_way ? "oneOf" : "anyOf"] = ways_of(form.ways);
  if (form.name == "input") add_arguments(map);
  if (form.name == "expectation") map["patternProperties"][std::string(quantile_key())] = {{"description", "A quantile: `p5` is the 5th percentile."}, {"allOf", {reference("quantity")}}};
  return map;
}

bool has_keys(const FormatForm& form) {
  for (const FormatKey& key : format_keys()) {
    if (key.form == form.name) return true;
  }
  return false;
}

Json definition_of(const FormatForm& form) {
  Json choices = Json::array();
  if (!form.shorter.empty()) {
    for (const auto part : split(form.shorter, " or ")) add_alternative(part, choices);
  }
  if (has_keys(form)) choices.push_back(map_with_keys(form));
  Json definition = {{"description", form.meaning}};
  definition.update(choices.size() == 1 ? choices.front() : Json{{"anyOf", std::move(choices)}});
  return definition;
}

}  // namespace

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

std::string schema_json() {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "botec model"}};
  Json definitions = schema_words();
  for (const FormatForm& form : format_forms()) {
    if (form.name == "model") schema.update(definition_of(form));
    else definitions[std::string(form.name)] = definition_of(form);
  }
  schema["definitions"] = std::move(definitions);
  return json_text(schema);
}

}  // namespace botec
