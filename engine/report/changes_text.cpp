#include "report/changes_text.h"

#include <algorithm>
#include <utility>

namespace botec {
namespace {

using Sentences = std::vector<std::pair<std::string, std::string>>;   // name, and what is said of it

Sentences sentences_of(const Result& result, const TextOptions& options) {
  Sentences all;
  for (const OutputResult& output : result.outputs) all.emplace_back(output.name, headline(output, options));
  for (const QuestionResult& question : result.questions) {
    all.emplace_back(question.name, clean(question.name, options.ascii) + ": " + probability_sentence(question, result.run, options));
  }
  return all;
}

const std::string* find(const Sentences& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&name](const auto& entry) { return entry.first == name; });
  return found == all.end() ? nullptr : &found->second;
}

// "cost: 3 to 4 USD" without its name, which the line above has.
std::string without_name(const std::string& sentence, const std::string& name) {
  return sentence.starts_with(name + ": ") ? sentence.substr(name.size() + 2) : sentence;
}

}  // namespace

std::vector<std::string> change_lines(const Result& before, const Result& after, const TextOptions& options) {
  const Sentences old = sentences_of(before, options), now = sentences_of(after, options);
  std::vector<std::string> lines;
  const auto add = [&](const std::string& text, std::size_t hanging) {
    for (auto& line : wrap(text, options.width, hanging)) lines.push_back(std::move(line));
  };
  for (const auto& [name, sentence] : now) {
    const std::string* was = find(old, name);
    if (was != nullptr && *was == sentence) continue;
    add(sentence, 2);
    add(was != nullptr ? "  was: " + without_name(*was, name) : "  was not there", 7);
  }
  for (const auto& [name, sentence] : old) {
    if (find(now, name) == nullptr) add(name + " is gone; it was " + without_name(sentence, name), 2);
  }
  if (lines.empty()) lines.emplace_back("The answers are as before.");
  return lines;
}

}  // namespace botec
