#include "model_builder.h"

#include <memory>

namespace botec {
namespace {

// A double-quoted scalar of YAML, which can hold any text.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') result += "\\n";
    else result += c;
  }
  return result + "\"";
}

std::string section(std::string_view key, const std::vector<std::pair<std::string, std::string>>& lines) {
  if (lines.empty()) return {};
  std::string text = std::string(key) + ":\n";
  for (const auto& [name, value] : lines) text += "  " + quoted(name) + ": " + value + "\n";
  return text;
}

}  // namespace

ModelBuilder::ModelBuilder(std::string_view title) : title_(title) {}

ModelBuilder& ModelBuilder::unit(std::string_view name, std::string_view meaning) {
  units_.emplace_back(name, quoted(meaning));
  return *this;
}

ModelBuilder& ModelBuilder::input(std::string_view name, std::string_view form) {
  inputs_.emplace_back(name, quoted(form));
  return *this;
}

// The model holds a 1 in its unit; the draws replace it.
ModelBuilder& ModelBuilder::input(std::string_view name, std::string_view unit, std::function<double(Stream&)> draw) {
  inputs_.emplace_back(name, quoted(unit.empty() ? "1" : "1 " + std::string(unit)));
  draws_.emplace_back(name, std::move(draw));
  return *this;
}

ModelBuilder& ModelBuilder::formula(std::string_view name, std::string_view expression, std::string_view unit) {
  formulas_.emplace_back(name, "{formula: " + quoted(expression) + (unit.empty() ? "" : ", unit: " + quoted(unit)) + "}");
  return *this;
}

ModelBuilder& ModelBuilder::question(std::string_view name, std::string_view text) {
  questions_.emplace_back(name, quoted(text));
  return *this;
}

std::string ModelBuilder::to_yaml() const {
  return "title: " + quoted(title_) + "\n" + section("units", units_) + section("inputs", inputs_) + section("formulas", formulas_) +
         section("questions", questions_);
}

RunOptions ModelBuilder::with_draws(RunOptions options) const {
  options.draws.insert(options.draws.end(), draws_.begin(), draws_.end());
  return options;
}

Answer<Result> ModelBuilder::run(const RunOptions& options) const {
  const ModelText text{std::make_shared<SourceFile>(title_, to_yaml()), "."};
  return botec::run(text, with_draws(options));
}

Answer<RankResult> ModelBuilder::rank(RankOptions options) const {
  options.run = with_draws(std::move(options.run));
  const ModelText text{std::make_shared<SourceFile>(title_, to_yaml()), "."};
  return botec::rank(text, options);
}

}  // namespace botec
