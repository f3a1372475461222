#include "program/declarations.h"

#include <algorithm>
#include <map>

#include "program/lower.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

struct Declared {
  const UnitDeclaration* declaration;
  bool multiple;
  double factor;
  std::string of;
};

// Multiples may stand before what they are multiples of, so declarations are gone through until nothing more succeeds.
void declare_multiples(std::vector<const UnitDeclaration*> open, std::map<std::string, Declared>& known, UnitSystem& units,
                       Diagnostics& diagnostics) {
  bool progress = true;
  while (progress && !open.empty()) {
    progress = false;
    for (auto it = open.begin(); it != open.end();) {
      const Quantity& multiple = *(*it)->multiple_of;
      const auto of = units.parse(multiple.unit);
      const bool waits = !of && std::any_of(open.begin(), open.end(), [&](const UnitDeclaration* other) {
        return other != *it && multiple.unit.find(other->name) != std::string::npos;
      });
      if (waits) {
        ++it;
        continue;
      }
      if (const auto unit = unit_of(multiple.unit, multiple.unit_span, units, diagnostics)) {
        auto declared = units.declare((*it)->name, multiple.value, *unit);
        if (!declared) diagnostics.error(declared.complaint(), (*it)->name_span);
      } else {
        units.declare((*it)->name);   // so that its uses are not called unknown as well
      }
      known[(*it)->name] = {*it, true, multiple.value, multiple.unit};
      it = open.erase(it);
      progress = true;
    }
  }
  for (const auto* declaration : open) {
    diagnostics.error("unit-cycle", declaration->name_span, "the unit `" + declaration->name + "` is defined by itself");
    units.declare(declaration->name);   // so that its uses are not called unknown as well
  }
}

void repeat_declaration(const UnitDeclaration& again, const Declared& first, Diagnostics& diagnostics) {
  const bool same = again.multiple_of.has_value() == first.multiple &&
                    (!first.multiple || (again.multiple_of->value == first.factor && again.multiple_of->unit == first.of));
  if (same) return;
  diagnostics.error("unit-name", again.name_span, "the unit `" + again.name + "` is declared differently in " +
                                                      first.declaration->name_span.file->name());
}

}  // namespace

void declare_units(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics) {
  std::map<std::string, Declared> known;
  std::vector<const UnitDeclaration*> multiples;
  for (const Scope& scope : symbols.scopes()) {
    for (const UnitDeclaration& declaration : scope.model->units) {
      const auto seen = known.find(declaration.name);
      if (seen != known.end()) {
        repeat_declaration(declaration, seen->second, diagnostics);
        continue;
      }
      if (declaration.multiple_of) {
        const bool waiting = std::any_of(multiples.begin(), multiples.end(),
                                         [&](const auto* m) { return m->name == declaration.name; });
        if (!waiting) multiples.push_back(&declaration);
        continue;
      }
      auto declared = units.declare(declaration.name);
      if (!declared) diagnostics.error(declared.complaint(), declaration.name_span);
      known[declaration.name] = {&declaration, false, 1, ""};
    }
  }
  declare_multiples(std::move(multiples), known, units, diagnostics);
}

namespace {

void override_input(Symbols& symbols, const std::string& name, const Span& span, const InputForm& form,
                    Diagnostics& diagnostics) {
  const auto index = symbols.find_input(symbols.root(), name);
  if (index) {
    symbols.inputs()[*index].form = &form;
    symbols.inputs()[*index].overridden = true;
    return;
  }
  if (!symbols.root().model->complete) return;   // it may stand in what could not be read
  std::vector<std::string> candidates;
  for (const auto& input : symbols.inputs()) candidates.push_back(input.name);
  const auto symbol = symbols.find(symbols.root(), name);
  diagnostics.error("unknown-input", span,
                    symbol ? "`" + name + "` is a formula; only inputs can be overridden" : "there is no input named `" + name + "`",
                    symbol ? "" : did_you_mean(name, candidates));
}

}  // namespace

void apply_overrides(Symbols& symbols, const CompileOptions& options, Diagnostics& diagnostics) {
  const Model& model = *symbols.root().model;
  std::vector<std::string> names{"base"};
  bool found = options.scenario == "base";
  for (const Scenario& scenario : model.scenarios) {
    names.push_back(scenario.name);
    if (scenario.name != options.scenario) continue;
    found = true;
    for (const Input& input : scenario.overrides) {
      override_input(symbols, input.name, input.name_span, input.form, diagnostics);
    }
  }
  if (!found && model.complete) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
    diagnostics.error("unknown-scenario", {}, "there is no scenario named `" + options.scenario + "`",
                      did_you_mean(options.scenario, names).empty() ? "the model has: " + all : did_you_mean(options.scenario, names));
  }
  for (const Override& set : options.overrides) override_input(symbols, set.name, set.name_span, set.form, diagnostics);
}

namespace {

// An override must measure the same thing as what it replaces.
bool check_override(const std::string& name, const InputForm& form, const FittedInput& replaced, const FittedInput& by,
                    UnitSystem& units, Diagnostics& diagnostics) {
  if (units.convertible(replaced.unit, by.unit)) return true;
  diagnostics.error("unit-mismatch", form.span,
                    "`" + name + "` is " + unit_in_words(replaced.unit) + ", and what replaces it is " + unit_in_words(by.unit),
                    by.unit.factors.empty() ? "write the unit too: " + to_text(replaced.unit) : "");
  return false;
}

void check_scenarios(const Symbols& symbols, const std::vector<std::optional<FittedInput>>& declared, UnitSystem& units,
                     Diagnostics& diagnostics) {
  for (const Scope& scope : symbols.scopes()) {
    for (const Scenario& scenario : scope.model->scenarios) {
      for (const Input& input : scenario.overrides) {
        const auto index = symbols.find_input(scope, input.name);
        if (!index && !scope.model->complete) continue;
        if (!index) {
          std::vector<std::string> candidates;
          for (const auto& known : scope.model->inputs) candidates.push_back(known.name);
          diagnostics.error("unknown-input", input.name_span, "there is no input named `" + input.name + "`",
                            did_you_mean(input.name, candidates));
          continue;
        }
        const auto fitted = build_input(input.form, input.name, scope.model->range_level, units, diagnostics);
        if (fitted && declared[*index]) check_override(input.name, input.form, *declared[*index], *fitted, units, diagnostics);
      }
    }
  }
}

}  // namespace

std::vector<std::optional<FittedInput>> fit_inputs(const Symbols& symbols, UnitSystem& units, Diagnostics& diagnostics) {
  std::vector<std::optional<FittedInput>> result;
  for (const InputSymbol& input : symbols.inputs()) {
    result.push_back(build_input(input.declared->form, input.name, input.scope->model->range_level, units, diagnostics));
  }
  check_scenarios(symbols, result, units, diagnostics);
  for (std::size_t i = 0; i < result.size(); ++i) {
    const InputSymbol& input = symbols.inputs()[i];
    if (!input.overridden) continue;
    auto fitted = build_input(*input.form, input.name, input.scope->model->range_level, units, diagnostics);
    const bool fits = fitted && (!result[i] || check_override(input.name, *input.form, *result[i], *fitted, units, diagnostics));
    result[i] = fits ? std::move(fitted) : std::nullopt;
  }
  return result;
}

void apply_draws(const Symbols& symbols, const CompileOptions& options, std::vector<std::optional<FittedInput>>& inputs, Diagnostics& diagnostics) {
  for (const auto& [name, draw] : options.draws) {
    const auto index = symbols.find_input(symbols.root(), name);
    if (!index) {
      diagnostics.error("unknown-input", {}, "there is no input named `" + name + "` to draw");
      continue;
    }
    if (!inputs[*index]) continue;   // its form is in error
    auto distribution = distribution_of_draws(draw, stream_key(symbols.inputs()[*index].name));
    if (!distribution) {
      diagnostics.error(distribution.complaint().kind, symbols.inputs()[*index].declared->name_span, "`" + name + "`: " + distribution.complaint().message);
      continue;
    }
    inputs[*index]->distribution = std::move(*distribution);
    inputs[*index]->description = "drawn by the program";
    inputs[*index]->draw = draw;
    inputs[*index]->pool.reset();
  }
}

}  // namespace botec
