// Azzini and Rosati: differences only, in numerator and denominator. Exact for one factor that does everything; the most
// exact one where there are strong interactions or heavy tails.
#include "sensitivity/index_method.h"

namespace botec {
namespace {

double denominator(const PairSums& s) { return s[PairSums::a_minus_b2] + s[PairSums::ab_minus_ba2]; }
double first_order(const PairSums& s) { return 2 * s[PairSums::both_differences] / denominator(s); }
double total(const PairSums& s) { return (s[PairSums::a_minus_ab2] + s[PairSums::b_minus_ba2]) / denominator(s); }

}  // namespace

extern const IndexMethod azzini_rosati{"azzini-rosati", "Azzini, Mara and Rosati 2021", first_order, total};

}  // namespace botec
