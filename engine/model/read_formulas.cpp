// `formulas:`, `questions:`, `given:` and `outputs:`.
#include <fmt/format.h>

#include <algorithm>

#include "model/sections.h"

namespace botec {
namespace {

// Line breaks and the indentation behind them become one space.
std::string one_line(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of(" \t\n", i), text.size());
    if (end == i) {
      result += text[i++];
    } else {
      const bool breaks = text.substr(i, end - i).find('\n') != std::string_view::npos;
      const bool at_edge = result.empty() || end == text.size();
      if (!at_edge) result += breaks ? " " : std::string(text.substr(i, end - i));
      i = end;
    }
  }
  return result;
}

using FormulaRow = KeyRow<Formula>;

void set_formula(const YamlNode& node, Formula& formula, Reading& reading) {
  if (!want_scalar(node, in_backticks({formula.name, {}, {}}), "a formula", reading.diagnostics,
                   node.kind == YamlNode::Kind::list ? "a formula that starts with - or [ needs quotes" : "")) {
    return;
  }
  formula.text = one_line(node.text.value);
  formula.span = node.span;
  if (auto tree = parse_formula(node.text, reading.diagnostics, formula_limits(reading))) formula.tree = std::move(*tree);
}

constexpr FormulaRow formula_rows[] = {
    {"formula", [](const YamlEntry& e, Formula& f, Reading& r) { set_formula(*e.value, f, r); }},
    {"unit", [](const YamlEntry& e, Formula& f, Reading& r) { f.unit = read_text(*e.value, "`unit`", r.diagnostics); }},
    {"description", [](const YamlEntry& e, Formula& f,
                       Reading& r) { f.description = read_text(*e.value, "`description`", r.diagnostics); }},
    {"source",
     [](const YamlEntry& e, Formula& f, Reading& r) { f.source = read_text(*e.value, "`source`", r.diagnostics); }},
    {"note", [](const YamlEntry& e, Formula& f, Reading& r) { f.note = read_text(*e.value, "`note`", r.diagnostics); }},
    // Of a pool of formulas, which is read once all of its keys are known.
    {"pool", [](const YamlEntry&, Formula&, Reading&) {}},
    {"method", [](const YamlEntry&, Formula&, Reading&) {}},
    {"weights", [](const YamlEntry&, Formula&, Reading&) {}},
    {"scale", [](const YamlEntry&, Formula&, Reading&) {}},
};

void set_question(const YamlNode& node, Question& question, Reading& reading) {
  if (!want_scalar(node, in_backticks({question.name, {}, {}}), "a question", reading.diagnostics,
                   "write `P(cost > 3)`"))
    return;
  question.text = one_line(node.text.value);
  question.span = node.span;
  if (auto tree = parse_question(node.text, reading.diagnostics, formula_limits(reading))) question.condition = std::move(*tree);
}

using QuestionRow = KeyRow<Question>;
constexpr QuestionRow question_rows[] = {
    {"question", [](const YamlEntry& e, Question& q, Reading& r) { set_question(*e.value, q, r); }},
    {"description", [](const YamlEntry& e, Question& q,
                       Reading& r) { q.description = read_text(*e.value, "`description`", r.diagnostics); }},
};

void need_key(const YamlNode& map, std::string_view key, const ScalarText& name, Reading& reading) {
  if (find_entry(map, key) != nullptr) return;
  reading.diagnostics.error("missing-key", name.span, fmt::format("{} has no `{}`", in_backticks(name), key));
}

}  // namespace

void read_formulas(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`formulas`", "a map of names", reading.diagnostics,
                "write each formula as `name: formula`, without a dash")) {
    reading.model.complete = false;
    return;
  }
  if (entry.value->lossy) reading.model.complete = false;
  for (const auto& [key, value] : entry.value->entries) {
    Formula formula;
    formula.name = key.value;
    formula.name_span = key.span;
    formula.span = value->span;
    const bool named = claim_name(key, "a formula", reading);
    if (value->kind == YamlNode::Kind::map) {
      read_keys<Formula>(*value, "a formula", formula_rows, formula, reading);
      const bool pools = named && read_formula_pool(*value, formula, reading);
      if (!pools) need_key(*value, "formula", key, reading);
    } else {
      set_formula(*value, formula, reading);
    }
    if (named) {
      reading.model.formulas.push_back(std::move(formula));
    } else {
      reading.model.complete = false;
    }
  }
}

void read_questions(const YamlEntry& entry, Reading& reading) {
  if (!want_map(*entry.value, "`questions`", "a map of names", reading.diagnostics,
                "write each question as `name: P(cost > 3)`")) {
    reading.model.complete = false;
    return;
  }
  if (entry.value->lossy) reading.model.complete = false;
  for (const auto& [key, value] : entry.value->entries) {
    Question question;
    question.name = key.value;
    question.name_span = key.span;
    question.span = value->span;
    const bool named = claim_name(key, "a question", reading);
    if (value->kind == YamlNode::Kind::map) {
      read_keys<Question>(*value, "a question", question_rows, question, reading);
      need_key(*value, "question", key, reading);
    } else {
      set_question(*value, question, reading);
    }
    if (named) reading.model.questions.push_back(std::move(question));
  }
}

void read_given(const YamlEntry& entry, Reading& reading) {
  if (!want_list(*entry.value, "`given`", "a list of conditions", reading.diagnostics, "write given: [\"cost > 3\"]"))
    return;
  for (const auto& item : entry.value->items) {
    if (!want_scalar(*item, "a condition", "text such as `cost > 3`", reading.diagnostics)) continue;
    Condition condition{one_line(item->text.value), {}, item->span};
    if (auto tree = parse_condition(item->text, reading.diagnostics, formula_limits(reading))) condition.tree = std::move(*tree);
    reading.model.given.push_back(std::move(condition));
  }
}

void read_outputs(const YamlEntry& entry, Reading& reading) {
  if (!want_list(*entry.value, "`outputs`", "a list of names of formulas", reading.diagnostics,
                 "write outputs: [cost]"))
    return;
  auto& outputs = reading.model.outputs;
  for (const auto& item : entry.value->items) {
    if (!want_scalar(*item, "an output", "the name of a formula", reading.diagnostics)) continue;
    if (!check_dotted_name(item->text, "an output", reading.diagnostics)) continue;
    const bool repeated =
        std::any_of(outputs.begin(), outputs.end(), [&](const Text& t) { return t.value == item->text.value; });
    if (repeated) {
      reading.diagnostics.error("duplicate-name", item->span,
                                fmt::format("{} is listed twice", in_backticks(item->text)));
    } else {
      outputs.push_back(text_of(item->text));
    }
  }
}

}  // namespace botec
