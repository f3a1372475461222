// What numbers, quantities, ranges and names look like, as patterns. They are a little wider than the language where a pattern
// would have to know units or formulas.
#include <string>

#include "distributions/family.h"
#include "formula/function.h"
#include "report/schema_parts.h"

namespace botec {
namespace {

const std::string number = R"([-+]?([0-9][0-9_]*([.][0-9_]*)?|[.][0-9][0-9_]*)([eE][-+]?[0-9]+)?[%kMBT]?)";
const std::string date = R"([0-9]{4}-[0-9]{2}(-[0-9]{2})?)";
const std::string bare = "(" + date + "|" + number + ")";
const std::string unit = R"(([ ]+(?!.* to )(1[ ]*/|[^-+*=±.0-9 ]).*)?)";

std::string whole_text(const std::string& pattern) { return "^[ ]*" + pattern + "[ ]*$"; }

Json pattern_of(const std::string& pattern) { return {{"type", "string"}, {"pattern", whole_text(pattern)}}; }

Json number_or(Json limits, const std::string& pattern) {
  Json plain = {{"type", "number"}};
  plain.update(limits);
  return {{"anyOf", {std::move(plain), pattern_of(pattern)}}};
}

// `normal(mean=5, sd=2) day`
Json call() {
  std::string names;
  for (const Family* family : catalogue()) names.append(names.empty() ? "" : "|").append(family->name);
  return pattern_of("(" + names + ")[ ]*[(][ ]*[A-Za-z][A-Za-z0-9_.]*[ ]*=(.|\\n)*[)]" + unit);
}

Json families() {
  Json list = Json::array();
  for (const Family* family : catalogue()) list.push_back(family->name);
  return {{"type", "string"}, {"enum", std::move(list)}};
}

// A name of the author's, which functions have not taken.
Json own_name() {
  Json taken = {"and", "or", "not", "P"};
  for (const auto& name : function_names()) taken.push_back(name);
  return {{"pattern", "^[A-Za-z_][A-Za-z0-9_]*$"}, {"not", {{"enum", std::move(taken)}}}};
}

}  // namespace

Json schema_words() {
  const Json scalar = {{"type", {"string", "number", "boolean"}}};
  const Json text = {{"type", "string"}, {"pattern", "[^ ]"}};
  const Json name = {{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_.]*$"}};
  Json words;
  words["text"] = scalar;
  words["flag"] = {{"type", "boolean"}};
  words["nothing"] = {{"type", "null"}};
  words["unit_text"] = {{"type", {"string", "number", "null"}}};
  words["formula_text"] = {{"anyOf", {Json{{"type", "number"}}, text}}};
  words["question_text"] = {{"type", "string"}, {"pattern", "^\\s*P\\s*[(]"}};
  words["number"] = number_or(Json::object(), number);
  words["whole"] = {{"anyOf", {Json{{"type", "integer"}, {"minimum", 0}}, pattern_of("[+]?[0-9][0-9_]*([.][0-9_]*)?([eE][+]?[0-9]+)?[kMBT]?")}}};
  words["share"] = number_or({{"exclusiveMinimum", 0}, {"exclusiveMaximum", 1}}, "[+]?[0-9_]*[.]?[0-9_]*([eE][-+]?[0-9]+)?%?");
  words["correlation_number"] = number_or({{"minimum", -1}, {"maximum", 1}}, number);
  words["quantity"] = number_or(Json::object(), bare + unit);
  words["range"] = pattern_of(bare + "[ ]+to[ ]+" + bare + unit);
  words["call"] = call();
  words["family"] = families();
  words["name"] = name;
  words["own_name"] = own_name();
  words["names"] = {{"type", "array"}, {"items", name}};
  words["two_names"] = {{"type", "array"}, {"items", name}, {"minItems", 2}, {"maxItems", 2}};
  return words;
}

}  // namespace botec
