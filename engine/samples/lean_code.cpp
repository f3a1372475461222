#include "samples/lean_code.h"

#include <algorithm>
#include <map>

namespace botec {

std::vector<Register> shown_registers(const Program& program) {
  std::vector<Register> result;
  for (const ProgramOutput& output : program.outputs) {
    result.push_back(output.value);
    result.insert(result.end(), output.infinity_sources.begin(), output.infinity_sources.end());
  }
  for (const ProgramQuestion& question : program.questions) {
    result.push_back(question.value);
    if (question.valid) result.push_back(*question.valid);
  }
  result.insert(result.end(), program.given.begin(), program.given.end());
  if (program.evidence_node) result.push_back(program.evidence);
  return result;
}

std::vector<Instruction> needed_code(const Program& program, std::span<const Register> registers) {
  std::vector<bool> wanted(program.register_count, false);
  for (const Register r : registers) wanted[r] = true;
  std::vector<Instruction> result;
  for (auto i = program.code.rbegin(); i != program.code.rend(); ++i) {
    if (!wanted[i->out]) continue;
    wanted[i->out] = false;   // what it held before is another value
    for (std::uint8_t k = 0; k < i->arity; ++k) wanted[i->in[k]] = true;
    result.push_back(*i);
  }
  std::reverse(result.begin(), result.end());
  return result;
}

namespace {

using kernels::Table;

// The kernel for `a` and the constant, a being the argument of that place (0 or 1); null where there is none.
kernels::WithConstant Table::* kernel_with_constant(kernels::Binary Table::* kernel, std::size_t place, double& constant) {
  if (kernel == &Table::add) return &Table::add_constant;
  if (kernel == &Table::mul) return &Table::multiply_constant;
  if (kernel == &Table::min) return &Table::min_constant;
  if (kernel == &Table::max) return &Table::max_constant;
  if (place != 0) return nullptr;
  if (kernel == &Table::pow) return &Table::pow_constant;
  if (kernel != &Table::sub) return nullptr;
  constant = -constant;
  return &Table::add_constant;
}

}  // namespace

std::vector<Operation> operations(std::span<const Instruction> code, std::span<const PresetRegister> presets) {
  std::map<Register, double> constants;
  for (const PresetRegister& preset : presets) constants[preset.target] = preset.value;
  std::vector<Operation> result;
  for (const Instruction& instruction : code) {
    Operation& operation = result.emplace_back(Operation{instruction});
    if (instruction.arity != 2) continue;
    for (const std::size_t place : {0, 1}) {   // of the argument that varies
      const auto constant = constants.find(instruction.in[1 - place]);
      if (constant == constants.end()) continue;
      operation.constant = constant->second;
      operation.with_constant = kernel_with_constant(instruction.function->binary, place, operation.constant);
      if (operation.with_constant == nullptr) continue;
      operation.in[0] = instruction.in[place];
      break;
    }
  }
  return result;
}

}  // namespace botec
