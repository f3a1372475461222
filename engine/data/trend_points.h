// The points a trend is fitted to, and the rules that choose among them.
// Place: Table → TrendPoints → trend_fit.h, resampler.h. Promise: points stand in the order of x, those of equal x in the order of
// their rows; a rule only leaves points out. Threads: pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

struct Table;

enum class TrendScale { linear, log };

struct TrendPoints {
  std::vector<double> x;             // numbers, or dates in years of 365.25 days
  std::vector<double> y;             // on a log scale log10 of the value
  std::vector<std::uint32_t> rows;   // of the table
  std::size_t missing = 0;           // rows left out because x or y is blank

  std::size_t size() const { return x.size(); }
};

// Complaints `data` name the line and the column: no such column, text among numbers, a value that has no logarithm, no point at
// all. Their `argument` is "x" or "y" where that column's name or kind is at fault.
Expected<TrendPoints> trend_points(const Table& table, std::string_view x, std::string_view y, TrendScale scale);

struct Selection {
  enum class Rule {
    all,
    records,   // y above all before; of those at one x only the highest counts
    largest,   // the `count` highest y; of equals the earlier
    z_above,   // (y - mean) / sd >= threshold, both of all points within window / 2 of x, that one included; sd divides by n
  };
  Rule rule = Rule::all;
  std::size_t count = 0;
  double threshold = 0;
  double window = 0;   // in units of x: years where x is a date
  // Points outside [from, to) are compared with (they are records, stand in windows) but are not taken.
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();
};
TrendPoints select_points(const TrendPoints& points, const Selection& selection);

// Without the rows whose cell in `column` is one of `names`; a complaint for a name that no row has ("did you mean").
Expected<TrendPoints> exclude_points(const TrendPoints& points, const Table& table, std::string_view column,
                                     const std::vector<std::string>& names);

TrendPoints without_point(const TrendPoints& points, std::size_t index);

}  // namespace botec
