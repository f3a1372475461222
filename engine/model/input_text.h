// The string form of an input: a quantity, a range `A to B UNIT`, or `name(argument=value, …) UNIT`.
// Place: YAML scalar → FormDraft. Threads: pure.
#pragma once

#include <filesystem>

#include "model/form_draft.h"

namespace botec {

// The whole of a scalar as an input; a form that failed where an error was added.
InputForm read_input_text(const ScalarText& text, const std::filesystem::path& directory, Diagnostics& diagnostics);

// `A to B UNIT`: where only the end has a unit, both quantities get it.
std::optional<Range> read_range(const ScalarText& text, Part part, Diagnostics& diagnostics);
bool looks_like_range(std::string_view text);

}  // namespace botec
