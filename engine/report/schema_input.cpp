// The arguments of families, as keys of an input.
#include <initializer_list>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "distributions/argument_sets.h"
#include "report/schema_parts.h"

namespace botec {
namespace {

// Of any family. The others belong to some, or to inputs without a family.
constexpr std::string_view beside_a_family[] = {"distribution", "unit", "min", "max", "point", "per", "ar", "source", "note", "description",
                                                "question", "outcome", "resolved", "by", "made"};   // these of forecasts

Json required(std::initializer_list<std::string_view> keys) { return {{"required", keys}}; }

bool of_quantiles(std::string_view part) { return part.ends_with("quantiles") || part.ends_with("quantile"); }

// One of a family's sets, as what must be there.
Json needs_of(std::string_view set) {
  Json all = Json::array();
  Json names = Json::array();
  for (const auto part : split(set.substr(0, set.find(';')), ",")) {
    if (of_quantiles(part)) all.push_back(Json{{"anyOf", {required({"range"}), has_quantile()}}});
    else if (part == "values") all.push_back(Json{{"anyOf", {required({"values"}), required({"file"})}}});
    else names.push_back(part);
  }
  if (!names.empty()) all.push_back(Json{{"required", std::move(names)}});
  return all.size() == 1 ? all.front() : Json{{"allOf", std::move(all)}};
}

const Json a_quantity = {{"$ref", "#/definitions/quantity"}};

Json offered(std::string meaning) {
  Json property = {{"allOf", {a_quantity}}};
  describe(property, std::move(meaning) + ".");
  return property;
}

// A family's arguments by their names, and whether quantiles are among them.
std::set<std::string_view> arguments_of(const Family& family, bool& quantiles) {
  std::set<std::string_view> keys;
  for (const Parameter& parameter : family.parameters) keys.insert(parameter.name);
  for (const auto set : family.argument_sets) {
    for (const auto side : split(set, ";")) {
      for (const auto part : split(side.starts_with("optional ") ? side.substr(9) : side, ",")) {
        if (of_quantiles(part)) quantiles = true;
        else keys.insert(part);
        if (part == "values") keys.insert({"file", "column"});
      }
    }
  }
  if (quantiles) keys.insert({"range", "level"});
  return keys;
}

// What editors offer beside the family: its arguments, in its own words.
Json offers_of(const Family& family, const std::set<std::string_view>& arguments, bool quantiles, const Json& properties) {
  Json own = Json::object();
  for (const auto key : arguments) {
    const std::string name(key);
    if (!properties.contains(name) || !properties[name].contains("doNotSuggest")) continue;
    own[name] = properties[name];
    own[name].erase("doNotSuggest");
  }
  for (const Parameter& parameter : family.parameters) own[std::string(parameter.name)] = offered(std::string(parameter.meaning));
  if (!quantiles) return own;
  for (const std::string percent : {"5", "50", "95"}) own["p" + percent] = offered("The " + percent + "th percentile");
  return own;
}

// "if the distribution is beta, then its keys are these"
Json rule_of(const Family& family, const Json& properties) {
  bool quantiles = false;
  const auto arguments = arguments_of(family, quantiles);
  Json sets = Json::array();
  for (const auto set : family.argument_sets) sets.push_back(needs_of(set));
  for (Json& set : sets) set["errorMessage"] = "The arguments of " + std::string(family.name) + " are: " + describe_sets(family) + ".";
  std::set<std::string_view> keys(std::begin(beside_a_family), std::end(beside_a_family));
  keys.insert(arguments.begin(), arguments.end());
  std::string pattern;
  for (const auto key : keys) pattern.append(pattern.empty() ? "^(" : "|").append(key);
  pattern.append(")$");
  if (quantiles) pattern.append("|").append(quantile_key());
  const Json names = {{"pattern", pattern}, {"patternErrorMessage", "Not a key of " + std::string(family.name) + "."}};
  return {{"if", {{"properties", {{"distribution", {{"const", family.name}}}}}, {"required", {"distribution"}}}},
          {"then", {{"properties", offers_of(family, arguments, quantiles, properties)}, {"propertyNames", names}, {"anyOf", std::move(sets)}}}};
}

// "if there is a pool, then offer its keys too"
Json offer_beside(std::string_view key, std::initializer_list<std::string_view> others, const Json& properties) {
  Json own = Json::object();
  for (const auto other : others) {
    own[std::string(other)] = properties[std::string(other)];
    own[std::string(other)].erase("doNotSuggest");
  }
  return {{"if", required({key})}, {"then", {{"properties", std::move(own)}}}};
}

// A map of these keys only.
Json with_keys(const std::set<std::string_view>& keys, std::string message) {
  return {{"propertyNames", {{"enum", keys}, {"errorMessage", std::move(message)}}}};
}

}  // namespace

Json without_keys(const std::vector<std::string_view>& keys, std::string message) {
  std::string list;
  for (const auto key : keys) list.append(list.empty() ? "" : "|").append(key);
  return {{"propertyNames", {{"pattern", "^(?!(" + list + ")$)"}, {"patternErrorMessage", std::move(message)}}}};
}

void add_arguments(Json& input) {
  Json& properties = input["properties"];
  std::map<std::string, std::string> families;
  for (const Family* family : catalogue()) {
    for (const Parameter& parameter : family->parameters) families[std::string(parameter.name)].append(", ").append(family->name);
  }
  for (const auto& [name, list] : families) {
    if (!properties.contains(name)) properties[name] = offered("An argument of " + list.substr(2));
    properties[name]["doNotSuggest"] = true;
  }
  for (const std::string name : {"values", "weights", "smooth", "column", "method", "scale", "ar"}) properties[name]["doNotSuggest"] = true;
  input["patternProperties"][std::string(quantile_key())] = offered("A quantile: `p5` is the 5th percentile. Two of them fix any family with two parameters");
  // A range says where the middle and the ends are, and a constant says everything.
  input["dependencies"]["range"] = without_keys({"value", "values", "components", "pool", "file", "mean", "sd", "median", "gsd", "mu", "sigma", "location", "rate", "mode"},
                                                "This cannot stand beside `range`.");
  input["dependencies"]["value"] = with_keys({"value", "unit", "per", "ar", "source", "note", "description", "question", "outcome", "resolved", "by", "made"},
                                             "This cannot stand beside `value`, which says everything.");
  input["allOf"] = Json::array({Json{{"$ref", "#/definitions/family_rules"}}});
}

Json family_rules(const Json& properties) {
  Json rules = Json::array();
  for (const Family* family : catalogue()) rules.push_back(rule_of(*family, properties));
  rules.push_back(offer_beside("pool", {"method", "weights", "scale"}, properties));
  rules.push_back(offer_beside("file", {"column", "smooth"}, properties));
  rules.push_back(offer_beside("values", {"weights", "smooth"}, properties));
  rules.push_back(offer_beside("components", {"weights"}, properties));
  rules.push_back(offer_beside("per", {"ar"}, properties));
  return {{"allOf", std::move(rules)}};
}

Json input_snippets() {
  Json list = Json::array();
  const auto add = [&list](std::string label, std::string body, std::string_view meaning) {
    list.push_back(Json{{"label", std::move(label)}, {"body", std::move(body)}, {"description", meaning}});
  };
  add("8 chip", "${1:8 chip}", "A constant with its unit.");
  add("5 to 10 USD", "${1:5} to ${2:10} ${3:USD}", "A range: a central 90% interval of a lognormal.");
  for (const Family* family : catalogue()) add(std::string(family->example), "${1:" + std::string(family->example) + "}", family->summary);
  return list;
}

void add_forecast_rules(Json& map) {
  const auto allow = [&map](std::set<std::string_view> keys, const std::string& way) {
    keys.insert({"question", "outcome", "resolved", "by", "source", "note", "description"});
    map["dependencies"][way].update(with_keys(keys, "This cannot stand beside `" + way + "`."));
  };
  allow({"forecast", "made"}, "forecast");
  allow({"probability", "made"}, "probability");
  allow({"model", "output", "scenario", "made"}, "model");
  if (map["properties"].contains("forecasts")) allow({"forecasts"}, "forecasts");
}

}  // namespace botec
