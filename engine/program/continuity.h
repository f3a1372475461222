// Whether a formula can jump: where it uses an input that has atoms, a comparison, a rounding, or a divisor that may change sign.
// Place: inside program, for the errors that a net states. Threads: plain data.
#pragma once

#include "program/program.h"

namespace botec {

// Sets ProgramOutput::continuous, and Conditioning::continuous where there is one. After find_conditionings().
void mark_continuity(Program& program);

}  // namespace botec
