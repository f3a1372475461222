#include "import/draft.h"

#include <algorithm>
#include <set>

#include "formula/parser.h"
#include "text/number.h"

namespace botec {

namespace {

bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// Well-formed enough for YAML: lead bytes with as many followers as they announce.
bool is_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC3 && lead < 0xE0 ? 2 : lead >= 0xE1 && lead < 0xF0 && lead != 0xED ? 3 : lead >= 0xF1 && lead < 0xF4 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

// One line of printable characters.
std::string printable(const std::string& text) {
  const bool utf8 = is_utf8(text);
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : static_cast<unsigned char>(c) >= 0x80 && !utf8 ? '?' : c;
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// Of a length that suits a comment.
std::string one_line(const std::string& text) {
  const std::string line = printable(text);
  constexpr std::size_t longest = 160;
  if (line.size() <= longest) return line;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + " ...";
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

// The first name in a formula that is neither known nor a function; empty where there is none.
std::string unknown_name(const std::string& formula, const std::set<std::string>& known) {
  for (std::size_t at = 0; at < formula.size();) {
    const bool number = formula[at] >= '0' && formula[at] <= '9';
    const std::size_t begin = at;
    while (at < formula.size() && (plain(formula[at]) || (number && formula[at] == '.'))) ++at;
    const std::string word = formula.substr(begin, at - begin);
    if (word.empty()) ++at;
    else if (!number && (at >= formula.size() || formula[at] != '(') && !known.contains(word)) return word;
  }
  return {};
}

// The entry as a flow map with its note; empty where its form has none: a call whose arguments are more than names and values.
std::string with_note(const DraftEntry& entry, bool formula) {
  const std::string end = ", note: " + quoted(printable(entry.note)) + "}";
  const std::string& value = entry.value;
  if (formula) return "{formula: \"" + value + "\"" + end;
  if (value.starts_with("{")) return value.substr(0, value.size() - 1) + end;
  const std::size_t open = value.find('(');
  if (open == std::string::npos) return (value.find(" to ") == std::string::npos ? "{value: " : "{range: ") + value + end;
  if (!value.ends_with(")") || value.find_first_of("([{\"':", open + 1) != std::string::npos) return {};
  std::string arguments;
  for (std::size_t at = open + 1; at < value.size();) {
    const std::size_t stop = std::min(value.find(',', at), value.size() - 1), is = value.find('=', at);
    if (is >= stop) return {};
    arguments += ", " + value.substr(at, is - at) + ": " + value.substr(is + 1, stop - is - 1);
    at = value.find_first_not_of(' ', stop + 1);
  }
  return "{distribution: " + value.substr(0, open) + arguments + end;
}

void append(std::string& yaml, const DraftEntry& entry, bool formula) {
  std::string noted = entry.note.empty() ? "" : with_note(entry, formula);
  if (!entry.note.empty() && noted.empty()) yaml += "  # " + printable(entry.note) + '\n';
  // A formula that begins with a sign or a quote, or holds what YAML would read, stands between quotes.
  const bool map = entry.value.starts_with("{");
  const bool risky = !map && entry.value.find_first_of(":#{}[]&*!|>'\"%@`,?") != std::string::npos;
  if (noted.empty()) noted = risky || entry.value.starts_with("-") ? "\"" + entry.value + "\"" : entry.value;
  yaml += "  " + entry.name + ": " + noted;
  if (!entry.comment.empty()) yaml += "  # " + one_line(entry.comment);
  yaml += '\n';
}

}  // namespace

std::string number_text(double value) { return shortest(value); }

std::string ModelDraft::fresh_name(const std::string& wanted) {
  std::string name;
  for (const char c : wanted) {
    if (plain(c)) name += c;
    else if (!name.empty() && name.back() != '_') name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  if (name.empty()) name = "value";
  if (name.front() >= '0' && name.front() <= '9') name = "n" + name;
  if (is_reserved(name) || name == "true" || name == "false" || name == "null" || name == "yes" || name == "no") name += "_";
  const int count = ++taken_[name];
  if (count == 1) return name;
  return fresh_name(name + "_" + std::to_string(count));
}

void ModelDraft::add_input(const std::string& name, const std::string& value, const std::string& comment, const std::string& note) { inputs.push_back({name, value, comment, note}); }

void ModelDraft::add_formula(const std::string& name, const std::string& formula, const std::string& comment, const std::string& note) { formulas.push_back({name, formula, comment, note}); }

void ModelDraft::leave_out(std::size_t line, const std::string& text, const std::string& why) { left_out_.push_back({line, one_line(text), one_line(why)}); }

// A formula of something that was left out is left out too, and so on.
void ModelDraft::drop_dangling() {
  for (bool again = true; again;) {
    std::set<std::string> known;
    for (const auto* list : {&inputs, &formulas}) {
      for (const DraftEntry& entry : *list) known.insert(entry.name);
    }
    const std::size_t before = formulas.size();
    std::erase_if(formulas, [&](const DraftEntry& entry) {
      const std::string missing = unknown_name(entry.value, known);
      if (!missing.empty()) leave_out(0, entry.name + ": " + entry.value, "`" + missing + "` was not translated");
      return !missing.empty();
    });
    again = formulas.size() < before;
  }
}

ImportedModel ModelDraft::write(const std::string& title, const std::string& origin, const std::string& description) && {
  drop_dangling();
  if (inputs.empty() && formulas.empty() && left_out_.empty()) leave_out(0, "the whole file", "it holds nothing that could be an input or a formula");
  ImportedModel model;
  model.inputs = inputs.size();
  model.formulas = formulas.size();
  std::string& yaml = model.yaml;
  yaml = "# Imported from " + one_line(origin) + ".\n";
  for (const LeftOut& left : left_out_) {
    yaml += "# Not translated" + (left.line > 0 ? ", line " + std::to_string(left.line) : std::string()) + ": " + left.text + "\n#   " + left.why + "\n";
  }
  if (!title.empty()) yaml += "title: " + quoted(one_line(title)) + "\n";
  if (!description.empty()) yaml += "description: " + quoted(printable(description)) + "\n";
  yaml += "# Units are not known from there: add them behind the numbers, and under `units:` where they are yours.\n";
  if (!inputs.empty() || formulas.empty()) yaml += "\ninputs:\n";
  for (const DraftEntry& entry : inputs) append(yaml, entry, false);
  if (!formulas.empty()) yaml += "\nformulas:\n";
  for (const DraftEntry& entry : formulas) append(yaml, entry, true);
  model.left_out = std::move(left_out_);
  return model;
}

}  // namespace botec
