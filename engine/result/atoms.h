// Values with a probability of their own, where quantiles sit on them: such a quantile has no error, and says less than it seems to.
// Threads: pure.
#pragma once

#include <vector>

#include "result/result.h"

namespace botec {

// Less would not be worth telling. Where a density is infinite, neighbouring doubles may be a millionth apart in probability.
inline constexpr double least_atom = 0.005;

// Among the quantiles and ends of `result`, those that many trials share. `sample`: trials in base units, `unit` is what they are
// divided by to be shown.
std::vector<OutputAtom> find_atoms(const OutputResult& result, const std::vector<double>& sample, double unit);

}  // namespace botec
