// An input as written, in words that a reader can check.
// Place: inside program. Threads: pure.
#pragma once

#include <string>

#include "model/model.h"
#include "units/unit.h"

namespace botec {

// "lognormal, 90% interval 5% to 40%, at most 1"; `level` is the file's range_level.
std::string describe(const InputForm& form, const Unit& unit, double level);

}  // namespace botec
