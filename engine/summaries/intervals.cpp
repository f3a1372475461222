#include "summaries/intervals.h"

#include <algorithm>
#include <cmath>

namespace botec {

std::pair<double, double> shortest_interval(const std::vector<double>& sorted, double level) {
  const std::size_t n = sorted.size();
  const auto span = std::min(n - 1, static_cast<std::size_t>(std::llround(level * static_cast<double>(n))));
  const std::size_t starts = n - span;   // the interval may start at the first `starts` values and end at the last ones
  std::size_t best = 0;
  for (std::size_t r = 1; r < starts; ++r) {
    if (sorted[r + span] - sorted[r] < sorted[best + span] - sorted[best]) best = r;
  }
  return {sorted[best], sorted[best + span]};
}

// By where the edges of the bins fall among the values: that takes a logarithm, or a power, for each edge and none for each value.
BinnedShares bin(const std::vector<double>& sorted, double low, double high, std::size_t bins, bool logarithmic) {
  BinnedShares result{std::vector<double>(bins, 0.0)};
  if (sorted.empty()) return result;
  const double each = 1 / static_cast<double>(sorted.size());
  const double ratio = high / low;
  auto from = std::lower_bound(sorted.begin(), sorted.end(), low);
  result.below = each * static_cast<double>(from - sorted.begin());
  for (std::size_t k = 0; k < bins; ++k) {
    const double part = static_cast<double>(k + 1) / static_cast<double>(bins);
    const double edge = logarithmic ? low * std::pow(ratio, part) : low + part * (high - low);
    // The last bin holds its upper end as well.
    const auto to = k + 1 == bins ? std::upper_bound(from, sorted.end(), high) : std::lower_bound(from, sorted.end(), edge);
    result.shares[k] = each * static_cast<double>(to - from);
    from = to;
  }
  result.above = each * static_cast<double>(sorted.end() - from);
  return result;
}

double widest_gap_of(const std::vector<double>& values) {
  constexpr std::size_t cells = 1000, beside = 3;
  if (values.empty()) return 0;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double least = *low, cell = (*high - least) / cells;
  if (!(cell > 0) || !std::isfinite(cell)) return 0;
  std::vector<std::size_t> held(cells + 1);
  for (const double value : values) ++held[static_cast<std::size_t>((value - least) / cell)];
  std::size_t widest = 0, last = 0, before = 0;
  for (std::size_t c = 0; c <= cells; ++c) {
    if (held[c] == 0) continue;
    if (before >= beside && values.size() - before >= beside) widest = std::max(widest, c - last);
    last = c;
    before += held[c];
  }
  return static_cast<double>(widest) * cell;
}

}  // namespace botec
