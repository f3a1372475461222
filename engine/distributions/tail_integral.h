// Tails of large gamma and beta laws by quadrature. The usual series and fractions need about √a terms (3e7 for 1e15), this a
// fixed number, and keeps relative accuracy arbitrarily far out. Threads: pure functions.
#pragma once

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

namespace botec {

// ∫ exp(g(t)) dt over (0, end) for a concave g that falls from g(0) = 0. `slope` is -g'(0) >= 0, `bend` is -g''(0) > 0; they
// tell how far to go: until g is below -40, past which less than 1e-17 of the integral is left.
template <class G>
double tail_integral(G g, double slope, double bend, double end) {
  constexpr double depth = 40;
  constexpr int panels = 4;  // of 20 nodes: below 1e-15 from a Gaussian to an exponential fall
  double reach = 2 * depth / (slope + std::sqrt(slope * slope + 2 * depth * bend));
  for (int i = 0; i < 100 && reach < end && g(reach) > -depth; ++i) reach *= 1.25;
  reach = std::min(reach, end);
  for (int i = 0; i < 100 && g(0.8 * reach) < -depth; ++i) reach *= 0.8;
  using Rule = boost::math::quadrature::gauss<double, 20>;
  const double half = reach / panels / 2;
  double sum = 0;
  for (int panel = panels - 1; panel >= 0; --panel) {  // small summands first
    const double middle = (2 * panel + 1) * half;
    for (std::size_t i = 0; i < Rule::abscissa().size(); ++i) {
      const double offset = Rule::abscissa()[i] * half;
      sum += Rule::weights()[i] * (std::exp(g(middle + offset)) + std::exp(g(middle - offset)));
    }
  }
  return sum * half;
}

}  // namespace botec
