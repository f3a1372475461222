// Powers and exponentials of one product, as one exponential: the values that plain code gives, whatever the formulas look like.
#include "samples/fewer_exponentials.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "code_difference.h"
#include "compiled.h"

using namespace botec;

namespace {

constexpr const char* inputs = R"(
inputs:
  a: 1 to 10
  u: {distribution: uniform, low: -1, high: 2}
  v: {distribution: uniform, low: 1, high: 2}
  w: {distribution: uniform, low: 0.1, high: 5}
formulas:
)";

// How many exponentials and powers are left, once the values have been compared. Exponents here stay below a hundred, of which each
// rounding moves a value by 1.4e-14 at most.
std::size_t exponentials_of(const std::string& formulas) {
  CAPTURE(formulas);
  const botec_test::Compiled c = botec_test::compiled(inputs + formulas);
  CHECK(botec_test::largest_difference(c.program) < 2e-13);
  std::size_t result = 0;
  for (const Operation& operation : fuse_log_products(c.program, true).code) {
    const auto name = operation.function->name;
    result += name == "exp" || name == "^" || name == "pow" ? 1 : 0;
  }
  return result;
}

std::string random_formula(std::mt19937_64& words, const std::string& names, int depth) {
  if (depth == 0) return std::string(1, names[words() % names.size()]);
  const std::string next = random_formula(words, names, depth - 1);
  switch (words() % 7) {
    case 0: return "(abs(" + next + ") + abs(" + random_formula(words, names, depth - 1) + "))";   // of which nothing cancels
    case 1: return "exp(-0.1 * abs(" + next + ") / (1 + abs(" + next + ")))";
    case 2: return "(0.5 + abs(" + next + ")) ^ 0." + std::to_string(1 + words() % 9);
    case 3: return "(0.5 + abs(" + next + ")) ^ -0." + std::to_string(1 + words() % 9);
    case 4: return "(" + next + " / (0.5 + abs(" + random_formula(words, names, depth - 1) + ")))";
    default: return "(" + next + " * " + random_formula(words, names, depth - 1) + ")";
  }
}

}  // namespace

TEST_CASE("powers and exponentials of a product become one") {
  CHECK(exponentials_of("  y: v ^ 0.3 * exp(u)") == 1);
  CHECK(exponentials_of("  y: exp(u) * v ^ 0.3 * w") == 1);
  CHECK(exponentials_of("  y: v ^ 0.3 * w * w ^ 0.7 * (u + 1)") == 1);
  CHECK(exponentials_of("  y: min(w, 2) * v ^ 0.3 * exp(-0.2 * u) + 0.01 * log(v)") == 1);
  CHECK(exponentials_of("  y: w / v ^ 0.3 / exp(u)") == 1);
  CHECK(exponentials_of("  y: w / (v ^ 0.3 / exp(u))") == 1);
  CHECK(exponentials_of("  y: (v ^ 0.3 / exp(u)) * (w ^ 0.2 / v ^ 1.5)") == 1);
  CHECK(exponentials_of("  y: a * v ^ 0.3 * exp(u)") == 1);
  CHECK(exponentials_of("  y: exp(u) * exp(v) * exp(w)") == 1);
}

TEST_CASE("what cannot be merged, or gains nothing by it, stays as it is") {
  CHECK(exponentials_of("  y: v ^ 0.3 * w") == 1);
  CHECK(exponentials_of("  y: u ^ 3 * exp(v)") == 2);                        // u is negative at times, and its cube with it
  CHECK(exponentials_of("  y: v ^ 0.3 + exp(u)") == 2);
  CHECK(exponentials_of("  x: v ^ 0.3\n  y: x * exp(u)\noutputs: [x, y]") == 2);
  CHECK(exponentials_of("  y: v ^ 0.3 * exp(u) + v ^ 0.3") == 2);            // a power that is wanted for itself
  CHECK(exponentials_of("  y: v ^ w * exp(u)") == 2);
  CHECK(exponentials_of("  y: v ^ 0.3 / (1 + w) * (exp(u) + 1)") == 2);
  CHECK(exponentials_of("  y: (1 + u) * (v ^ 0.3 / (1 + w)) * exp(u)") == 2);   // of what is left, 1 / (1 + w), nobody would gain
}

TEST_CASE("what is not a number stays so") {
  CHECK(exponentials_of("  y: u ^ 0.5 * v ^ 0.3 * exp(w)") == 1);
  CHECK(exponentials_of("  y: max(u, 0) ^ 0.5 * v ^ 0.3 * exp(w)") == 1);
  CHECK(exponentials_of("  y: max(u, 0) ^ -0.5 * v ^ 0.3") == 1);   // infinity
}

TEST_CASE("random formulas of powers and exponentials") {
  std::mt19937_64 words(5);
  std::size_t fewer = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string formulas = "  x: " + random_formula(words, "auvw", 4) + "\n  y: " + random_formula(words, "uvwx", 3) + "\n  z: " + random_formula(words, "avwy", 3);
    const botec_test::Compiled c = botec_test::compiled(inputs + formulas);
    const auto shown = shown_registers(c.program);
    const auto before = needed_code(c.program, shown);
    fewer += fewer_exponentials(c.program, before, shown).code.size() != before.size() ? 1 : 0;
    exponentials_of(formulas);
  }
  CHECK(fewer > 30);   // else this has tried nothing
}
