// `over:`: the coordinate that series run along, as its steps.
// Place: model → program. Threads: plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "units/unit.h"

namespace botec {

struct Axis {
  std::string name;                  // "year"
  bool calendar = false;             // dates; else plain numbers, which may have a unit
  Unit unit;                         // `date`, or that of the numbers
  std::vector<double> at;            // per step as shown: calendar years (2024.5), or numbers in `unit`
  std::vector<double> base;          // in base units, as the program counts
  std::vector<std::string> labels;   // "2024", "2024-07-01", "0.5"
  std::size_t size() const { return at.size(); }
};

// Nothing after an error was added.
std::optional<Axis> make_axis(const Over& over, UnitSystem& units, Diagnostics& diagnostics);

// A calendar year or a date in base units.
double base_of_year(double calendar_year);

}  // namespace botec
