#include "data/two_regimes.h"

namespace botec {

std::optional<RegimeSplit> split_regimes(const std::vector<double>& x, const std::vector<LineSums>& sums) {
  LineSums all;
  std::size_t different = 0, last = x.size();   // last: the row before with values
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (sums[i].n == 0) continue;
    if (last == x.size() || x[i] > x[last]) ++different;
    last = i;
    all += sums[i];
  }
  std::optional<RegimeSplit> best;
  LineSums before;
  double least = 0;
  std::size_t seen = 0;
  last = x.size();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (sums[i].n == 0) continue;
    const bool next_x = last == x.size() || x[i] > x[last];
    if (next_x && seen >= fewest_in_regime && different - seen >= fewest_in_regime) {
      const LineSums after = all - before;
      const double squares = before.residuals() + after.residuals();
      if (!best || squares < least) {
        best = RegimeSplit{x[last] + (x[i] - x[last]) / 2, i, before, after};
        least = squares;
      }
    }
    if (next_x) ++seen;
    last = i;
    before += sums[i];
  }
  return best;
}

}  // namespace botec
