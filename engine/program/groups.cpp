#include "program/groups.h"

#include "text/nearest_name.h"

namespace botec {
namespace {

std::vector<std::uint32_t> inputs_of(const Symbols& symbols, const Scope& scope) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < symbols.inputs().size(); ++i) {
    if (symbols.inputs()[i].scope == &scope && !symbols.inputs()[i].step) result.push_back(i);
  }
  return result;
}

void refuse(const Symbols& symbols, const Text& member, Diagnostics& diagnostics) {
  const Scope& root = symbols.root();
  if (!root.model->complete) return;   // it may stand in what could not be read
  const bool formula = symbols.find(root, member.value).has_value();
  std::vector<std::string> names;
  for (const auto& input : symbols.inputs()) names.push_back(input.name);
  for (const auto& [alias, scope] : root.imports) names.push_back(alias);
  diagnostics.error("unknown-input", member.span,
                    formula ? "`" + member.value + "` is a formula; a group is one of inputs" : "there is no input named `" + member.value + "`",
                    formula ? "" : did_you_mean(member.value, names));
}

}  // namespace

std::vector<NamedInputs> find_groups(const Symbols& symbols, const Model& model, Diagnostics& diagnostics) {
  const Scope& root = symbols.root();
  std::vector<NamedInputs> result;
  for (const InputGroup& group : model.groups) {
    NamedInputs& found = result.emplace_back(NamedInputs{group.name.value, {}});
    for (const Text& member : group.members) {
      if (const auto input = symbols.find_input(root, member.value)) {
        found.inputs.push_back(*input);
      } else if (const auto import = root.imports.find(member.value); import != root.imports.end()) {
        for (const std::uint32_t i : inputs_of(symbols, *import->second)) found.inputs.push_back(i);
      } else {
        refuse(symbols, member, diagnostics);
      }
    }
  }
  for (const auto& [alias, scope] : root.imports) result.push_back({alias, inputs_of(symbols, *scope)});
  return result;
}

}  // namespace botec
