// How the steps of a series are named: `cost[2030]`.
// Place: inside program. Threads: pure.
#pragma once

#include <string>

#include "program/axis.h"

namespace botec {

inline std::string step_name(const std::string& series, const Axis& axis, std::size_t step) { return series + "[" + axis.labels[step] + "]"; }

}  // namespace botec
