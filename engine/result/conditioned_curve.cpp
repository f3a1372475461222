#include "result/conditioned_curve.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "distributions/tail_probability.h"
#include "result/assemble.h"
#include "result/atoms.h"

namespace botec {
namespace {

constexpr double same = 1e-12;   // (1 - 0.9) / 2 and 0.05

double quantile_in(const OutputResult& sampled, double p) {
  for (const QuantileEstimate& q : sampled.quantiles) {
    if (q.probability == p) return q.at.value.value_or(NAN);
  }
  return NAN;
}

}  // namespace

double ConditionedCurve::score(double p) { return standard_normal_quantile(p, Tail::lower); }

double ConditionedCurve::unseen() const {
  const Conditioning& conditioning = *output.conditioning;
  if (conditioning.exact || (conditioning.crossing && conditioning.continuous)) return 0;
  return (conditioning.continuous ? steep : 1) * unseen_share(static_cast<double>(std::bit_floor(sample.points(which))));   // a net's
}

void ConditionedCurve::find_steepness() {
  constexpr std::uint64_t enough = 256;   // a replicate, of which widest_gap() looks at no more
  if (output.conditioning->exact || !output.conditioning->continuous || crossing || steep_points >= enough) return;
  constexpr std::uint64_t beside = 8;
  steep = 0;
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) steep = std::max(steep, sample.widest_gap(which, axis.value(start(p).place), beside));
  steep_points = sample.points(which);
}

bool ConditionedCurve::is_found(double p) const {
  const auto known = found.lower_bound(p - same);
  return known != found.end() && known->first <= p + same;
}

// From fewer points and ever more of them, so that all of them are looked at but once.
void ConditionedCurve::approach(double p) {
  if (output.conditioning->exact || !comes(p) || is_found(p)) return;
  constexpr std::uint64_t fewest = 32;   // a replicate
  for (const std::uint64_t part : {64, 16, 4}) {
    if (sample.points(which) < fewest * part) continue;
    const std::uint64_t points = sample.points(which) / part;
    if (const auto root = find_quantile(cdf(points), p, axis, start(p), {unseen()})) keep(p, root->start, points);
  }
}

// A slope can be relied on only from points enough.
void ConditionedCurve::keep(double p, Start start, std::uint64_t points) {
  constexpr std::uint64_t enough = 64;   // a replicate
  start.measured = start.measured && points >= enough;
  starts[p] = start;
}

std::optional<Estimate> ConditionedCurve::quantile(double p) {
  if (is_found(p)) return found.lower_bound(p - same)->second;
  const auto solved = solve(p);
  if (solved) found[p] = *solved;
  return solved;
}

std::optional<Estimate> ConditionedCurve::solve(double p) {
  if (output.conditioning->is_value()) {
    const double value = law_quantile(p);
    return std::isfinite(value) ? std::optional(shown(value, 0)) : std::nullopt;
  }
  if (!comes(p)) return Estimate{std::numeric_limits<double>::infinity(), {}};
  const double tails = sample.unseen_tails(which, axis.value(start(p).place));
  const auto root = find_quantile(cdf(), p, axis, start(p), {unseen() + tails});
  if (!root || !std::isfinite(root->value)) return std::nullopt;
  keep(p, root->start, sample.points(which));
  return root->atom >= least_atom ? at_atom(p, *root) : shown(root->value, root->error);
}

// The way down a path rounds, so that an atom at 0 may be found at 1e-16. Where the sample has its quantile there, it has the value.
Estimate ConditionedCurve::at_atom(double p, const QuantileRoot& root) {
  constexpr double rounding = 1e-9;   // of the spread
  const auto sampled = seen.find(p);
  const bool known = sampled != seen.end() && std::abs(axis.place(sampled->second * output.unit.scale) - axis.place(root.value)) <= rounding * spread;
  const double value = known ? sampled->second : shown(root.value);
  atoms[value] = root.atom;
  Estimate estimate{value, {}};
  if (known_error) estimate.standard_error = 0.0;
  return estimate;
}

std::optional<ConditionedCurve> curve_of(const ProgramOutput& output, const OutputResult& sampled, const ConditionalSample& sample, std::size_t which, bool known_error) {
  ConditionedCurve curve{output, sample, which, known_error, {}};
  const double scale = output.unit.scale;
  if (output.conditioning->crossing) {
    curve.crossing.emplace();   // looked at before it is asked
    return curve;
  }
  const auto at = [&](double p) { return output.conditioning->is_value() ? curve.law_quantile(p) : quantile_in(sampled, p) * scale; };
  const double median = at(0.5);
  // A negative scale never happens: units are multiples. Zero belongs to the linear axis.
  curve.axis.logarithmic = sampled.minimum > 0 && at(0.95) > 2 * at(0.05);
  curve.middle = curve.axis.place(median);
  for (const auto& [low, high] : {std::pair{0.25, 0.75}, std::pair{0.05, 0.95}, std::pair{0.01, 0.99}}) {
    if (curve.spread > 0) break;
    const double width = curve.axis.place(at(high)) - curve.axis.place(at(low));
    curve.spread = width / (ConditionedCurve::score(high) - ConditionedCurve::score(low));
  }
  if (!(curve.spread > 0) || !std::isfinite(curve.middle)) return std::nullopt;
  for (const QuantileEstimate& q : sampled.quantiles) {
    const double place = q.at.value ? curve.axis.place(*q.at.value * scale) : NAN;
    if (std::isfinite(place)) curve.starts[q.probability] = {place, curve.spread};
    if (q.at.value) curve.seen[q.probability] = *q.at.value;
  }
  for (const auto& [p, end] : {std::pair{(1 - sampled.interval.level) / 2, sampled.interval.low}, std::pair{(1 + sampled.interval.level) / 2, sampled.interval.high}}) {
    if (end.value) curve.seen[p] = *end.value;
  }
  return curve;
}

}  // namespace botec
