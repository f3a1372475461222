// Values whose law is known without sampling: sums of normals, and products, quotients and powers of lognormals, whether
// their inputs are independent or joined by a Gaussian copula.
// Place: program → conditioning. Promise: exact in the algebra. Threads: plain data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "program/program.h"

namespace botec {

// offset + Σ weight · z, or the exponential of that; z are the standard normals behind the inputs. A constant has no weights.
struct ClosedForm {
  bool logarithmic = false;
  double offset = 0;
  std::map<std::uint32_t, double> weights;   // by input, as in Program::drawn; none is 0
};

// One per node of the graph, empty where there is none, and behind so many that the rest would take longer than it is worth.
// With `any_input` the others count too: a weight of one that is neither normal nor lognormal is of its value, in base units.
std::vector<std::optional<ClosedForm>> find_closed_forms(const Program& program, bool any_input = false);

bool is_normal(const DrawnInput& drawn);   // or lognormal: its weights are of a standard normal

// A positive constant is the exponential of its logarithm; nothing of what is neither.
std::optional<ClosedForm> as_logarithm(const ClosedForm& form);

// a + factor · b of what stands behind the two: of logarithmic ones, a · b^factor.
ClosedForm combine(const ClosedForm& a, const ClosedForm& b, double factor);

// The form of a - b, or of log(a / b) for two logarithmic ones: a normal whose sign says which is larger.
std::optional<ClosedForm> difference(const ClosedForm& a, const ClosedForm& b);

// normal or lognormal; nothing for a constant, and where the terms cancel.
std::optional<Distribution> law_of(const Program& program, const ClosedForm& form);

}  // namespace botec
