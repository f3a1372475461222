#include "report/catalogue_report.h"

#include <cstdint>

#include "report/format_number.h"
#include "report/json_text.h"

namespace botec {
namespace {

void append(std::string& text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) text.append(line).append("\n");
}

void append_wrapped(std::string& text, std::string_view line, const TextOptions& options, std::size_t hanging = 2) {
  append(text, wrap(clean(line, options.ascii), options.width, hanging));
}

// `name` padded to a column, then the summary wrapped beside it.
void append_entry(std::string& text, std::string_view name, std::string_view summary, std::size_t column,
                  const TextOptions& options) {
  std::string lead = "  " + paint(pad(std::string(name), column), Paint::bold, options) + "  ";
  const std::size_t indent = column + 4;
  if (display_width(name) > column) {
    text.append(lead).append("\n");
    lead.assign(indent, ' ');
  }
  for (const auto& line : wrap(clean(summary, options.ascii), options.width - indent)) {
    text.append(lead).append(line).append("\n");
    lead.assign(indent, ' ');
  }
}

std::string joined(std::span<const std::string_view> parts, std::string_view separator) {
  std::string text;
  for (const auto part : parts) text.append(text.empty() ? "" : separator).append(part);
  return text;
}

const char* unit_rule(UnitRule rule) {
  switch (rule) {
    case UnitRule::same: return "all arguments of one dimension, which the result has too";
    case UnitRule::multiply: return "units are multiplied";
    case UnitRule::divide: return "units are divided";
    case UnitRule::power: return "a base with a unit needs a constant whole exponent";
    case UnitRule::square_root: return "the square root of the unit";
    case UnitRule::pure: return "pure numbers in, a pure number out";
    case UnitRule::compare: return "arguments of one dimension, the result is a condition";
    case UnitRule::logical: return "conditions in, a condition out";
    case UnitRule::ratio: return "arguments of one dimension, a pure number out";
    case UnitRule::sign: return "any unit in, a pure number out";
    case UnitRule::rounding: return "works in the unit its argument is shown in";
    case UnitRule::choice: return "the alternatives have one dimension, which the result has too";
    case UnitRule::series: return "as of the series; of `crossing` as of the coordinate";
  }
  return "";
}

}  // namespace

std::string distributions_text(std::span<const Family* const> families, const TextOptions& options) {
  constexpr std::size_t column = 18;
  std::string text;
  for (const Family* family : families) append_entry(text, family->name, family->summary, column, options);
  text += '\n';
  append_wrapped(text, "`botec distributions NAME` shows the arguments of one, with an example. A range `A to B` is a 90% interval, "
                       "lognormal unless a distribution is named.", options, 0);
  return text;
}

std::string distribution_text(const Family& family, const TextOptions& options) {
  std::string text = paint(family.name, Paint::bold, options) + "\n";
  append_wrapped(text, "  " + std::string(family.summary), options);
  append_wrapped(text, "  Arguments, any one set: " + joined(family.argument_sets, " | "), options, 4);
  if (family.discrete) append_wrapped(text, "  Discrete: it takes separate values, each with a probability.", options);
  for (const Parameter& p : family.parameters) {
    std::string meaning(p.meaning);
    if (!p.condition.empty()) meaning.append("; ").append(p.condition);
    append_entry(text, "  " + std::string(p.name), meaning, 14, options);
  }
  text += "\nExample, under `inputs`:\n";
  append_wrapped(text, "  my_input: " + std::string(family.example), options, 4);
  return text;
}

std::string distributions_json(std::span<const Family* const> families) {
  Json list = Json::array();
  for (const Family* family : families) {
    Json entry = {{"name", family->name}, {"summary", family->summary}, {"discrete", family->discrete}, {"from_range", family->from_range}};
    entry["argument_sets"] = Json::array();
    for (const auto set : family->argument_sets) entry["argument_sets"].push_back(set);
    entry["arguments"] = Json::array();
    for (const Parameter& p : family->parameters) {
      entry["arguments"].push_back(Json{{"name", p.name}, {"meaning", p.meaning}, {"condition", p.condition}});
    }
    entry["example"] = family->example;
    list.push_back(std::move(entry));
  }
  return json_text(Json{{"schema", 1}, {"distributions", std::move(list)}});
}

std::string functions_text(std::span<const Function> functions, const TextOptions& options) {
  constexpr std::size_t column = 24;
  std::string text;
  for (const bool operators : {true, false}) {
    text.append(paint(operators ? "Operators" : "\nFunctions", Paint::bold, options)).append("\n");
    for (const Function& f : functions) {
      if (f.is_operator == operators) append_entry(text, f.signature, f.summary, column, options);
    }
  }
  text += '\n';
  append_wrapped(text, "`botec functions NAME` shows one with an example.", options, 0);
  return text;
}

std::string function_text(const Function& function, const TextOptions& options) {
  std::string text = paint(function.signature, Paint::bold, options) + "\n";
  append_wrapped(text, "  " + std::string(function.summary), options);
  append_wrapped(text, "  Units: " + std::string(unit_rule(function.units)) + ".", options);
  text += "\nExample:\n";
  const bool has_value = function.example_value == function.example_value;
  append_wrapped(text, "  " + std::string(function.example) + (has_value ? " = " + format_exact(function.example_value, 6) : ""), options, 4);
  return text;
}

std::string functions_json(std::span<const Function* const> functions) {
  Json list = Json::array();
  for (const Function* f : functions) {
    Json entry = {{"name", f->name}, {"signature", f->signature}, {"summary", f->summary}, {"operator", f->is_operator},
                  {"min_arguments", f->min_arguments}};
    entry["max_arguments"] = f->max_arguments == SIZE_MAX ? Json(nullptr) : Json(f->max_arguments);
    entry["units"] = unit_rule(f->units);
    entry["example"] = f->example;
    entry["example_value"] = json_number(f->example_value);
    list.push_back(std::move(entry));
  }
  return json_text(Json{{"schema", 1}, {"functions", std::move(list)}});
}

}  // namespace botec
