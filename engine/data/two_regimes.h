// Where one straight line ends and another begins.
// Place: under trend_fit.cpp and resampler.cpp. Threads: pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "data/line_sums.h"

namespace botec {

// Different x of a regime, at least: with fewer a line would run through two points and call it a regime.
inline constexpr std::size_t fewest_in_regime = 3;
// Rows of both, at least: of fewer, redrawings that have so many different x are nearly all the rows as they are.
inline constexpr std::size_t fewest_rows = 9;

struct RegimeSplit {
  double change = 0;          // half-way between the last x before it and the first behind it
  std::size_t first = 0;      // row behind it
  LineSums before, after;
};

// What a search works in; of redrawings once for all of them. As large as there are rows, and points.
struct RegimeSearch {
  std::vector<std::uint32_t> taken;   // rows with values
  std::vector<double> inverse;        // of counts
  explicit RegimeSearch(std::size_t rows);
};

// The change that leaves the least squares of residuals; the earlier of equals. Rows are in the order of x, `sums` holds the values
// of each: several, or none. Nothing where no change leaves enough on both sides. Rows of one x stay together.
std::optional<RegimeSplit> split_regimes(const std::vector<double>& x, const std::vector<LineSums>& sums);
std::optional<RegimeSplit> split_regimes(const std::vector<double>& x, const std::vector<LineSums>& sums, RegimeSearch& search);

}  // namespace botec
