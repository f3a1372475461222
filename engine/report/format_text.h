// The keys of a model file, laid out for people. Place: format_keys → `botec help format`. Threads: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/terminal_text.h"

namespace botec {

std::string format_text(const TextOptions& options);
// One part by its name (`formula`) or its section (`formulas`); nothing where there is none.
std::optional<std::string> format_part_text(std::string_view name, const TextOptions& options);
std::vector<std::string> format_part_names();

}  // namespace botec
