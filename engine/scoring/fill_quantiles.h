// What the scores of distributions and of draws share.
// Place: inside scoring only. Threads: pure.
#pragma once

#include <functional>

#include "scoring/law_scores.h"
#include "scoring/rules.h"

namespace botec {

// Median, intervals and quantiles with their losses.
void fill_quantiles(const std::function<double(double)>& quantile, double outcome, const Asked& asked, LawScores& scores);

}  // namespace botec
