// What is left of a program when some of its outputs and questions are known already.
// Place: program → samples. Promise: the same draws, so that what is left has the very values it would have had beside the rest.
// Threads: pure.
#pragma once

#include <vector>

#include "program/program.h"

namespace botec {

// Per output and question of the program: whether it stays. The others go, with the instructions that only they need, and so do
// decision and series, which speak of places among all outputs.
Program narrow(const Program& program, const std::vector<bool>& outputs, const std::vector<bool>& questions);

}  // namespace botec
