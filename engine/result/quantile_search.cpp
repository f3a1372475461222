#include "result/quantile_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distributions/tail_probability.h"
#include "summaries/moments.h"

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

// An atom: what every replicate agrees on has no error.
std::optional<QuantileRoot> at_atom(const Search& search) {
  for (std::size_t r = 0; r < search.high.replicates.size(); ++r) {
    if (!(search.low.replicates[r] < search.p && search.high.replicates[r] >= search.p)) return std::nullopt;
  }
  return QuantileRoot{search.axis.value(search.high.place), 0};
}

// The error of the average, brought to the axis by the slope between the root and the look before it, where they are far
// enough apart for its digits; else by another look. A hundredth of the spread leaves the slope right to a hundredth or so.
std::optional<QuantileRoot> at_root(Search& search, const Look& root, const Look& before, double spread) {
  QuantileRoot result{search.axis.value(root.place), 0};
  const ReplicateMean average = mean_of_replicates(root.replicates);
  if (root.replicates.size() < 2 || average.error == 0) return result;
  constexpr double near = 1e-6, far = 0.03, little = 0.01;
  const double apart = std::abs(before.place - root.place);
  const bool usable = !before.replicates.empty() && apart > near * spread && apart < far * spread;
  const Look beside = usable ? before : search.look(root.place + little * spread);
  const double slope = (mean_of_replicates(beside.replicates).mean - average.mean) / (beside.place - root.place);
  if (!(slope > 0) || !std::isfinite(slope)) return std::nullopt;   // a gap: any value in it would do
  const double along = average.error / slope;
  result.error = search.axis.logarithmic ? result.value * along : along;
  return result;
}

}  // namespace

double Axis::place(double y) const { return logarithmic ? std::log(y) : y; }
double Axis::value(double place) const { return logarithmic ? std::exp(place) : place; }

ReplicateMean mean_of_replicates(const std::vector<double>& values) {
  RunningMoments moments;
  moments.update(values.data(), values.size());
  return {moments.mean, moments.mean_error()};
}

std::optional<QuantileRoot> find_quantile(const ReplicateCdf& cdf, double p, const Axis& axis, double guess, double spread) {
  Search search{cdf, axis, p};
  if (!(spread > 0) || !std::isfinite(spread) || !std::isfinite(guess)) return std::nullopt;
  Look before{guess, 0, {}}, last = search.look(guess);
  constexpr int most_looks = 120;
  constexpr double exact = 2e-14, enough = 1e-9;   // in normal scores; an average over replicates is uncertain far before that
  for (int step = 0; step < most_looks; ++step) {
    if (std::isnan(last.excess)) return std::nullopt;
    if (std::abs(last.excess) <= (last.replicates.size() < 2 ? exact : enough)) return at_root(search, last, before, spread);
    search.narrow(last);
    const double middle = search.low.place + (search.high.place - search.low.place) / 2;
    const bool closed = std::isfinite(search.low.place) && std::isfinite(search.high.place);
    if (closed && !(middle > search.low.place && middle < search.high.place)) {
      // Rounding may keep the average from p itself; a jump of the distribution function keeps it off for good.
      constexpr double jump = 1e-9;
      if (search.high.excess - search.low.excess > jump) return at_atom(search);
      return at_root(search, search.high, search.low, spread);
    }
    const double place = step == 0 && std::isfinite(last.excess) ? guess - std::clamp(last.excess, -4.0, 4.0) * spread
                                                                : search.next(before, last, spread, step);
    before = std::move(last);
    last = search.look(place);
  }
  return std::nullopt;
}

}  // namespace botec
