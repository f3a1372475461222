// Jansen 1999 for totals and Saltelli and others 2010, centred, for first-order shares.
#include "sensitivity/index_method.h"

namespace botec {
namespace {

// The variance of A and B alone, as those authors have it.
double variance(const PairSums& s) {
  const double n = 2 * s[PairSums::count];
  const double mean = (s[PairSums::a] + s[PairSums::b]) / n;
  return (s[PairSums::a2] + s[PairSums::b2]) / n - mean * mean;
}

double first_order(const PairSums& s) {
  const double n = 2 * s[PairSums::count];
  const double mean = (s[PairSums::a] + s[PairSums::b]) / n;
  const double products = s[PairSums::b_times_ab] + s[PairSums::a_times_ba] - 2 * s[PairSums::a_times_b];
  const double shifts = mean * (s[PairSums::ab] - s[PairSums::a] + s[PairSums::ba] - s[PairSums::b]);
  return (products - shifts) / n / variance(s);
}

double total(const PairSums& s) {
  return (s[PairSums::a_minus_ab2] + s[PairSums::b_minus_ba2]) / (4 * s[PairSums::count]) / variance(s);
}

}  // namespace

extern const IndexMethod jansen_saltelli{"jansen-saltelli", "Jansen 1999; Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010", first_order, total};

}  // namespace botec
