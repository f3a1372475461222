// Theil and Sen's line of redrawn rows.
// Without noise the slopes of pairs are those of the data, sorted once: a redrawing only weighs them, a pair as often as its
// rows were taken, and its median slope is where half the weight is passed.
#include <algorithm>
#include <numeric>

#include "data/median.h"
#include "data/resampler_scratch.h"

namespace botec {

void Resampler::prepare_pairs() {
  for (std::size_t i = 0; i < x_.size(); ++i) {
    group_.push_back(i == 0 ? 0 : group_.back() + (x_[i] > x_[i - 1] ? 1 : 0));
  }
  std::vector<Pair> pairs;
  std::vector<double> slopes;
  for (std::uint32_t i = 0; i < x_.size(); ++i) {
    for (std::uint32_t j = i + 1; j < x_.size(); ++j) {
      if (group_[i] == group_[j]) continue;
      pairs.push_back({i, j});
      slopes.push_back((y_[j] - y_[i]) / (x_[j] - x_[i]));
    }
  }
  std::vector<std::uint32_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return slopes[a] < slopes[b]; });
  for (const std::uint32_t k : order) {
    pairs_.push_back(pairs[k]);
    slopes_.push_back(slopes[k]);
  }
}

// Of noisy values, from all pairs anew.
static void slopes_of(const std::vector<double>& x, const std::vector<std::uint32_t>& rows, const std::vector<double>& y,
                      std::vector<double>& slopes) {
  slopes.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      const double run = x[rows[j]] - x[rows[i]];
      if (run != 0) slopes.push_back((y[j] - y[i]) / run);
    }
  }
}

double Resampler::median_slope(Scratch& scratch) const {
  const std::size_t n = x_.size();
  std::uint64_t same = 0;   // ordered pairs of one x
  for (std::size_t g = 0; g <= group_.back(); ++g) same += std::uint64_t{scratch.counts[n + g]} * scratch.counts[n + g];
  const std::uint64_t all = (n * n - same) / 2;
  std::uint64_t weight = 0;
  std::size_t k = 0;
  const auto pass = [&](std::uint64_t position) {   // the slope in that place of all
    while (weight <= position) {
      weight += std::uint64_t{scratch.counts[pairs_[k].first]} * scratch.counts[pairs_[k].second];
      ++k;
    }
    return slopes_[k - 1];
  };
  const double lower = pass((all - 1) / 2);
  return (lower + pass(all / 2)) / 2;
}

bool Resampler::median_line(Scratch& scratch, Drawn& drawn) const {
  const std::size_t n = x_.size();
  std::fill(scratch.counts.begin(), scratch.counts.end(), 0);
  for (const std::uint32_t row : scratch.rows) {
    ++scratch.counts[row];
    ++scratch.counts[n + group_[row]];
  }
  const std::uint32_t most = *std::max_element(scratch.counts.begin() + static_cast<std::ptrdiff_t>(n), scratch.counts.end());
  if (most == n) return false;
  if (noise_ > 1) {
    slopes_of(x_, scratch.rows, scratch.y, scratch.slopes);
    drawn.slope = median_of(scratch.slopes);
  } else {
    drawn.slope = median_slope(scratch);
  }
  std::vector<double>& residuals = scratch.slopes;
  residuals.clear();
  for (std::size_t i = 0; i < n; ++i) residuals.push_back(scratch.y[i] - drawn.slope * x_[scratch.rows[i]]);
  drawn.level = median_of(residuals);
  drawn.squares = 0;
  for (const double residual : residuals) drawn.squares += (residual - drawn.level) * (residual - drawn.level);
  return true;
}

}  // namespace botec
