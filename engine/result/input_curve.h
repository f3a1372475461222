// The shape of an input's distribution, to be drawn.
// Place: program → result. Threads: pure.
#pragma once

#include <vector>

#include "program/program.h"
#include "result/page_result.h"

namespace botec {

// Of every input that varies.
std::vector<InputCurve> input_curves(const Program& program);

}  // namespace botec
