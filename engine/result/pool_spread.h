// What pooled estimates say one by one, and how far apart they are.
// Threads: belongs to the one thread that assembles.
#pragma once

#include "program/program.h"
#include "result/result.h"

namespace botec {

// Of the inputs that pool estimates and of the outputs that pool formulas. result.outputs must still hold the program's outputs, also
// those that are not listed.
void add_pools(const Program& program, Result& result);

}  // namespace botec
