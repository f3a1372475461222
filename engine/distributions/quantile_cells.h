// Cells for the draws that matter most: the middle of a quantile table once more, in even cells of lower degree.
// Place: inside distributions, for quantile_table.cpp only. Threads: pure functions.
#pragma once

#include <span>
#include <vector>

#include "kernels/kernels.h"

namespace botec {

// What kernels::CellTable wants, of the segments of each half from the outside in. Cells that do not follow them to 5e-13 of
// probability have no answer; empty where that is so for more than one draw in ten.
std::vector<kernels::Cell> cells_of(std::span<const kernels::Segment> lower, std::span<const kernels::Segment> upper);

}  // namespace botec
