// One row an estimator of variance shares by pick-freeze: name, source, how the first-order and the total share come out of the
// sums. Adding one: a file that ends with its row, and its line in index_methods.cpp.
// Place: inside sensitivity. Threads: constant.
#pragma once

#include <span>
#include <string_view>

#include "sensitivity/pair_sums.h"

namespace botec {

struct IndexMethod {
  std::string_view name;
  std::string_view source;
  double (*first_order)(const PairSums&);   // valid also where inputs are correlated: then of the closed share
  double (*total)(const PairSums&);         // of independent inputs only
};

// All of them see the same evaluations, so that trying each costs nothing and the one with the smallest standard errors
// is used, for all factors of a target alike.
std::span<const IndexMethod* const> index_methods();

}  // namespace botec
