#include "summaries/intervals.h"

#include <algorithm>
#include <cmath>

#include "summaries/sort_values.h"

namespace botec {

std::pair<double, double> shortest_interval(std::vector<double>& values, double level) {
  const std::size_t n = values.size();
  const auto span = std::min(n - 1, static_cast<std::size_t>(std::llround(level * static_cast<double>(n))));
  const std::size_t starts = n - span;   // the interval may start at the first `starts` values and end at the last ones
  sort_values(values);
  std::size_t best = 0;
  for (std::size_t r = 1; r < starts; ++r) {
    if (values[r + span] - values[r] < values[best + span] - values[best]) best = r;
  }
  return {values[best], values[best + span]};
}

BinnedShares bin(const std::vector<double>& values, double low, double high, std::size_t bins, bool logarithmic) {
  BinnedShares result{std::vector<double>(bins, 0.0)};
  if (values.empty()) return result;
  const double each = 1 / static_cast<double>(values.size());
  const double start = logarithmic ? std::log(low) : low;
  const double width = ((logarithmic ? std::log(high) : high) - start) / static_cast<double>(bins);
  for (const double value : values) {
    if (value < low) {
      result.below += each;
    } else if (value > high) {
      result.above += each;
    } else {
      const double place = ((logarithmic ? std::log(value) : value) - start) / width;
      result.shares[std::min(static_cast<std::size_t>(std::max(place, 0.0)), bins - 1)] += each;
    }
  }
  return result;
}

}  // namespace botec
