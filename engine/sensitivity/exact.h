// Rankings without sampling: of sums of normals on a linear scale, and of products, quotients and powers of lognormals on a
// logarithmic one, with or without a Gaussian copula. There every figure of a ranking is a closed form of weights and correlations.
// Place: program's closed forms → sensitivity. Promise: exact in the algebra; standard errors are 0. Threads: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "program/closed_form.h"
#include "sensitivity/squeeze.h"

namespace botec {

struct ExactRanking {
  double median = 0;
  Jackknife width;
  // Per factor; empty where the target does not depend on it.
  std::vector<std::optional<Jackknife>> first_order, total, shapley, spearman;   // shapley: of correlated inputs only
  std::vector<std::optional<Squeeze>> squeeze;
  std::vector<std::optional<Swing>> swing;
};

// Nothing where the target has no closed form on its scale, or too many correlated inputs to try all their orders.
std::optional<ExactRanking> rank_exactly(const Study& study, std::size_t target, Scale scale,
                                         const std::vector<std::optional<ClosedForm>>& forms);

}  // namespace botec
