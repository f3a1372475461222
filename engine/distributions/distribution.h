// Probability distributions as values, and the questions one can ask of any of them.
// Place: units → distributions → model and program. A distribution knows nothing of units: its caller scales.
// Promise: cdf and quantile of one distribution agree to 1e-12; quantile is the inverse everything is drawn by.
// Threads: plain data, immutable once made; all functions are pure.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"

namespace botec {

struct Family;

// Which tail a probability is counted from: `lower` is P(X <= x), `upper` is P(X > x). The upper tail keeps its
// relative accuracy where 1 - p would round to 1.
enum class Tail { lower, upper };

struct Support {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

// Mean and standard deviation; empty where the moment does not exist (or is infinite).
struct Moments {
  std::optional<double> mean;
  std::optional<double> sd;
};

// How heavy the tails are, for deciding which moments of a formula exist.
struct TailIndices {
  static constexpr double none = std::numeric_limits<double>::infinity();
  double upper = none;             // E[max(X,0)^k] is finite for k < upper
  double lower = none;             // E[max(-X,0)^k] is finite for k < lower
  double at_zero = none;           // E[|X|^-k] is finite for k < at_zero (1 for a positive, finite density at 0; 0 for an atom at 0)
  double exponential_upper = none; // E[exp(tX)] is finite for 0 < t < exponential_upper (0 for a lognormal)
  double exponential_lower = none; // E[exp(-tX)] likewise
};

// A distribution: a family with its canonical parameters. Composite ones (mixtures, truncations) own their parts.
struct Distribution {
  const Family* family = nullptr;
  std::vector<double> parameters;    // meaning and order: see the family's file
  std::vector<Distribution> parts;   // components of a mixture; the one truncated distribution
  std::shared_ptr<const std::vector<double>> data;  // sorted values, nodes or coefficients, where a family has many

};

double cdf(const Distribution& d, double x, Tail tail = Tail::lower);
// The same for a block of values (no NaN); `out` may be `x`. Families without a kernel of their own answer one by one.
void cdf_block(const Distribution& d, const double* x, double* out, std::size_t n, Tail tail = Tail::lower);
bool has_cdf_kernel(const Distribution& d);
bool has_cheap_cdf(const Distribution& d);   // a kernel, or one call is some tens of nanoseconds
// E[X^order; X <= t] for a block of t (no NaN), order 1 or 2, where has_partial_moments(); `out` may be `t`.
void partial_moment(const Distribution& d, const double* t, int order, double* out, std::size_t n);
bool has_partial_moments(const Distribution& d);
// The generalised inverse: smallest x with P(X <= x) >= p; for the upper tail, with P(X > x) <= p. p in [0, 1].
double quantile(const Distribution& d, double p, Tail tail = Tail::lower);
// Density at x; for discrete distributions the probability of x; NaN for mixed ones at an atom.
double density(const Distribution& d, double x);
// Its natural logarithm, also where the density is below the smallest double; -infinity only where it is 0.
double log_density(const Distribution& d, double x);
Moments moments(const Distribution& d);
Support support(const Distribution& d);
TailIndices tail_indices(const Distribution& d);
// Only atoms (binomial, categorical …). A mixture may have atoms without being discrete.
bool is_discrete(const Distribution& d);
bool has_atoms(const Distribution& d);
// Values and probabilities of all atoms where they are finitely many (at most `limit`); empty otherwise.
struct Atom { double value; double probability; };
std::optional<std::vector<Atom>> atoms(const Distribution& d, std::size_t limit = 100000);

// A value that never varies.
Distribution constant(double value);
std::optional<double> constant_value(const Distribution& d);

// d conditioned on [low, high]; either may be infinite. Complaints: low > high, no mass between them.
// `kept` is the probability that stays, accurate also deep in a tail.
struct Truncated { Distribution distribution; double kept; };
Expected<Truncated> truncate(const Distribution& d, double low, double high);

// Weights must be as many as parts, not negative, not all zero; empty weights mean equal ones.
Expected<Distribution> mixture(std::vector<Distribution> parts, std::vector<double> weights);

// value × factor + 0 of a distribution is never made here: scaling is the sampler's business (see sampler.h).

}  // namespace botec
