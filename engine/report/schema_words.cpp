// What numbers, quantities, ranges and names look like, as patterns. They are a little wider than the language where a pattern
// would have to know units or formulas.
#include <iterator>
#include <set>
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

// `phrase` ends "This should be …", where the pattern is not met.
Json pattern_of(const std::string& pattern, const std::string& phrase) {
  return {{"type", "string"}, {"pattern", whole_text(pattern)}, {"patternErrorMessage", "This should be " + phrase + "."}};
}

Json number_or(std::string_view kind, Json limits, const std::string& pattern, const std::string& phrase) {
  Json schema = pattern_of(pattern, phrase);
  schema["type"] = {kind, "string"};
  schema.update(limits);
  return schema;
}

// "normal[ ]*[(] …": the names that may stand between its brackets.
std::string call_of(const Family& family) {
  if (family.name == "mixture") return R"(mixture\s*[(][^=]*=.*)";
  std::set<std::string_view> names;
  for (const Parameter& parameter : family.parameters) names.insert(parameter.name);
  std::string quantiles;
  for (const auto set : family.argument_sets) {
    for (const auto side : split(set, ";")) {
      for (const auto part : split(side.starts_with("optional ") ? side.substr(9) : side, ",")) {
        if (part.ends_with("quantiles") || part.ends_with("quantile")) quantiles = "range|level|p[0-9.]+";
        else names.insert(part);
        if (part == "values") names.insert({"file", "column"});
      }
    }
  }
  std::string list = quantiles;
  for (const auto name : names) list.append(list.empty() ? "" : "|").append(name);
  const std::string name = R"(\s*()" + list + R"()\s*=)";
  return std::string(family.name) + R"(\s*[(])" + name + "([^=(]*," + name + ")*[^=(]*";
}

// `normal(mean=5, sd=2) day`: first which names go with which family, then what an argument looks like.
Json call() {
  std::string families, names;
  for (const Family* family : catalogue()) {
    families.append(families.empty() ? "" : "|").append(call_of(*family));
    names.append(names.empty() ? "" : "|").append(family->name);
  }
  const std::string argument = R"(\s*((values|weights)\s*=\s*\[[^\]()=]*\]|components\s*=\s*\[(.|\n)*\]|(file|column)\s*=[^,=()]+|smooth\s*=\s*(true|false)|[a-z][a-z0-9_.]*\s*=\s*)" +
                               bare + R"((\s+to\s+)" + bare + R"()?)\s*)";
  return pattern_of("(?=(" + families + ")$)(" + names + R"()\s*[(])" + argument + "(," + argument + ")*[)]" + unit,
                    "a distribution such as `normal(mean=5, sd=2) day`");
}

Json families() {
  Json list = {{"type", "string"}, {"enum", Json::array()}, {"enumDescriptions", Json::array()}};
  for (const Family* family : catalogue()) {
    list["enum"].push_back(family->name);
    list["enumDescriptions"].push_back(std::string(family->summary) + " " + std::string(family->example));
  }
  return list;
}

// A name of the author's, which functions have not taken.
Json own_name() {
  std::string taken = "and|or|not|P";
  for (const auto& name : function_names()) taken += "|" + name;
  return {{"pattern", "^(?!(" + taken + ")$)[A-Za-z_][A-Za-z0-9_]*$"},
          {"patternErrorMessage", "A name has letters, digits and _, does not begin with a digit, and is not that of a function."}};
}

Json make_words() {
  const Json text = {{"type", "string"}, {"pattern", "[^ ]"}, {"patternErrorMessage", "This should be some text."}};
  const Json name = {{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_.]*$"}, {"patternErrorMessage", "This should be a name."}};
  const std::string share = "[+]?[0-9_]*[.]?[0-9_]*([eE][-+]?[0-9]+)?%?";
  const std::string quantity = bare + unit, a_quantity = "a quantity such as `8 chip`, `1.5M USD` or `5%`";
  Json words;
  words["text"] = {{"type", {"string", "number", "boolean"}}};
  words["flag"] = {{"type", "boolean"}};
  words["nothing"] = {{"type", "null"}};
  words["unit_text"] = {{"type", {"string", "number", "null"}}};
  words["formula_text"] = {{"type", {"number", "string"}}, {"pattern", "[^ ]"}, {"patternErrorMessage", "This should be a formula."}};
  words["question_text"] = {{"type", "string"}, {"pattern", "^\\s*P\\s*[(]"}, {"patternErrorMessage", "This should be a question such as `P(cost > 1M [USD])`."}};
  words["number"] = number_or("number", Json::object(), number, "a number without a unit");
  words["whole"] = number_or("integer", {{"minimum", 0}}, "[+]?[0-9][0-9_]*([.][0-9_]*)?([eE][+]?[0-9]+)?[kMBT]?", "a whole number such as `1000` or `1M`");
  words["share"] = number_or("number", {{"exclusiveMinimum", 0}, {"exclusiveMaximum", 1}}, share, "a share between 0 and 1, such as `90%`");
  words["probability"] = number_or("number", {{"minimum", 0}, {"maximum", 1}}, share, "a probability such as `12%`");
  words["correlation_number"] = number_or("number", {{"minimum", -1}, {"maximum", 1}}, number, "a number from -1 to 1");
  words["quantity"] = number_or("number", Json::object(), quantity, a_quantity);
  words["outcome"] = number_or("number", Json::object(), "(yes|no|true|false|" + quantity + ")", "yes, no or a quantity such as `4.6M USD`");
  words["outcome"]["type"] = {"number", "string", "boolean", "null"};
  words["date"] = pattern_of(date, "a date such as `2027-06-30` or `2027-06`");
  words["range"] = pattern_of(bare + "[ ]+to[ ]+" + bare + unit, "a range such as `5 to 10 USD`");
  words["call"] = call();
  words["family"] = families();
  words["name"] = name;
  words["own_name"] = own_name();
  words["names"] = {{"type", "array"}, {"items", name}};
  words["two_names"] = {{"type", "array"}, {"items", name}, {"minItems", 2}, {"maxItems", 2}};
  return words;
}

}  // namespace

const Json& schema_words() {
  static const Json words = make_words();
  return words;
}

}  // namespace botec
