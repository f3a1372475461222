// The mapping form of an input, and an input in either form.
// Place: YAML node → InputForm. Threads: pure.
#pragma once

#include "model/form_draft.h"
#include "model/shapes.h"

namespace botec {

// An input, a component of a mixture or an override; `who` is what the user calls it ("`population`").
InputForm read_input_form(const YamlNode& node, std::string_view who, const std::filesystem::path& directory,
                          Diagnostics& diagnostics);

}  // namespace botec
