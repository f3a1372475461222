// Code → faster code: a product of lognormals is one exponential of a sum of normals, so that their own exponentials need not be
// worked out where nothing else looks at them. Values differ from those of the plain code by a few units of rounding.
// Place: inside samples, before the evaluator. Threads: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "program/program.h"
#include "samples/lean_code.h"

namespace botec {

// out = 2^(shift + Σ factor·normal), times `rest`, or over it.
struct LogProduct {
  struct Term {
    Register normal;    // of a lognormal input, whose register holds the normal that drives it
    double factor;
  };
  std::vector<Term> terms;
  double shift = 0;
  std::optional<Register> rest;
  bool over_rest = false;
  Register out = 0;
};

// Instructions and products of one program in the order they are run.
struct FusedCode {
  struct Step {
    std::size_t product;        // worked out first; none: no_product
    std::size_t begin, end;     // then these instructions
  };
  static constexpr std::size_t no_product = static_cast<std::size_t>(-1);
  std::vector<Operation> code;
  std::vector<LogProduct> products;
  std::vector<Step> steps;
  std::vector<bool> left_normal;   // per drawn input: its register is left as the normal
  Register registers = 0;          // how many the code needs
};

// `fuse`: false leaves out nothing, for those who want the inputs' and all other values too.
FusedCode fuse_log_products(const Program& program, bool fuse);

}  // namespace botec
