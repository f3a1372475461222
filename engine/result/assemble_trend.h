// From the study of a trend to what is reported of it.
// Place: sensitivity → result. Threads: pure function.
#pragma once

#include "result/trend_result.h"
#include "sensitivity/trend_study.h"

namespace botec {

TrendReport assemble_trend(const FittedTrend& trend, const TrendStudy& study);

}  // namespace botec
