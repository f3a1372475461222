// `name(argument=value, …) UNIT`, one string form of an input.
// Place: behind input_text. Threads: pure.
#pragma once

#include "model/input_text.h"

namespace botec {

// `part` starts with a name and an opening bracket. `depth` counts the mixtures around it.
InputForm read_input_call(const ScalarText& text, Part part, const std::filesystem::path& directory, int depth,
                          Diagnostics& diagnostics);

// Any string form that stands in a part of a scalar, such as a component of a mixture.
InputForm read_form_text(const ScalarText& text, Part part, const std::filesystem::path& directory, int depth,
                         Diagnostics& diagnostics);

}  // namespace botec
