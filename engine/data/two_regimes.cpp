#include "data/two_regimes.h"

#include <algorithm>

namespace botec {

namespace {

// What a line takes from the squares of y: Σy²/n + together²/spread. `inverse` is 1/n.
struct Taken {
  double mean, together, spread;   // together² / spread is left to the caller, for one division of both sides
  Taken(const LineSums& s, double inverse) : mean(s.y * s.y * inverse), together(s.xy - s.x * s.y * inverse), spread(s.xx - s.x * s.x * inverse) {}
};

}  // namespace

RegimeSearch::RegimeSearch(std::size_t rows) : taken(rows), inverse(rows + 1, 0.0) {
  for (std::size_t n = 1; n <= rows; ++n) inverse[n] = 1 / static_cast<double>(n);
}

// Squares of residuals are least where the two lines take most of the squares of y.
std::optional<RegimeSplit> split_regimes(const std::vector<double>& x, const std::vector<LineSums>& sums, RegimeSearch& search) {
  LineSums all;
  std::size_t count = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    search.taken[count] = static_cast<std::uint32_t>(i);
    count += sums[i].n > 0 ? 1 : 0;   // without a jump, which would be guessed wrong for every third row
    all += sums[i];
  }
  const std::uint32_t* const row = search.taken.data();
  std::size_t different = count > 0 ? 1 : 0;
  for (std::size_t k = 1; k < count; ++k) different += x[row[k]] > x[row[k - 1]] ? 1 : 0;
  LineSums before;
  double most = -1;
  std::size_t best = 0, seen = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const bool next_x = k == 0 || x[row[k]] > x[row[k - 1]];
    if (next_x && seen >= fewest_in_regime && different - seen >= fewest_in_regime) {
      const LineSums after = all - before;
      const Taken a(before, search.inverse[static_cast<std::size_t>(before.n)]), b(after, search.inverse[static_cast<std::size_t>(after.n)]);
      const double lines = (a.together * a.together * b.spread + b.together * b.together * a.spread) / (a.spread * b.spread);
      const double taken = a.mean + b.mean + lines;
      if (taken > most) {
        most = taken;
        best = k;
      }
    }
    seen += next_x ? 1 : 0;
    before += sums[row[k]];
  }
  if (best == 0) return std::nullopt;
  before = {};
  for (std::size_t k = 0; k < best; ++k) before += sums[row[k]];
  return RegimeSplit{x[row[best - 1]] + (x[row[best]] - x[row[best - 1]]) / 2, row[best], before, all - before};
}

std::optional<RegimeSplit> split_regimes(const std::vector<double>& x, const std::vector<LineSums>& sums) {
  double points = 0;
  for (const LineSums& row : sums) points += row.n;
  RegimeSearch search(std::max(x.size(), static_cast<std::size_t>(points)));
  return split_regimes(x, sums, search);
}

}  // namespace botec
