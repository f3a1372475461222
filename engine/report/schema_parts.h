// The parts of the schema. Place: inside report (it includes nlohmann-json). Threads: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/format_keys.h"
#include "report/json_text.h"

namespace botec {

// The words of format_keys.h that are no forms, with their schemas: quantity, range, text …
const Json& schema_words();

// What a value may look like that is said in words: "quantity or range", "list of text".
Json schema_of(std::string_view holds);

// The arguments of all families as keys of an input, and what of them suits which family, which stands apart as `family_rules`.
void add_arguments(Json& input);
Json family_rules(const Json& properties_of_input);
// What an editor offers where an input begins.
Json input_snippets();
// A forecast is described in one way.
void add_forecast_rules(Json& map);

// A map without these keys; an editor says why.
Json without_keys(const std::vector<std::string_view>& keys, std::string message);
// At least one key is a quantile.
Json has_quantile();
// What `p5`, `p97.5` look like.
std::string_view quantile_key();

// A text for people, marked up as they are where it holds code.
void describe(Json& schema, std::string text);

// The parts of a text, trimmed.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

}  // namespace botec
