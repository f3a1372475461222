// Janon, Monod and others: covariances about the mean of all evaluations, both ways round.
#include "sensitivity/index_method.h"

namespace botec {
namespace {

double first_order(const PairSums& s) {
  const double mean = pooled_mean(s);
  const double product = (s[PairSums::b_times_ab] + s[PairSums::a_times_ba]) / (2 * s[PairSums::count]);
  return (product - mean * mean) / pooled_variance(s);
}

double total(const PairSums& s) {
  return (s[PairSums::a_minus_ab2] + s[PairSums::b_minus_ba2]) / (4 * s[PairSums::count]) / pooled_variance(s);
}

}  // namespace

// The total of covariances 1 - cov(a, ab)/V is, over the pooled moments, Jansen's mean squared difference.
extern const IndexMethod janon_monod{"janon-monod", "Janon, Klein, Lagnoux, Nodet and Prieur 2014; Monod, Naud and Makowski 2006", first_order, total};

}  // namespace botec
