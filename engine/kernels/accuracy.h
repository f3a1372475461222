// What each kernel promises: the range over which it was checked and its largest error there. The tests walk the table once
// per instruction set and the benchmark prints it; a row whose bound is passed fails the build's tests.
// Threads: constant.
#pragma once

#include <span>
#include <string_view>

#include "kernels/kernels.h"

namespace botec::kernels {

struct Interval {
  double low;
  double high;
  bool logarithmic = false;  // spread test points evenly in the logarithm (both ends above 0)
};

// One range of one kernel. Exactly one of unary and binary is set. The error is in units in the last place of the
// correctly rounded result (of the smallest normal number where the result is subnormal).
struct Accuracy {
  std::string_view name;
  Unary Table::* unary = nullptr;
  Binary Table::* binary = nullptr;
  Interval first;
  Interval second = {0, 0};
  double max_ulp;
};

std::span<const Accuracy> accuracy_table();

}  // namespace botec::kernels
