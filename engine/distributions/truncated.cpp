// truncated: a law conditioned on [low, high], both ends included; parameters as in Cut, parts {the law that is cut}.
// Not in the catalogue: `min` and `max` of an input make one. Everything is asked of the tail in which the numbers are small,
// because P(X <= 10) - P(X <= 9) of a standard normal is 0 in doubles while P(X > 9) - P(X > 10) has 16 digits.
#include <algorithm>
#include <cmath>

#include "distributions/composite.h"
#include "distributions/monotone_inverse.h"
#include "distributions/truncated.h"

namespace botec {

namespace truncated_law {
namespace {

const Distribution& base_of(const Distribution& d) { return d.parts.front(); }

// The target in the tail of the law that is cut which keeps its accuracy, for probability p in `tail` of the cut one.
double base_quantile(const Distribution& base, const Cut& cut, double p, Tail tail) {
  const double part = p * cut.kept;
  const double lower = tail == Tail::lower ? cut.below + part : cut.to_high - part;
  if (lower <= 0.5) return botec::quantile(base, lower, Tail::lower);
  return botec::quantile(base, tail == Tail::lower ? cut.from_low - part : cut.above + part, Tail::upper);
}

double cdf(const Distribution& d, double x, Tail tail) {
  const Cut cut = cut_of(d);
  if (!base_of(d).family->discrete)
    return (tail == Tail::lower ? mass_between(base_of(d), cut.low, x) : mass_between(base_of(d), x, cut.high)) / cut.kept;
  x = std::floor(x);
  return (tail == Tail::lower ? mass_between(base_of(d), cut.low, x) : mass_between(base_of(d), x + 1, cut.high)) / cut.kept;
}

// Where so little is left of the law that the difference of two probabilities loses digits, the scalar way is asked.
void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail) {
  const Cut cut = cut_of(d);
  const bool lower = tail == Tail::lower;
  constexpr double enough = 1e-3;
  if (cut.kept < enough) {
    for (std::size_t i = 0; i < n; ++i) out[i] = botec::cdf(d, x[i], tail);
    return;
  }
  for (std::size_t i = 0; i < n; ++i) out[i] = std::min(std::max(x[i], cut.low), cut.high);
  botec::cdf_block(base_of(d), out, out, n, tail);
  const double beyond = lower ? cut.below : cut.above, inverse = 1 / cut.kept;
  for (std::size_t i = 0; i < n; ++i) out[i] = std::min(std::max((out[i] - beyond) * inverse, 0.0), 1.0);
}

// What the law that is cut has between the lower end and t.
void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n) {
  const Cut cut = cut_of(d);
  double below = 0;
  botec::partial_moment(base_of(d), &cut.low, order, &below, 1);
  for (std::size_t i = 0; i < n; ++i) out[i] = std::min(std::max(t[i], cut.low), cut.high);
  botec::partial_moment(base_of(d), out, order, out, n);
  for (std::size_t i = 0; i < n; ++i) out[i] = (out[i] - below) / cut.kept;
}

double quantile_of_whole_numbers(const Distribution& d, double p, Tail tail) {
  const Cut cut = cut_of(d);
  const auto reached = [&](double k) {
    const double probability = botec::cdf(d, k, tail);
    return tail == Tail::lower ? probability >= p : probability <= p;
  };
  double k = std::clamp(base_quantile(base_of(d), cut, p, tail), cut.low, cut.high);
  // Rounding can leave it a step off; past 2^53 the steps are lost in the doubles anyway.
  for (int i = 0; i < 4 && k > cut.low && reached(k - 1); ++i) k -= 1;
  for (int i = 0; i < 4 && k < cut.high && !reached(k); ++i) k += 1;
  return k;
}

double quantile(const Distribution& d, double p, Tail tail) {
  const Distribution& base = base_of(d);
  if (base.family->discrete) return quantile_of_whole_numbers(d, p, tail);
  const Cut cut = cut_of(d);
  const double x = std::clamp(base_quantile(base, cut, p, tail), cut.low, cut.high);
  // Where the answer is so near to an end that the sum above has lost digits, it is found from that end.
  const double part = p * cut.kept, end = tail == Tail::lower ? cut.low : cut.high;
  const double beyond = tail == Tail::lower ? std::min(cut.below, cut.from_low) : std::min(cut.above, cut.to_high);
  if (!(part < cancellation * beyond) || std::isinf(end)) return x;
  const auto at = [&](double where) { return cdf_point(d, where, tail); };
  double reach = 2 * std::abs(x - end) + 2 * part / botec::density(base, end) + std::abs(end) * 0x1p-50;
  if (!std::isfinite(reach)) return x;
  if (tail == Tail::lower) {
    while (end + reach < cut.high && botec::cdf(d, end + reach, tail) < p) reach *= 8;
    return invert_cdf(at, p, tail, end, std::min(cut.high, end + reach));
  }
  while (end - reach > cut.low && botec::cdf(d, end - reach, tail) < p) reach *= 8;
  return invert_cdf(at, p, tail, std::max(cut.low, end - reach), end);
}


// A piece from far out in a tail has an ordinary density, though that of the whole law there is tiny.
double density(const Distribution& d, double x) {
  const double whole = botec::density(base_of(d), x);
  if (whole < std::numeric_limits<double>::min()) return std::exp(botec::log_density(base_of(d), x) - std::log(cut_of(d).kept));
  return whole / cut_of(d).kept;
}
double log_density(const Distribution& d, double x) { return botec::log_density(base_of(d), x) - std::log(cut_of(d).kept); }
Moments moments(const Distribution& d) { return truncated_moments(d); }
Support support(const Distribution& d) { return {d.parameters[0], d.parameters[1]}; }

TailIndices tail_indices(const Distribution& d) {
  const Cut cut = cut_of(d);
  TailIndices tails = botec::tail_indices(base_of(d));
  if (std::isfinite(cut.high)) tails.upper = tails.exponential_upper = TailIndices::none;
  if (std::isfinite(cut.low)) tails.lower = tails.exponential_lower = TailIndices::none;
  if (cut.low > 0 || cut.high < 0) tails.at_zero = TailIndices::none;
  return tails;
}

Atomicity atomicity(const Distribution& d) { return is_discrete(base_of(d)) ? Atomicity::all : Atomicity::none; }

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  const Cut cut = cut_of(d);
  if (!(cut.high - cut.low < static_cast<double>(limit))) return std::nullopt;
  std::vector<Atom> all;
  for (double k = 0; k <= cut.high - cut.low; ++k)
    if (const double probability = botec::density(d, cut.low + k); probability > 0) all.push_back({cut.low + k, probability});
  return all;
}

}  // namespace
}  // namespace truncated_law

constinit const Family truncated_family = {
    .name = "truncated",
    .summary = "A distribution conditioned on an interval.",
    .example = "normal(mean=5, sd=2, min=0)",
    .parameters = {},
    .argument_sets = {},
    .cdf = truncated_law::cdf,
    .quantile = truncated_law::quantile,
    .density = truncated_law::density,
    .log_density = truncated_law::log_density,
    .moments = truncated_law::moments,
    .support = truncated_law::support,
    .tail_indices = truncated_law::tail_indices,
    .atomicity = truncated_law::atomicity,
    .atoms = truncated_law::atoms,
    .cdf_block = truncated_law::cdf_block,
    .partial_moment = truncated_law::partial_moment,
};

Cut cut_of(const Distribution& d) {
  const auto& p = d.parameters;
  return {p[0], p[1], p[2], p[3], p[4], p[5], p[6]};
}

}  // namespace botec
