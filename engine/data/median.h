// The median of numbers, which are put in another order on the way.
// Place: under trend_fit.cpp and resampler.cpp. Threads: pure but for its argument.
#pragma once

#include <algorithm>
#include <vector>

namespace botec {

inline double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

}  // namespace botec
