#include "distributions/incomplete_beta.h"

#include <boost/math/special_functions/beta.hpp>

#include "distributions/boost_policy.h"
#include "distributions/tail_probability.h"

namespace botec {

double incomplete_beta(double a, double b, UnitPoint at, Tail tail) {
  // Boost takes one coordinate; the smaller one loses nothing.
  if (at.y > at.rest) return incomplete_beta(b, a, {at.rest, at.y}, other(tail));
  return tail == Tail::lower ? boost::math::ibeta(a, b, at.y, QuietPolicy()) : boost::math::ibetac(a, b, at.y, QuietPolicy());
}

double incomplete_beta_density(double a, double b, UnitPoint at) {
  if (at.y > at.rest) return incomplete_beta_density(b, a, {at.rest, at.y});
  return boost::math::ibeta_derivative(a, b, at.y, QuietPolicy());
}

UnitPoint incomplete_beta_inverse(double a, double b, double p, Tail tail) {
  double rest = 0;
  const double y = tail == Tail::lower ? boost::math::ibeta_inv(a, b, p, &rest, QuietPolicy())
                                       : boost::math::ibetac_inv(a, b, p, &rest, QuietPolicy());
  return {y, rest};
}

}  // namespace botec
