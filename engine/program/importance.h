// Which inputs matter most, roughly: they get the first coordinates of a net, which are its best.
// Threads: belongs to the one thread that compiles.
#pragma once

#include "program/program.h"

namespace botec {

// Fills DrawnInput::dimension: by how far an output moves when the input goes from its p5 to its p95 and the others stay at their
// medians, as a share of such moves; inputs that are integrated out come after the rest. Very large models keep their own order.
void order_dimensions(Program& program);

}  // namespace botec
