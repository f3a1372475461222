// What every estimator of variance shares is computed from, for one target and one factor: sums over trials of products of
// four evaluations, a = f(A), b = f(B), ab = f(A with the factor from B), ba = f(B with the factor from A).
// Place: inside sensitivity. Threads: plain data.
#pragma once

#include <array>
#include <cstdint>

namespace botec {

struct PairSums {
  // Values are standardised, see Measure.
  enum Term : std::size_t {
    count, a, b, ab, ba,                       // of the values
    a2, b2, ab2, ba2,                          // of their squares
    a_minus_ab2, b_minus_ba2,                  // of squared differences by the factor alone
    a_minus_b2, ab_minus_ba2,                  // of squared differences by everything
    both_differences,                          // (ba - b)(a - ab): the factor's effect in two settings of the others
    a_times_b, b_times_ab, a_times_ba,
    terms
  };
  std::array<double, terms> of{};

  double operator[](Term t) const { return of[t]; }
  PairSums& operator+=(const PairSums& other) {
    for (std::size_t t = 0; t < terms; ++t) of[t] += other.of[t];
    return *this;
  }
  PairSums& operator-=(const PairSums& other) {
    for (std::size_t t = 0; t < terms; ++t) of[t] -= other.of[t];
    return *this;
  }
};

// Mean and variance of the target over all four evaluations.
inline double pooled_mean(const PairSums& s) {
  return (s[PairSums::a] + s[PairSums::b] + s[PairSums::ab] + s[PairSums::ba]) / (4 * s[PairSums::count]);
}
inline double pooled_variance(const PairSums& s) {
  const double mean = pooled_mean(s);
  return (s[PairSums::a2] + s[PairSums::b2] + s[PairSums::ab2] + s[PairSums::ba2]) / (4 * s[PairSums::count]) - mean * mean;
}

}  // namespace botec
