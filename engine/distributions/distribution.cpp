// The questions one can ask of any distribution: what holds for all families stands here, the rest in their rows.
#include "distributions/distribution.h"

#include <algorithm>
#include <cmath>

#include "distributions/family.h"

namespace botec {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Atomicity atomicity(const Distribution& d) {
  if (d.family->atomicity) return d.family->atomicity(d);
  return d.family->discrete ? Atomicity::all : Atomicity::none;
}

std::optional<double> finite(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace

double cdf(const Distribution& d, double x, Tail tail) {
  if (std::isnan(x)) return nan;
  const Support range = d.family->support(d);
  const bool lower = tail == Tail::lower;
  if (x < range.low) return lower ? 0.0 : 1.0;
  if (x >= range.high) return lower ? 1.0 : 0.0;
  if (std::isinf(x)) return lower ? 0.0 : 1.0;  // only -inf, of a support without lower end, comes here
  return std::clamp(d.family->cdf(d, x, tail), 0.0, 1.0);
}

bool has_cdf_kernel(const Distribution& d) {
  if (d.family->name == "truncated") return has_cdf_kernel(d.parts.front());
  return d.family->cdf_block != nullptr;
}

bool has_cheap_cdf(const Distribution& d) {
  if (d.family->name == "truncated") return has_cheap_cdf(d.parts.front());
  return d.family->cheap_cdf || d.family->cdf_block != nullptr;
}

void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail) {
  if (has_cdf_kernel(d) && d.family->cdf_block != nullptr) {
    d.family->cdf_block(d, x, out, n, tail);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] = cdf(d, x[i], tail);
  }
}

bool has_partial_moments(const Distribution& d) {
  if (d.family->name == "truncated") return has_partial_moments(d.parts.front());
  return d.family->partial_moment != nullptr;
}

void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n) {
  d.family->partial_moment(d, t, order, out, n);
}

double quantile(const Distribution& d, double p, Tail tail) {
  if (!(p >= 0 && p <= 1)) return nan;
  const Support range = d.family->support(d);
  const bool lower = tail == Tail::lower;
  if (p == 0) return lower ? range.low : range.high;
  if (p == 1) return lower ? range.high : range.low;
  return std::clamp(d.family->quantile(d, p, tail), range.low, range.high);
}

double density(const Distribution& d, double x) {
  if (std::isnan(x)) return nan;
  const Support range = d.family->support(d);
  if (x < range.low || x > range.high || std::isinf(x)) return 0.0;
  return d.family->density(d, x);
}

double log_density(const Distribution& d, double x) {
  const double value = density(d, x);
  // Below the smallest normal number digits are missing.
  if (!(value < std::numeric_limits<double>::min()) || d.family->log_density == nullptr) return std::log(value);
  const Support range = d.family->support(d);
  if (x < range.low || x > range.high || std::isinf(x)) return -std::numeric_limits<double>::infinity();
  return d.family->log_density(d, x);
}

Moments moments(const Distribution& d) {
  const Moments raw = d.family->moments(d);
  return {finite(raw.mean), finite(raw.sd)};
}

Support support(const Distribution& d) { return d.family->support(d); }

TailIndices tail_indices(const Distribution& d) { return d.family->tail_indices(d); }

bool is_discrete(const Distribution& d) { return atomicity(d) == Atomicity::all; }

bool has_atoms(const Distribution& d) { return atomicity(d) != Atomicity::none; }

std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit) {
  if (!has_atoms(d)) return std::vector<Atom>{};
  if (d.family->atoms) return d.family->atoms(d, limit);
  // Without an answer of its own, a discrete family lives on the whole numbers of its support.
  const Support range = d.family->support(d);
  if (!d.family->discrete || !(range.high - range.low < static_cast<double>(limit))) return std::nullopt;
  std::vector<Atom> all;
  for (double value = range.low; value <= range.high; ++value) {
    const double probability = d.family->density(d, value);
    if (probability > 0) all.push_back({value, probability});
  }
  return all;
}

}  // namespace botec
