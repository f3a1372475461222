// Theil and Sen's line of redrawn rows.
// Without noise the slopes of pairs are those of the data, sorted once: a redrawing only weighs them, a pair as often as its
// rows were taken, and its median slope is where half the weight is passed. That is near the middle of the data's own, so that the weight
// before the middle is added up for many redrawings side by side, and only pairs from there on are gone through.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "data/median.h"
#include "data/resampler_scratch.h"

namespace botec {

void Resampler::prepare_pairs() {
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
  middle_ = pairs_.size() / 2;
  std::vector<std::vector<std::uint16_t>> partners(x_.size());
  for (std::size_t k = 0; k < middle_; ++k) partners[pairs_[k].first].push_back(static_cast<std::uint16_t>(pairs_[k].second));
  for (const auto& of_row : partners) {
    first_partner_.push_back(static_cast<std::uint32_t>(partners_.size()));
    partners_.insert(partners_.end(), of_row.begin(), of_row.end());
  }
  first_partner_.push_back(static_cast<std::uint32_t>(partners_.size()));
  // Medians of 39 rows' redrawings lie within 60 of 741 pairs from the middle as a rule, of more rows within a smaller share.
  stretch_ = x_.size() > 255 ? 0 : std::min(pairs_.size() / 48, middle_ / redraw::stretches);
  for (std::size_t k = middle_ - redraw::stretches * stretch_; k < middle_ + redraw::stretches * stretch_; ++k) {
    around_.push_back(static_cast<std::uint16_t>(pairs_[k].first));
    around_.push_back(static_cast<std::uint16_t>(pairs_[k].second));
  }
}

// Where the slopes of noisy redrawings lie, by a few of them. What is drawn does not depend on it, only the time it takes.
void Resampler::find_usual_slopes() {
  constexpr std::size_t trials = 64;
  std::vector<std::uint64_t> words(trials);
  std::vector<double> slopes(trials);
  std::iota(words.begin(), words.end(), std::uint64_t{0});
  LineDraws out;
  out.slope = slopes.data();
  draw(words.data(), trials, out);
  const auto [least, most] = std::minmax_element(slopes.begin(), slopes.end());
  const double margin = (*most - *least) / 4;
  const double low = *least - margin, high = *most + margin;
  low_slope_ = low;
  high_slope_ = high;
}

// Rows in the order of x, their values beside them.
static void sort_rows(const std::vector<double>& x, const std::vector<std::uint32_t>& rows, const std::vector<double>& y,
                      const std::uint32_t* counts, std::vector<std::uint32_t>& places, std::vector<double>& sorted_x, std::vector<double>& sorted_y) {
  std::uint32_t place = 0;
  for (std::size_t row = 0; row < x.size(); ++row) {
    places[row] = place;
    place += counts[row];
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t to = places[rows[i]]++;
    sorted_x[to] = x[rows[i]];
    sorted_y[to] = y[i];
  }
}

// Slopes within [low, high] to `slopes`; how many are below. Pairs of one x have none.
static std::size_t slopes_between(const std::vector<double>& x, const std::vector<double>& y, double low, double high, std::vector<double>& slopes) {
  const std::size_t n = x.size();
  const double *const at = x.data(), *const value = y.data();
  double* const out = slopes.data();
  std::size_t below = 0, kept = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double from = at[i], start = value[i];
    for (std::size_t j = i + 1; j < n; ++j) {
      const double run = at[j] - from, rise = value[j] - start;
      const unsigned under = rise < low * run, over = rise > high * run, apart = run > 0;
      below += under & apart;
      out[kept] = rise / run;
      kept += apart & ~(under | over);
    }
  }
  slopes.resize(kept);
  return below;
}

// Of noisy values all slopes are new. Those far from where medians have been seen to lie are only counted; where the median is
// not among the others after all, all are sorted.
double Resampler::noisy_median_slope(Scratch& scratch, std::uint64_t all) const {
  sort_rows(x_, scratch.rows, scratch.y, scratch.counts.data(), scratch.places, scratch.sorted_x, scratch.sorted_y);
  constexpr double infinite = std::numeric_limits<double>::infinity();
  for (const auto& [low, high] : {std::pair{low_slope_, high_slope_}, std::pair{-infinite, infinite}}) {
    scratch.slopes.resize(scratch.pairs);
    const std::size_t below = slopes_between(scratch.sorted_x, scratch.sorted_y, low, high, scratch.slopes);
    const std::size_t lower = (all - 1) / 2, upper = all / 2;
    if (lower < below || upper >= below + scratch.slopes.size()) continue;
    const auto at = scratch.slopes.begin() + static_cast<std::ptrdiff_t>(lower - below);
    std::nth_element(scratch.slopes.begin(), at, scratch.slopes.end());
    const double first = *at;
    return upper == lower ? first : (first + *std::min_element(at + 1, scratch.slopes.end())) / 2;
  }
  return fit_.slope;   // cannot be: there are different x
}

template <class Count>
double Resampler::median_slope(Count count, std::size_t k, std::uint64_t before, std::uint64_t all) const {
  const auto weight = [&](std::size_t pair) { return std::uint64_t{count(pairs_[pair].first)} * count(pairs_[pair].second); };
  const auto at = [&](std::uint64_t position) {   // the slope in that place of all
    while (before > position) before -= weight(--k);
    while (before + weight(k) <= position) before += weight(k++);
    return slopes_[k];
  };
  const double lower = at((all - 1) / 2);
  return (lower + at(all / 2)) / 2;
}

void Resampler::lines_of_medians(Trials trials, std::size_t count, bool level, Scratch& scratch) const {
  const std::size_t n = x_.size();
  count_rows(trials, count, scratch);
  std::uint32_t weight[redraw::marks * redraw::lanes], same[redraw::lanes];
  redraw::active().weigh_pairs({scratch.lane_counts.data(), n, partners_.data(), first_partner_.data(), group_.data(), around_.data(), stretch_, weight, same});
  for (std::size_t t = 0; t < count; ++t) {
    scratch.lane.ok[t] = same[t] != n * n;
    if (!scratch.lane.ok[t]) continue;
    const std::uint8_t* const counts = scratch.lane_counts.data() + t;
    Drawn drawn{};
    const std::uint64_t all = (n * n - same[t]) / 2;
    const std::uint32_t* const before = weight + t;
    std::size_t mark = 0;   // the last before the median, without jumps that would be guessed wrong
    for (std::size_t m = 1; m < redraw::marks; ++m) mark += before[m * redraw::lanes] <= (all - 1) / 2 ? 1 : 0;
    const std::size_t from = middle_ + mark * stretch_ - redraw::stretches * stretch_;
    drawn.slope = median_slope([&](std::uint32_t row) { return counts[row * redraw::lanes]; }, from, before[mark * redraw::lanes], all);
    if (level) {
      draw_words(trials[t], 0, scratch.words.data());
      draw_values(scratch);
      median_level(scratch, drawn);
    }
    scratch.put(t, drawn);
  }
}

// The median of values, most of which are thought to lie outside of [low, high] on both sides: those are only counted.
static double median_within(std::vector<double>& values, double low, double high, std::vector<double>& kept) {
  kept.resize(values.size() + 1);   // one more, for what is written and not kept
  std::size_t below = 0, inside = 0;
  for (const double value : values) {
    const unsigned under = value < low, over = value > high;
    below += under;
    kept[inside] = value;
    inside += ~(under | over) & 1u;
  }
  const std::size_t upper = values.size() / 2, lower = (values.size() - 1) / 2;
  if (lower < below || upper >= below + inside) return median_of(values);
  const auto middle = kept.begin() + static_cast<std::ptrdiff_t>(upper - below);
  std::nth_element(kept.begin(), middle, kept.begin() + static_cast<std::ptrdiff_t>(inside));
  return lower == upper ? *middle : (*std::max_element(kept.begin(), middle) + *middle) / 2;
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
  std::uint64_t same = 0;   // ordered pairs of one x
  for (std::size_t g = 0; g <= group_.back(); ++g) same += std::uint64_t{scratch.counts[n + g]} * scratch.counts[n + g];
  const std::uint64_t all = (std::uint64_t{n} * n - same) / 2;
  const auto count = [&](std::uint32_t row) { return scratch.counts[row]; };
  const auto before = [&] {   // the weight of the pairs before the middle
    std::uint64_t weight = 0;
    for (std::size_t k = 0; k < middle_; ++k) weight += std::uint64_t{count(pairs_[k].first)} * count(pairs_[k].second);
    return weight;
  };
  drawn.slope = noise_ > 1 ? noisy_median_slope(scratch, all) : median_slope(count, middle_, before(), all);
  median_level(scratch, drawn);
  return true;
}

// The median of what is left, and its squares.
void Resampler::median_level(Scratch& scratch, Drawn& drawn) const {
  const std::size_t n = x_.size();
  std::vector<double>& residuals = scratch.slopes;
  residuals.clear();
  for (std::size_t i = 0; i < n; ++i) residuals.push_back(scratch.y[i] - drawn.slope * x_[scratch.rows[i]]);
  // Medians of n residuals wander by about 1.25 of their standard deviation over √n.
  const double near = 2.5 * fit_.residual_sd / std::sqrt(static_cast<double>(n));
  drawn.level = median_within(residuals, fit_.level - near, fit_.level + near, scratch.near);
  drawn.squares = 0;
  for (const double residual : residuals) drawn.squares += (residual - drawn.level) * (residual - drawn.level);
}

}  // namespace botec
