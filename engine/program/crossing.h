// crossing(condition): when it first holds along a series, found between the steps.
// Place: inside lowering. Threads: belongs to the one thread that compiles.
#pragma once

#include "program/series.h"

namespace botec {

std::optional<Typed> lower_crossing(SeriesCall& call);

}  // namespace botec
