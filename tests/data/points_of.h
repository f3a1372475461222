// Points for a line, without a table that they come from.
#pragma once

#include <vector>

#include "data/trend_points.h"

namespace botec {

inline TrendPoints points_of(const std::vector<double>& x, const std::vector<double>& y) {
  TrendPoints points;
  points.x = x;
  points.y = y;
  points.rows.resize(x.size());
  return points;
}

}  // namespace botec
