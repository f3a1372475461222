// The parts of the schema. Place: inside report (it includes nlohmann-json). Threads: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "report/json_text.h"

namespace botec {

// The words of format_keys.h that are no forms, with their schemas: quantity, range, text …
Json schema_words();

// Names that end an input's list of keys: the arguments of all families, and what of them suits which family.
void add_arguments(Json& input);

// At least one key is a quantile.
Json has_quantile();
// What `p5`, `p97.5` look like.
std::string_view quantile_key();

// The parts of a text, trimmed.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

}  // namespace botec
