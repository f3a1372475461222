// Shortest intervals and histograms of a set of values.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace botec {

// The shortest interval that holds a share `level` of the values (JCGM 101:2008, 7.7.4). Of sorted values, of which there must be one.
std::pair<double, double> shortest_interval(const std::vector<double>& sorted, double level);

// Shares of sorted values per bin of equal width (in the value, or in its logarithm), and outside.
struct BinnedShares {
  std::vector<double> shares;
  double below = 0, above = 0;
};
BinnedShares bin(const std::vector<double>& sorted, double low, double high, std::size_t bins, bool logarithmic);

// The widest gap between neighbours among the values, in cells of a thousandth of their range. Those with only one or two values
// beyond them do not count: tails are sparse without a jump. 0 where some are not finite.
double widest_gap_of(const std::vector<double>& values);

}  // namespace botec
