// What to say about a name that is no unit: habits from elsewhere first, then the nearest known name.
// Place: units/unit_table.h → units/unit_system.cpp. Threads: pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

// The complaint `unknown-unit`; `declared` are the names that the model adds. begin and end are left to the caller.
Complaint unknown_unit(std::string_view name, const std::vector<std::string>& declared);

// `PF-day` and its spellings, which the grammar would take apart.
std::optional<Complaint> petaflop_day(std::string_view text);

}  // namespace botec
