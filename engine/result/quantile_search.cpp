#include "result/quantile_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distributions/tail_probability.h"

namespace botec {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double score(double p) {
  if (!(p > 0)) return -infinity;
  return p < 1 ? standard_normal_quantile(p, Tail::lower) : infinity;
}

// One look at the distribution function.
struct Look {
  double place = 0;
  double excess = 0;   // normal score of the average, less that of p
  std::vector<double> replicates;
};

struct Search {
  const ReplicateCdf& cdf;
  const Axis& axis;
  double p;
  double unseen;
  Look low{-infinity, -infinity, {}}, high{infinity, infinity, {}};   // the nearest looks on both sides

  Look look(double place) {
    Look result{place, 0, cdf(axis.value(place))};
    result.excess = score(mean_of_replicates(result.replicates).mean) - score(p);
    return result;
  }
  void narrow(const Look& at) { (at.excess < 0 ? low : high) = at; }
  double next(const Look& before, const Look& last, double spread, int step) const;
};

// By the line through the last two looks; the middle of the bracket where that leads out of it, and every fourth time.
double Search::next(const Look& before, const Look& last, double spread, int step) const {
  constexpr double farthest = 4;   // spreads in one step: far tails are steeper than they look
  const double slope = (last.excess - before.excess) / (last.place - before.place);
  const bool usable = std::isfinite(slope) && slope > 0 && std::isfinite(last.excess);
  double move = usable ? -last.excess / slope : (last.excess < 0 ? farthest : -farthest) * spread;
  move = std::clamp(move, -farthest * spread, farthest * spread);
  const double place = last.place + move;
  const bool closed = std::isfinite(low.place) && std::isfinite(high.place);
  if (closed && (step % 4 == 3 || !(place > low.place && place < high.place))) return low.place + (high.place - low.place) / 2;
  return place;
}

// A jump of the average. Rounding makes tiny ones, and so does each trial that has an atom of its own: those of one trial in many
// are within the error of the average, and the law has none.
bool is_atom(const Search& search) {
  const ReplicateMean below = mean_of_replicates(search.low.replicates), above = mean_of_replicates(search.high.replicates);
  constexpr double rounding = 1e-9;
  return above.mean - below.mean > std::max(rounding, above.error);
}

// What every replicate agrees on has no error.
std::optional<QuantileRoot> at_atom(Search& search, double spread) {
  if (!search.axis.logarithmic && search.low.place < 0 && search.high.place > 0) {   // most atoms are at 0
    Look zero = search.look(0);
    if (zero.excess >= 0) search.high = std::move(zero);
  }
  const double below = mean_of_replicates(search.low.replicates).mean, above = mean_of_replicates(search.high.replicates).mean;
  constexpr double sure = 2;   // standard errors
  if (search.unseen > 0 && !(below + sure * search.unseen < search.p && above - sure * search.unseen >= search.p)) return std::nullopt;
  for (std::size_t r = 0; r < search.high.replicates.size(); ++r) {
    if (!(search.low.replicates[r] < search.p && search.high.replicates[r] >= search.p)) return std::nullopt;
  }
  return QuantileRoot{search.axis.value(search.high.place), 0, {search.high.place, spread}, above - below};
}

// The error of the average, brought to the axis by the slope between the root and the look before it, where they are far
// enough apart for its digits; else by another look. A hundredth of the spread leaves the slope right to a hundredth or so.
std::optional<QuantileRoot> at_root(Search& search, const Look& root, const Look& before, double spread) {
  QuantileRoot result{search.axis.value(root.place), 0, {root.place, spread}};
  ReplicateMean average = mean_of_replicates(root.replicates);
  if (root.replicates.size() < 2) return result;
  average.error = std::hypot(average.error, search.unseen);
  if (average.error == 0) return result;
  constexpr double near = 1e-6, far = 0.03, little = 0.01;
  const double apart = std::abs(before.place - root.place);
  const bool usable = !before.replicates.empty() && apart > near * spread && apart < far * spread;
  const Look beside = usable ? before : search.look(root.place + little * spread);
  const double slope = (mean_of_replicates(beside.replicates).mean - average.mean) / (beside.place - root.place);
  if (!(slope > 0) || !std::isfinite(slope)) return std::nullopt;   // a gap: any value in it would do
  const double per_score = (beside.place - root.place) / (beside.excess - root.excess);
  if (per_score > 0 && std::isfinite(per_score)) result.start = {root.place, per_score, true};
  const double along = average.error / slope;
  result.error = search.axis.logarithmic ? result.value * along : along;
  return result;
}

// An average over replicates is uncertain long before its root is known to rounding.
bool found(const Search& search, const Look& look) {
  constexpr double exact = 2e-14, enough = 1e-9, part = 0.01;   // in normal scores; of the standard error
  if (look.replicates.size() < 2) return std::abs(look.excess) <= exact;
  if (std::abs(look.excess) <= enough) return true;
  const ReplicateMean average = mean_of_replicates(look.replicates);
  return std::abs(average.mean - search.p) <= part * average.error;
}

// Near a measured start one look is enough: the rest of the way is a straight line in normal scores, whose slope is right to a few
// hundredths of a way of a few standard errors.
std::optional<QuantileRoot> one_step_on(const Search& search, const Look& look, const Start& start) {
  constexpr double most_errors = 4, most_scores = 0.1;
  if (!start.measured || look.replicates.size() < 2 || !(std::abs(look.excess) <= most_scores)) return std::nullopt;
  const ReplicateMean average = mean_of_replicates(look.replicates);
  const double error = std::hypot(average.error, search.unseen);
  if (!(error > 0) || std::abs(average.mean - search.p) > most_errors * error) return std::nullopt;
  const double place = start.place - look.excess * start.spread, density = standard_normal_density(score(search.p));
  QuantileRoot result{search.axis.value(place), error * start.spread / density, {place, start.spread, true}};
  if (search.axis.logarithmic) result.error *= result.value;
  return result;
}

}  // namespace

double Axis::place(double y) const { return logarithmic ? std::log(y) : y; }
double Axis::value(double place) const { return logarithmic ? std::exp(place) : place; }

ReplicateMean mean_of_replicates(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double value : values) sum += value;
  const double mean = sum / n;
  if (values.size() < 2) return {mean, 0};
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1) / n)};
}

std::optional<QuantileRoot> find_quantile(const ReplicateCdf& cdf, double p, const Axis& axis, const Start& start, double unseen) {
  const double spread = start.spread;
  Search search{cdf, axis, p, unseen};
  if (!(spread > 0) || !std::isfinite(spread) || !std::isfinite(start.place)) return std::nullopt;
  Look before{start.place, 0, {}}, last = search.look(start.place);
  if (auto root = one_step_on(search, last, start)) return root;
  constexpr int most_looks = 120;
  for (int step = 0; step < most_looks; ++step) {
    if (std::isnan(last.excess)) return std::nullopt;
    if (found(search, last)) return at_root(search, last, before, spread);
    search.narrow(last);
    const double middle = search.low.place + (search.high.place - search.low.place) / 2;
    const bool closed = std::isfinite(search.low.place) && std::isfinite(search.high.place);
    constexpr double together = 1e-15;   // of the spread; at 0 halving alone would go on to the smallest of all doubles
    const bool narrow = search.high.place - search.low.place <= together * start.spread;
    if (closed && (narrow || !(middle > search.low.place && middle < search.high.place))) {
      return is_atom(search) ? at_atom(search, spread) : at_root(search, search.high, search.low, spread);
    }
    const double place = step == 0 && std::isfinite(last.excess) ? start.place - std::clamp(last.excess, -4.0, 4.0) * spread
                                                                : search.next(before, last, spread, step);
    before = std::move(last);
    last = search.look(place);
  }
  return std::nullopt;
}

}  // namespace botec
