// Which inputs a model rests on: of a library that it imports only what its own formulas, questions and conditions lead to.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <vector>

#include "program/compilation.h"

namespace botec {

// Per input symbol.
std::vector<bool> reached_inputs(const Compilation& c);

}  // namespace botec
