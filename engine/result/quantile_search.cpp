#include "result/quantile_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "distributions/tail_probability.h"
#include "result/quantile_error.h"

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
  bool error_wanted;
  Look low{-infinity, -infinity, {}}, high{infinity, infinity, {}};   // the nearest looks on both sides

  Look look(double place) {
    Look result{place, 0, cdf(axis.value(place))};
    result.excess = score(mean_of_replicates(result.replicates).mean) - score(p);
    return result;
  }
  double error_of(const Look& at) const { return std::hypot(mean_of_replicates(at.replicates).error, unseen); }
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

// How far along the axis the average moves by `probability`, to either side (above 0 or below it): by the line to the first place
// that comes near, so that two looks do where the density hardly changes.
double reach(Search& search, const Look& root, double probability, double per_score) {
  const double all = probability > 0 ? 1 - search.p : -search.p;
  constexpr double most = 0.75;   // of what is left of the tail, which has no end; from there on a straight line
  const double part = std::min(most * all / probability, 1.0);
  const double target = score(search.p + part * probability) - score(search.p);
  constexpr int most_looks = 8;
  constexpr double near_enough = 0.15, least_growth = 1.5, most_growth = 8, edge = 0.1;
  double near = 0, near_share = root.excess / target, far = 0, far_share = 0, place = target * per_score;
  for (int i = 0; i < most_looks; ++i) {
    const double share = search.look(root.place + place).excess / target;
    if (std::abs(share - 1) <= near_enough) return place * (1 - near_share) / (share - near_share) / part;
    if (share < 1) {
      near = place;
      near_share = share;
    } else {
      far = place;
      far_share = share;
    }
    if (far == 0) place *= share > 0 ? std::clamp(1 / share, least_growth, most_growth) : most_growth;
    else place = near + (far - near) * std::clamp((1 - near_share) / (far_share - near_share), edge, 1 - edge);
  }
  return (far != 0 ? far : place) / part;
}

// The error of the average, brought to the axis: where the average is two of them lower, and where higher.
std::optional<QuantileRoot> at_root(Search& search, const Look& root, double per_score) {
  QuantileRoot result{search.axis.value(root.place), 0, {root.place, per_score}};
  if (root.replicates.size() < 2 || !search.error_wanted) return result;
  const double error = search.error_of(root);
  if (error == 0) return result;
  const double density = standard_normal_density(score(search.p));
  constexpr double rounding = 1e-12, sure = 2, alike = 0.1;
  if (error < rounding) {   // no look could tell the average apart
    result.error = error * per_score / density * (search.axis.logarithmic ? result.value : 1);
    return result;
  }
  const double down = reach(search, root, -sure * error, per_score), up = reach(search, root, sure * error, per_score);
  if (!std::isfinite(down) || !std::isfinite(up) || !(up > down)) return std::nullopt;
  const double spread = (up - down) / 2 * density / (sure * error);
  if (std::abs(up + down) <= alike * (up - down)) {   // straight from one to the other, so that the rest of the way to the root is too
    const double place = root.place - root.excess * spread;
    result = {search.axis.value(place), 0, {place, spread, true}};
  } else if (spread > 0 && std::isfinite(spread)) {
    result.start.spread = spread;
  }
  const double place = result.start.place;
  result.error = error_of_sides(result.value - search.axis.value(place + down), search.axis.value(place + up) - result.value);
  return result;
}

// An average over replicates is uncertain long before its root is known to rounding.
bool found(const Search& search, const Look& look) {
  constexpr double exact = 2e-14, enough = 1e-9, part = 0.1;   // in normal scores; of the standard error
  if (look.replicates.size() < 2) return std::abs(look.excess) <= exact;
  if (std::abs(look.excess) <= enough) return true;
  return std::abs(mean_of_replicates(look.replicates).mean - search.p) <= part * search.error_of(look);
}

// Between two looks that are both half an error off at most the rest is noise: steps of single trials.
bool is_noise(const Search& search) {
  constexpr double part = 0.5;
  if (search.low.replicates.size() < 2 || search.high.replicates.size() < 2) return false;
  const auto near = [&](const Look& look) { return std::abs(mean_of_replicates(look.replicates).mean - search.p) <= part * search.error_of(look); };
  return near(search.low) && near(search.high);
}

// Where nobody asks for an error the steps of single trials need not be told apart; an atom has a place of its own.
bool is_near(const Search& search, double spread) {
  constexpr double part = 1e-4, step = 0.005;   // of the spread; of probability
  if (search.error_wanted || search.low.replicates.size() < 2) return false;
  if (search.high.place - search.low.place > part * spread) return false;
  return mean_of_replicates(search.high.replicates).mean - mean_of_replicates(search.low.replicates).mean < step;
}

// Near a measured start one look is enough: the rest of the way is a straight line in normal scores, whose slope is right to a few
// hundredths of a way of a few standard errors.
std::optional<QuantileRoot> one_step_on(const Search& search, const Look& look, const Start& start) {
  constexpr double most_errors = 4, most_scores = 0.1;
  if (!start.measured || look.replicates.size() < 2 || !(std::abs(look.excess) <= most_scores)) return std::nullopt;
  const ReplicateMean average = mean_of_replicates(look.replicates);
  const double error = search.error_of(look);
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

std::optional<QuantileRoot> find_quantile(const ReplicateCdf& cdf, double p, const Axis& axis, const Start& start, const QuantileAim& aim) {
  const double spread = start.spread;
  Search search{cdf, axis, p, aim.unseen, aim.error};
  if (!(spread > 0) || !std::isfinite(spread) || !std::isfinite(start.place)) return std::nullopt;
  Look before{start.place, 0, {}}, last = search.look(start.place);
  if (auto root = one_step_on(search, last, start)) return root;
  double per_score = spread;
  constexpr int most_looks = 120;
  for (int step = 0; step < most_looks; ++step) {
    if (std::isnan(last.excess)) return std::nullopt;
    if (found(search, last)) return at_root(search, last, per_score);
    search.narrow(last);
    const double middle = search.low.place + (search.high.place - search.low.place) / 2;
    const bool closed = std::isfinite(search.low.place) && std::isfinite(search.high.place);
    constexpr double together = 1e-15;   // of the spread; at 0 halving alone would go on to the smallest of all doubles
    const bool narrow = search.high.place - search.low.place <= together * start.spread;
    if (closed && is_near(search, start.spread)) return QuantileRoot{search.axis.value(search.high.place), 0, {search.high.place, per_score}};
    if (closed && (narrow || is_noise(search) || !(middle > search.low.place && middle < search.high.place))) {
      const bool atom = is_atom(search);
      if (auto root = atom ? at_atom(search, spread) : at_root(search, search.high, per_score); root || search.error_wanted) return root;
      return QuantileRoot{search.axis.value(search.high.place), 0, {search.high.place, per_score}};   // a step of a single trial will do
    }
    const double place = step == 0 && std::isfinite(last.excess) ? start.place - std::clamp(last.excess, -4.0, 4.0) * spread
                                                                : search.next(before, last, spread, step);
    before = std::move(last);
    last = search.look(place);
    const double slope = (last.place - before.place) / (last.excess - before.excess);
    if (slope > 0 && std::isfinite(slope)) per_score = slope;
  }
  return std::nullopt;
}

}  // namespace botec
