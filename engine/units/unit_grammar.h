// The grammar of units: `kW hour`, `GPU*hour`, `m^2`, `FLOP/s/TPU`, `USD/(kW hour)`, `1/day`. Names are not looked up here.
// Place: text → units/unit_system.cpp. Threads: pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

inline constexpr int greatest_unit_power = 100;

struct UnitTerm {
  std::string_view name;   // into the text that was read
  int exponent = 1;
  std::size_t begin = 0;   // where the name stands
};

// Products stand beside each other or with `*` or `·` between; `/` divides by the one factor behind it, so that
// `PFLOP/s day` is (PFLOP/s)·day. Complaints are `unit-syntax`.
Expected<std::vector<UnitTerm>> read_unit_terms(std::string_view text);

// A letter or _, then letters, digits and _.
bool looks_like_unit_name(std::string_view name);

}  // namespace botec
