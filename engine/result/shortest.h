// The picture and the shortest interval of an output whose distribution function is known.
// Threads: pure, but for what the distribution function does.
#pragma once

#include <utility>
#include <vector>

#include "result/quantile_search.h"
#include "result/result.h"

namespace botec {

// The distribution function at places equally far apart on an axis, from its quantile of `edge` to that of 1 - edge.
struct CdfTable {
  std::vector<double> places;
  std::vector<double> average;                   // over the replicates
  std::vector<std::vector<double>> replicates;   // per place
  std::vector<double> below_last;                // just below the last place, which may be an atom; per replicate
};

// The search for the ends starts as if the law were normal on the axis. Empty where they are not found.
CdfTable tabulate(const ReplicateCdf& cdf, const Axis& axis, const Start& median, double edge, std::size_t cells);

// unit: what values are divided by to be shown.
Histogram histogram_of(const CdfTable& table, const Axis& axis, double unit);

// Both ends with their standard errors, by the table: good to some thousandths.
std::pair<ReplicateMean, ReplicateMean> shortest_of(const CdfTable& table, const Axis& axis, double level);
// Both ends by the distribution function itself, without error.
std::pair<ReplicateMean, ReplicateMean> exact_shortest(const ReplicateCdf& cdf, const Axis& axis, const Start& median, double level);

}  // namespace botec
