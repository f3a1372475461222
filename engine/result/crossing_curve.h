// When a series first passes another, as a distribution function that may end below 1: where its quantiles are looked for, and what
// is left of it where it comes at all.
// Place: inside result. Threads: pure, but for what the distribution function does.
#pragma once

#include "program/crossing_law.h"
#include "result/quantile_search.h"

namespace botec {

struct CrossingCurve {
  std::vector<double> at;         // the steps' places
  std::vector<double> average;    // P(at or before each)
  ReplicateMean never;            // the probability that it does not come at all

  Start start(double p) const;    // by a straight line between two steps
};

// `few`: from fewer points, for where to start, and looked at but once; all are needed for whether it comes.
void look_at_steps(CrossingCurve& curve, const ReplicateCdf& few, const ReplicateCdf& all, const std::vector<double>& at);

// For what is seen: from the steps and the middles between them, with parabolas in between.
ReplicateCdf by_half_steps(ReplicateCdf cdf, const std::vector<double>& at);

// The same where it comes.
ReplicateCdf where_it_comes(ReplicateCdf cdf, double last);

}  // namespace botec
