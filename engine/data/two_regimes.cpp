#include "data/two_regimes.h"

#include <vector>

#include "data/line_sums.h"

namespace botec {

std::optional<std::size_t> split_regimes(const TrendPoints& points) {
  const std::size_t n = points.size();
  double centre_x = 0, centre_y = 0;
  std::size_t different = 0;
  for (std::size_t i = 0; i < n; ++i) {
    centre_x += points.x[i] / static_cast<double>(n);
    centre_y += points.y[i] / static_cast<double>(n);
    if (i == 0 || points.x[i] > points.x[i - 1]) ++different;
  }
  LineSums all;
  for (std::size_t i = 0; i < n; ++i) all.add(points.x[i] - centre_x, points.y[i] - centre_y);
  LineSums before;
  std::size_t different_before = 0;
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t i = 0; i + 1 < n; ++i) {
    if (i == 0 || points.x[i] > points.x[i - 1]) ++different_before;
    before.add(points.x[i] - centre_x, points.y[i] - centre_y);
    const bool enough = different_before >= fewest_in_regime && different - different_before >= fewest_in_regime;
    if (points.x[i + 1] == points.x[i] || !enough) continue;
    const double squares = before.residuals() + (all - before).residuals();
    if (best && squares >= least) continue;
    best = i + 1;
    least = squares;
  }
  return best;
}

}  // namespace botec
