// One row a function or operator of the formula language: name, arguments, what it does to units, its kernel, an example.
// Place: kernels → formula → program. The parser, the checker, the program, the listing, the documentation and the tests
// all walk function_catalogue(). Threads: constant.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/kernels.h"

namespace botec {

enum class UnitRule {
  same,        // all arguments of one dimension, which the result has too: + - min max sum mean clamp abs, unary -
  multiply, divide,
  power,       // base ^ exponent: a base with a unit needs a constant whole exponent
  square_root,
  pure,        // pure numbers in, a pure number out: exp, log, sin …
  compare,     // arguments of one dimension, the result is a condition
  logical,     // conditions in, a condition out
  ratio,       // arguments of one dimension, a pure number out: atan2
  sign,        // any unit in, a pure number out
  rounding,    // works in the unit its argument is shown in: floor, ceil, round
  choice,      // if(condition, a, b): a and b of one dimension
  series,      // over the steps of a series: previous, cumulative, at, crossing; no kernel
};

struct Function {
  std::string_view name;        // "exp", or the operator's sign "+", "and"; unary minus is "negate"
  std::string_view signature;   // "clamp(x, low, high)", "a + b"
  std::string_view summary;     // one sentence
  std::string_view example;     // an expression of constants
  double example_value;         // its value
  std::size_t min_arguments;
  std::size_t max_arguments;    // SIZE_MAX: any number
  UnitRule units;
  bool is_operator = false;
  bool commutes = false;        // a f b == b f a bit for bit, so that common sub-expressions are found either way round
  // Exactly one is set, but for the functions over series. A binary kernel with more than two arguments is applied from left to right, with one it gives its
  // argument back; `mean` divides by the number of arguments at the end.
  kernels::Unary kernels::Table::* unary = nullptr;
  kernels::Binary kernels::Table::* binary = nullptr;
  kernels::Ternary kernels::Table::* ternary = nullptr;
};

std::span<const Function> function_catalogue();
const Function* find_function(std::string_view name);   // by exact name, signs and words included; null when there is none
std::vector<std::string> function_names();              // what is called with brackets, for hints

}  // namespace botec
