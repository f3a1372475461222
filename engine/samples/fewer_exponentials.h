// Code → code with fewer exponentials: powers x^c and exponentials exp(y) that are multiplied with or divided by each other become one
// exponential of a sum of c·log(x) and y. A power takes as long as three exponentials, most of it for digits of its logarithm
// that a product with random numbers does not need: values differ in the last digits, the more the larger the exponent.
// Place: inside samples, before products of lognormals are. Threads: pure functions.
#pragma once

#include <span>
#include <vector>

#include "program/program.h"

namespace botec {

struct RegisterCode {
  std::vector<Instruction> code;
  Register registers = 0;   // how many there are now: beyond those of the program ones of its own
};

// `code`: of the program, leading to `shown`, which keep their registers, as inputs and constants do.
RegisterCode fewer_exponentials(const Program& program, std::vector<Instruction> code, std::span<const Register> shown);

}  // namespace botec
