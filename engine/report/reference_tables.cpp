#include "report/reference_tables.h"

#include <algorithm>

#include "distributions/family.h"
#include "formula/function.h"
#include "report/format_keys.h"

namespace botec {
namespace {

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

// "alpha, beta; optional low, high" with names as code; what is no name stays.
std::string marked(std::string_view set) {
  std::string text, word;
  const auto end_word = [&] {
    const bool plain = word.empty() || word.find("quantile") != std::string::npos || word == "two" || word == "one" || word == "optional";
    text += plain ? word : code(word);
    word.clear();
  };
  for (const char c : set) {
    if (c != ' ' && c != ',' && c != ';') {
      word += c;
      continue;
    }
    end_word();
    text += c;
  }
  end_word();
  return text;
}

std::string distributions() {
  std::vector<std::vector<std::string>> rows;
  for (const Family* family : catalogue()) {
    std::string sets;
    for (const auto set : family->argument_sets) sets += (sets.empty() ? "" : " · ") + marked(set);
    rows.push_back({code(family->name), sets, std::string(family->summary)});
  }
  return markdown_table({"family", "arguments: any one set", "what it is"}, rows);
}

std::string functions(bool operators) {
  std::vector<std::vector<std::string>> rows;
  for (const Function& function : function_catalogue()) {
    if (function.is_operator == operators) rows.push_back({code(function.signature), std::string(function.summary), function.example.empty() ? "" : code(function.example)});
  }
  return markdown_table({operators ? "operator" : "function", "", "example"}, rows);
}

// What it says; then each of few words, where they are explained.
std::string meaning_of(const FormatKey& key) {
  std::string text(key.meaning);
  for (const FormatWord& word : format_words()) {
    const bool of_key = word.form == key.form && word.key == key.name, of_form = word.key.empty() && word.form == key.holds;
    if (of_key || of_form) text += " " + code(word.word) + ": " + std::string(word.meaning);
  }
  if (!key.needs.empty()) text += " Needs " + code(key.needs) + " beside it.";
  return text;
}

// "8 chip", `{"largest": 10}`; names of the author's in front of theirs.
std::string keys(const FormatForm& form) {
  std::vector<std::vector<std::string>> rows;
  for (const FormatKey& key : format_keys()) {
    if (key.form == form.name) rows.push_back({key.name == "*" ? "a name" : code(key.name), meaning_of(key), code(key.example)});
  }
  return markdown_table({"key", "", "example"}, rows);
}

}  // namespace

std::string markdown_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) {
      text += ' ';
      for (const char c : cell) text += c == '|' ? std::string("\\|") : std::string(1, c);
      text += cell.empty() ? "|" : " |";
    }
    return text + "\n";
  };
  std::string text = line(header) + "|";
  for (std::size_t i = 0; i < header.size(); ++i) text += "---|";
  text += "\n";
  for (const auto& row : rows) text += line(row);
  return text;
}

std::vector<ReferenceTable> reference_tables() {
  std::vector<ReferenceTable> tables{{"distributions", distributions()}, {"operators", functions(true)}, {"functions", functions(false)}};
  for (const FormatForm& form : format_forms()) {
    const auto all = format_keys();
    const bool has_keys = std::any_of(all.begin(), all.end(), [&](const FormatKey& key) { return key.form == form.name; });
    if (has_keys) tables.push_back({"keys of " + std::string(form.name), keys(form)});
  }
  return tables;
}

}  // namespace botec
