// Where one straight line ends and another begins.
// Place: under trend_fit.cpp. Threads: pure.
#pragma once

#include <cstddef>
#include <optional>

#include "data/trend_points.h"

namespace botec {

// Rows of a regime, at least, and different x: fewer would let a line run through two points and call it a regime.
inline constexpr std::size_t fewest_in_regime = 3;

// How many points stand before the change that leaves the least squares of residuals; the earlier of equals. Nothing where
// no change leaves enough on both sides. Points of one x stay together.
std::optional<std::size_t> split_regimes(const TrendPoints& points);

}  // namespace botec
