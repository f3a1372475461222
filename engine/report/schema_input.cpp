// The arguments of families, as keys of an input.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "distributions/argument_sets.h"
#include "report/schema_parts.h"

namespace botec {
namespace {

// Of any family. The others belong to some, or to inputs without a family.
constexpr std::string_view beside_a_family[] = {"distribution", "unit", "min", "max", "point", "per", "ar", "source", "note", "description"};

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

// "if the distribution is beta, then its keys are these"
Json rule_of(const Family& family) {
  std::set<std::string_view> keys(std::begin(beside_a_family), std::end(beside_a_family));
  for (const Parameter& parameter : family.parameters) keys.insert(parameter.name);
  Json sets = Json::array();
  bool quantiles = false;
  for (const auto set : family.argument_sets) {
    sets.push_back(needs_of(set));
    for (const auto side : split(set, ";")) {
      for (auto part : split(side.starts_with("optional ") ? side.substr(9) : side, ",")) {
        if (of_quantiles(part)) quantiles = true;
        else keys.insert(part);
        if (part == "values") keys.insert({"file", "column"});
      }
    }
  }
  if (quantiles) keys.insert({"range", "level"});
  Json names = {{"enum", keys}};
  if (quantiles) names = {{"anyOf", {names, Json{{"pattern", quantile_key()}}}}};
  return {{"if", {{"properties", {{"distribution", {{"const", family.name}}}}}, {"required", {"distribution"}}}},
          {"then", {{"propertyNames", std::move(names)}, {"anyOf", std::move(sets)}}}};
}

// Every family's parameters, with what they mean to each.
std::map<std::string, std::string> parameters() {
  std::map<std::string, std::string> found;
  for (const Family* family : catalogue()) {
    for (const Parameter& parameter : family->parameters) {
      std::string& text = found[std::string(parameter.name)];
      text.append(text.empty() ? "Of " : "; of ").append(family->name).append(": ").append(parameter.meaning);
    }
  }
  return found;
}

}  // namespace

void add_arguments(Json& input) {
  for (auto& [name, meaning] : parameters()) {
    Json& property = input["properties"][name];
    if (property.is_null()) property = {{"description", meaning + "."}, {"allOf", {Json{{"$ref", "#/definitions/quantity"}}}}};
    else property["description"] = property["description"].get<std::string>() + " " + meaning + ".";
  }
  input["patternProperties"][std::string(quantile_key())] = {
      {"description", "A quantile: `p5` is the 5th percentile. Two of them fix any family with two parameters."},
      {"allOf", {Json{{"$ref", "#/definitions/quantity"}}}}};
  // A range says where the middle and the ends are, and a constant says everything.
  input["dependencies"]["range"] = {{"propertyNames", {{"not", {{"enum", {"value", "values", "components", "pool", "file", "mean", "sd", "median",
                                                                      "gsd", "mu", "sigma", "location", "rate", "mode"}}}}}}};
  input["dependencies"]["value"] = {{"propertyNames", {{"enum", {"value", "unit", "per", "ar", "source", "note", "description"}}}}};
  for (const Family* family : catalogue()) input["allOf"].push_back(rule_of(*family));
}

}  // namespace botec
