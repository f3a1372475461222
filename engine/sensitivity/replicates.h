// Estimates and their errors from independent replicates, by leaving one out at a time.
// Place: inside sensitivity. Promise: valid for any smooth function of sums, whatever the design within a replicate; needs
// replicates that are independent of each other. Threads: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace botec {

// A statistic of all replicates and of all but each one. Differences and ratios of statistics of the same replicates keep
// what they have in common.
struct Jackknife {
  double value = 0;
  std::vector<double> without;

  // Standard error (Tukey 1958); nothing with fewer than two replicates.
  std::optional<double> error() const;
};

// `Sums` has operator+= and operator-=.
template <class Sums, class Statistic>
Jackknife jackknife(const std::vector<Sums>& replicates, Statistic statistic) {
  Sums all = replicates.front();
  for (std::size_t r = 1; r < replicates.size(); ++r) all += replicates[r];
  Jackknife result{statistic(std::as_const(all)), {}};
  for (std::size_t r = 0; r < replicates.size() && replicates.size() > 1; ++r) {
    Sums rest = all;
    rest -= replicates[r];
    result.without.push_back(statistic(std::as_const(rest)));
  }
  return result;
}

Jackknife difference(const Jackknife& a, const Jackknife& b);
Jackknife sum(const std::vector<Jackknife>& terms);

// Student's t with replicates - 1 degrees of freedom, exceeded with probability `upper`: half-widths are this times the error.
double half_width_factor(std::size_t replicates, double upper = 0.025);

}  // namespace botec
