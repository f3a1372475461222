#include "distributions/tail_probability.h"

#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "distributions/boost_policy.h"

namespace botec {

namespace {
constexpr double root_two = boost::math::constants::root_two<double>();
}

double standard_normal_cdf(double z, Tail tail) {
  const double t = tail == Tail::lower ? -z : z;
  return 0.5 * boost::math::erfc(t / root_two, QuietPolicy());
}

double standard_normal_quantile(double p, Tail tail) {
  const double z = root_two * boost::math::erfc_inv(2 * p, QuietPolicy());
  return tail == Tail::lower ? -z : z;
}

double standard_normal_density(double z) {
  return std::exp(-0.5 * z * z) * boost::math::constants::one_div_root_two_pi<double>();
}

double standard_normal_log_density(double z) {
  constexpr double log_root_two_pi = 0.91893853320467274;
  return -0.5 * z * z - log_root_two_pi;
}

}  // namespace botec
