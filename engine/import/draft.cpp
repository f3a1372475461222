#include "import/draft.h"

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

// One line of printable characters, for a comment.
std::string one_line(const std::string& text) {
  const bool utf8 = is_utf8(text);
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : static_cast<unsigned char>(c) >= 0x80 && !utf8 ? '?' : c;
  while (!line.empty() && line.back() == ' ') line.pop_back();
  constexpr std::size_t longest = 160;
  if (line.size() <= longest) return line;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + " ...";
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : one_line(text)) {
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

void append(std::string& yaml, const DraftEntry& entry) {
  // A formula that begins with a sign or a quote, or holds what YAML would read, stands between quotes.
  const bool map = entry.value.starts_with("{");
  const bool risky = !map && entry.value.find_first_of(":#{}[]&*!|>'\"%@`,?") != std::string::npos;
  yaml += "  " + entry.name + ": " + (risky || entry.value.starts_with("-") ? "\"" + entry.value + "\"" : entry.value);
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

void ModelDraft::add_input(const std::string& name, const std::string& value, const std::string& comment) { inputs.push_back({name, value, comment}); }

void ModelDraft::add_formula(const std::string& name, const std::string& formula, const std::string& comment) { formulas.push_back({name, formula, comment}); }

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

ImportedModel ModelDraft::write(const std::string& title, const std::string& origin) && {
  drop_dangling();
  ImportedModel model;
  model.inputs = inputs.size();
  model.formulas = formulas.size();
  std::string& yaml = model.yaml;
  yaml = "# Imported from " + one_line(origin) + ".\n";
  for (const LeftOut& left : left_out_) {
    yaml += "# Not translated" + (left.line > 0 ? ", line " + std::to_string(left.line) : std::string()) + ": " + left.text + "\n#   " + left.why + "\n";
  }
  if (!title.empty()) yaml += "title: " + quoted(title) + "\n";
  yaml += "# Units are not known from there: add them behind the numbers, and under `units:` where they are yours.\n";
  if (!inputs.empty() || formulas.empty()) yaml += "\ninputs:\n";
  for (const DraftEntry& entry : inputs) append(yaml, entry);
  if (!formulas.empty()) yaml += "\nformulas:\n";
  for (const DraftEntry& entry : formulas) append(yaml, entry);
  model.left_out = std::move(left_out_);
  return model;
}

}  // namespace botec
