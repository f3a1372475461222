// Gaps of a distribution at its quantiles. Where no values lie between a and b, and a share p of them up to a, every number from a to b
// is a p-quantile, and none of them has an error that means anything.
// Threads: pure, but for what reading order statistics sorts.
#pragma once

#include <cstddef>
#include <optional>

#include "samples/run_plan.h"
#include "summaries/collect.h"

namespace botec {

// The gap of an output's values (base units) that its p-quantile lies in, as far as the trials tell.
std::optional<OrderStatistics::Step> gap_at(double p, std::size_t output, Collected& collected, const RunPlan& plan);

}  // namespace botec
