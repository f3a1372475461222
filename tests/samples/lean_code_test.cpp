// What is not looked at is not worked out, and what is has the values that plain code gives.
#include "samples/lean_code.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "compiled.h"
#include "samples/evaluator.h"

using namespace botec;

namespace {

constexpr const char* inputs = R"(
inputs:
  a: 1 to 10
  b: 2 to 3
  u: uniform(low=-1, high=2)
  v: uniform(low=1, high=2)
formulas:
)";

// How many operations have a constant for an argument.
std::size_t with_constants(const Program& program) {
  const auto all = operations(program.code, program.presets);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Operation& o) { return o.with_constant != nullptr; }));
}

double worst_difference(const Program& program) {
  Evaluator lean(program, Evaluator::Inputs::not_wanted);
  const auto places = coordinates(program);
  const PointSet points(Design{Method::plain, 3, kernels::block_size}, 0, places);
  lean.evaluate(points, 0);
  // Instruction by instruction, as they are written.
  Evaluator inputs_only(program);
  inputs_only.evaluate(points, 0);
  std::vector<std::vector<double>> registers(program.register_count, std::vector<double>(kernels::block_size));
  for (const DrawnInput& input : program.drawn) std::copy_n(inputs_only.values(input.target), kernels::block_size, registers[input.target].begin());
  for (const PresetRegister& preset : program.presets) std::fill(registers[preset.target].begin(), registers[preset.target].end(), preset.value);
  const kernels::Table& k = kernels::active();
  for (const Instruction& i : program.code) {
    const auto in = [&](std::size_t n) { return registers[i.in[n]].data(); };
    double* const out = registers[i.out].data();
    if (i.arity == 1) (k.*i.function->unary)(out, in(0), kernels::block_size);
    if (i.arity == 2) (k.*i.function->binary)(out, in(0), in(1), kernels::block_size);
    if (i.arity == 3) (k.*i.function->ternary)(out, in(0), in(1), in(2), kernels::block_size);
  }
  double worst = 0;
  for (const ProgramOutput& output : program.outputs) {
    for (std::size_t t = 0; t < kernels::block_size; ++t) {
      const double expected = registers[output.value][t], got = lean.values(output.value)[t];
      worst = std::max(worst, expected == got ? 0 : std::abs(got - expected) / std::abs(expected));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("what only conditioning looks at is left out of plain runs") {
  // Conditioning on a and b needs what else is multiplied with them by itself.
  const auto text = botec_test::model_text(std::string(inputs) + "  y: min(a / (b * max(u, 0.5)) * v, 100) * exp(u)\n");
  Diagnostics diagnostics;
  const auto model = read_model(text.source, text.directory, diagnostics);
  CompileOptions options{"base", {}};
  options.conditioning = true;
  const auto program = compile(*model, options, diagnostics);
  REQUIRE(program.has_value());
  REQUIRE(program->outputs[0].conditioning.has_value());
  const auto needed = needed_code(*program, shown_registers(*program));
  CHECK(needed.size() < program->code.size());
  CHECK(needed.size() == 7);   // max, *, /, *, min, exp, *
  CHECK(worst_difference(*program) < 4e-15);
}

TEST_CASE("everything that is shown is worked out") {
  const auto c = botec_test::compiled(std::string(inputs) + "  y: u + v\n  z: u - 3\nquestions:\n  q: P(y > 1)\n  r: P(z < a)\ngiven: [u < v]\n");
  CHECK(needed_code(c.program, shown_registers(c.program)).size() >= 5);
  std::vector<bool> written(c.program.register_count, false);
  for (const Instruction& i : needed_code(c.program, shown_registers(c.program))) written[i.out] = true;
  for (const Register r : shown_registers(c.program)) CHECK(written[r]);
}

TEST_CASE("constants on either side of an operator keep their meaning") {
  const struct { const char* formula; std::size_t with; } cases[] = {
      {"u + 3", 1}, {"3 + u", 1}, {"u - 3", 1}, {"3 - u", 0}, {"u * 7", 1}, {"7 * u", 1}, {"u / 7", 0}, {"7 / u", 0},
      {"min(u, 0.5)", 1}, {"max(0.5, u)", 1}, {"v ^ 0.3", 1}, {"v ^ 2", 1}, {"v ^ -1", 1}, {"2.5 ^ u", 0}, {"u ^ 3", 1}};
  for (const auto& one : cases) {
    CAPTURE(one.formula);
    const auto c = botec_test::compiled(std::string(inputs) + "  y: " + one.formula + "\n");
    CHECK(with_constants(c.program) >= one.with);
    CHECK(worst_difference(c.program) <= 4.5e-16);   // two units in the last place, of powers
  }
}
