// Sorting of finite doubles: by counting their digits where there are many, which is several times faster than comparing.
// Place: inside summaries. Promise: ascending, -0 before 0; the same values give the same bytes in any order they came.
#pragma once

#include <vector>

namespace botec {

void sort_values(std::vector<double>& values);

}  // namespace botec
