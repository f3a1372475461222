// The program in words: inputs as fitted, formulas with their units, the instructions. Golden-tested, so that a change of what is
// computed shows.
#pragma once

#include <string>

#include "program/program.h"

namespace botec {

std::string explain(const Program& program);

}  // namespace botec
