// Code → less work for the same answers: nothing that nobody looks at, and constants as numbers instead of blocks.
// Place: inside samples, before the evaluator. Threads: pure functions.
#pragma once

#include <span>
#include <vector>

#include "program/program.h"

namespace botec {

// An instruction as it is run. One of two arguments, of which one is constant, may have a kernel of its own.
struct Operation : Instruction {
  kernels::WithConstant kernels::Table::* with_constant = nullptr;   // of in[0]
  double constant = 0;
};

// The instructions that these registers rest on once the code has run.
std::vector<Instruction> needed_code(const Program& program, std::span<const Register> registers);

// The registers of outputs, questions, conditions and evidence: what does not lead to them serves conditioning alone.
std::vector<Register> shown_registers(const Program& program);

// Of code that does not write to the presets' registers. Values differ from the plain instructions' by a unit of rounding, and
// only of powers.
std::vector<Operation> operations(std::span<const Instruction> code, std::span<const PresetRegister> presets);

}  // namespace botec
