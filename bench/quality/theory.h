// What a law says about its draws: cells of nearly equal probability, and moments by quadrature of the quantile function,
// each only where it is known more exactly than the draws can tell. Threads: functions without state.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "distributions/distribution.h"

namespace botec::bench {

// Cell k holds the values in (edges[k-1], edges[k]]; the last one everything above. Atoms are wholly in one cell.
struct Cells {
  std::vector<double> edges;           // ascending, 2^m - 1 of them, the unused ones infinite
  std::vector<double> probability;     // of each cell: 2^m
  std::vector<double> score;           // mean-free, of unit variance, ascending: the middle of the cell's probabilities
  std::size_t of(double x) const {
    std::size_t below = 0;
    for (std::size_t step = (edges.size() + 1) / 2; step > 0; step /= 2) below += edges[below + step - 1] < x ? step : 0;
    return below;
  }
};
Cells cells_of(const Distribution& law, std::size_t count);

// Moments of (X - centre)^k, k = 1, 2, 4, with the standard deviation of one draw's power.
struct PowerMoment {
  double mean = 0, sd = 0;
};
struct PowerMoments {
  double centre = 0, scale = 1;        // powers are of (X - centre) / scale
  std::array<std::optional<PowerMoment>, 3> of;   // empty where the law, or n draws of it, has no usable one
};
inline constexpr std::array powers{1, 2, 4};
PowerMoments moments_for(const Distribution& law, std::uint64_t draws);

}  // namespace botec::bench
