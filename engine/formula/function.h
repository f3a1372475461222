// One row a function or operator of the formula language: name, arguments, what it does to units, its kernel, an example.
// Place: kernels → formula → program. The parser, the checker, the program, the listing, the documentation and the tests
// all walk function_catalogue(). Threads: constant.
#pragma once

#include <cstddef>
#include <cstdint>
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
  // Exactly one of these is set, but for the functions over series. A binary kernel with more than two arguments is applied from left to right, with one it gives its
  // argument back; `mean` divides by the number of arguments at the end.
  kernels::Unary kernels::Table::* unary = nullptr;
  kernels::Binary kernels::Table::* binary = nullptr;
  kernels::Ternary kernels::Table::* ternary = nullptr;
  // Or, of no row of the catalogue: a function of one value that a model brings along, such as what a redrawn trend is in a trial.
  // Those of one family cost hardly more together than alone: `bound` works out `count` of them, each into its own block, which is
  // not that of x. Equal `identity` means the same values; a pure function of its argument, whatever block that stands in.
  void (*bound)(const Function* const* functions, double* const* out, std::size_t count, const double* x, std::size_t n) = nullptr;
  const void* family = nullptr;
  std::uint64_t identity = 0;

  bool takes_one() const { return unary != nullptr || bound != nullptr; }
};

// Works out a call of a function of one value, and with it those of its family that follow it with the same argument: how many
// calls that were. `at(i)` is the i-th call from here on, with its `function`; `out(i)` and `in(i)` are where its values stand.
template <class At, class Out, class In>
std::size_t apply_unary(std::size_t most, At at, Out out, In in, std::size_t n) {
  constexpr std::size_t longest = 8;
  const Function& first = *at(0).function;
  const double* x = in(0);
  if (first.bound == nullptr) {
    (kernels::active().*first.unary)(out(0), x, n);
    return 1;
  }
  const Function* functions[longest];
  double* outs[longest];
  std::size_t count = 0;
  while (count < most && count < longest && at(count).arity == 1 && at(count).function->family == first.family && in(count) == x) {
    functions[count] = at(count).function;
    outs[count] = out(count);
    ++count;
  }
  first.bound(functions, outs, count, x, n);
  return count;
}

std::span<const Function> function_catalogue();
const Function* find_function(std::string_view name);   // by exact name, signs and words included; null when there is none
std::vector<std::string> function_names();              // what is called with brackets, for hints

}  // namespace botec
