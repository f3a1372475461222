// JSON as bytes: numbers with the fewest digits that read back, short arrays on one line, broken UTF-8 replaced.
// Place: report, inside only (it includes nlohmann-json). Threads: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace botec {

using Json = nlohmann::ordered_json;

// A number, or null where there is none or where it is not finite.
Json json_number(std::optional<double> value);
Json json_number(double value);

// Indented by two spaces, with a line break at the end.
std::string json_text(const Json& json);

}  // namespace botec
