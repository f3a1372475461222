#include "program/scope.h"

namespace botec {

Symbols::Symbols(const Model& model) { add(model, ""); }

const Scope* Symbols::add(const Model& model, const std::string& prefix) {
  if (const auto known = by_model_.find(&model); known != by_model_.end()) return known->second;
  scopes_.emplace_back();
  Scope& scope = scopes_.back();
  scope.model = &model;
  scope.prefix = prefix;
  by_model_[&model] = &scope;
  for (const Input& input : model.inputs) {
    scope.names.emplace(input.name, Symbol{Symbol::Kind::input, static_cast<std::uint32_t>(inputs_.size())});
    inputs_.push_back({&input, &input.form, prefix + input.name, &scope});
  }
  for (const Formula& formula : model.formulas) {
    scope.names.emplace(formula.name, Symbol{Symbol::Kind::formula, static_cast<std::uint32_t>(formulas_.size())});
    formulas_.push_back({&formula, prefix + formula.name, &scope});
  }
  for (const Trend& trend : model.trends) {
    scope.trends.emplace(trend.name, static_cast<std::uint32_t>(trends_.size()));
    trends_.push_back({&trend, prefix + trend.name, &scope});
  }
  for (const Import& import : model.imports) {
    if (import.model) scope.imports[import.name] = add(*import.model, prefix + import.name + ".");
  }
  return &scope;
}

std::optional<Symbol> Symbols::find(const Scope& scope, std::string_view name) const {
  if (const auto dot = name.find('.'); dot != std::string_view::npos) {
    const auto import = scope.imports.find(name.substr(0, dot));
    if (import == scope.imports.end()) return std::nullopt;
    return find(*import->second, name.substr(dot + 1));
  }
  const auto found = scope.names.find(std::string(name));
  if (found == scope.names.end()) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> Symbols::find_input(const Scope& scope, std::string_view name) const {
  const auto symbol = find(scope, name);
  if (!symbol || symbol->kind != Symbol::Kind::input) return std::nullopt;
  return symbol->index;
}

std::optional<std::uint32_t> Symbols::find_trend(const Scope& scope, std::string_view name) const {
  if (const auto dot = name.find('.'); dot != std::string_view::npos) {
    const auto import = scope.imports.find(name.substr(0, dot));
    if (import == scope.imports.end()) return std::nullopt;
    return find_trend(*import->second, name.substr(dot + 1));
  }
  const auto found = scope.trends.find(name);
  if (found == scope.trends.end()) return std::nullopt;
  return found->second;
}

std::uint32_t Symbols::add_input(const Scope& scope, std::string name, const Span& span) {
  Input& input = added_.emplace_back();
  input.name = name;
  input.name_span = input.form.span = span;
  inputs_.push_back({&input, &input.form, std::move(name), &scope});
  inputs_.back().added = true;
  return static_cast<std::uint32_t>(inputs_.size() - 1);
}

std::vector<std::string> Symbols::candidates(const Scope& scope) const {
  std::vector<std::string> result;
  for (const auto& [name, symbol] : scope.names) result.push_back(name);
  for (const auto& [alias, imported] : scope.imports) {
    for (const auto& [name, symbol] : imported->names) result.push_back(alias + "." + name);
  }
  return result;
}

}  // namespace botec
