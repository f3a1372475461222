// Products of lognormals worked out in their logarithms: the values that plain code gives, whatever the formulas look like.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "code_difference.h"
#include "compiled.h"
#include "samples/evaluator.h"

using namespace botec;

namespace {

constexpr const char* inputs = R"(
inputs:
  a: 1 to 10
  b: 2 to 3
  c: 0.1 to 5
  d: {distribution: uniform, low: 1, high: 2}
  e: {distribution: lognormal, mu: 600, sigma: 0.5}
  f: {distribution: lognormal, mu: 500, sigma: 0.5}
  g: 20 to 30
correlations: [{inputs: [a, b], rank: 0.5}]
formulas:
)";

// How many products were put together, once the values have been compared.
std::size_t products_of(const std::string& formulas) {
  CAPTURE(formulas);
  const botec_test::Compiled c = botec_test::compiled(inputs + formulas);
  // Each factor is rounded, and so is an exponent of up to a thousand: 1e-12 is ten times what both can make, and far less than
  // a factor left out or taken twice.
  CHECK(botec_test::largest_difference(c.program) < 1e-12);
  return fuse_log_products(c.program, true).products.size();
}

// A formula of products, quotients and sums, each name at most `most` times.
std::string random_formula(std::mt19937_64& words, std::string names, int depth) {
  if (depth == 0 || words() % 5 == 0) {
    const std::size_t k = words() % (names.size() + 2);
    return k < names.size() ? std::string(1, names[k]) : k == names.size() ? "2.5" : "(1 + d)";
  }
  const char* const signs[] = {" * ", " / ", " * ", " / ", " + ", " ^ "};
  const std::string sign = signs[words() % 6];
  const std::string left = random_formula(words, names, depth - 1);
  return "(" + left + sign + (sign == " ^ " ? "2" : random_formula(words, names, depth - 1)) + ")";
}

}  // namespace

TEST_CASE("products, quotients, constants and what is neither") {
  CHECK(products_of("  y: a * b * c * 7") == 1);
  CHECK(products_of("  y: a / b / c") == 1);
  CHECK(products_of("  y: 3 / (a * b)") == 1);
  CHECK(products_of("  y: a * d * b / (d + 1) * c") >= 1);
  CHECK(products_of("  y: (d - 1) / (a * b)") >= 1);
  CHECK(products_of("  y: a * b / (d * c)") >= 1);
  CHECK(products_of("  y: -5 * a * b") == 1);
  CHECK(products_of("  y: a * b + c * g") == 2);
  CHECK(products_of("  y: exp(a) * log(b)") == 0);
}

TEST_CASE("what something else looks at stays as it is") {
  CHECK(products_of("  y: a * b + a") == 1);            // b alone, times a
  CHECK(products_of("  x: a * b\n  y: x * c\n  z: x + 1") == 2);
  CHECK(products_of("  y: a * a") == 0);
}

TEST_CASE("an exponent that might leave its range is worked out factor by factor") {
  products_of("  y: e / f");
  products_of("  y: e * a / f * b");
  products_of("  y: e / (f / a)");
}

TEST_CASE("random formulas") {
  std::mt19937_64 words(3);
  for (int i = 0; i < 300; ++i) {
    products_of("  x: " + random_formula(words, "abcdg", 4) + "\n  y: " + random_formula(words, "abcdgx", 3));
  }
}
