#include "distributions/moment_quadrature.h"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <vector>

namespace botec {

namespace {

using Kronrod = boost::math::quadrature::gauss_kronrod<double, 15>;

// Of the difference between 15 and 7 points; that of the 15 is smaller by orders.
constexpr double tolerance = 1e-11;
constexpr double smallest_tail = 1e-300;  // quantile functions are asked no further out
constexpr double panel_ratio = 8;         // tail probability from one panel edge to the next

// One end of the law: edges from the median outwards, and whether they stop because doubles do.
struct Side {
  std::vector<double> edges;
  bool cut_short = false;
};

Side side_of(const QuantileFunction& quantile, Tail tail, double median) {
  Side side;
  double second_moment = 0;
  for (double p = 0.5 / panel_ratio;; p /= panel_ratio) {
    if (p < smallest_tail) {
      side.cut_short = true;
      return side;
    }
    const double x = quantile(p, tail);
    if (!std::isfinite(x)) return side;
    const double previous = side.edges.empty() ? median : side.edges.back();
    if (tail == Tail::lower ? x < previous : x > previous) side.edges.push_back(x);
    const double share = (x - median) * (x - median) * p;
    second_moment += share;
    // What lies further out adds a geometric series with this as its first term.
    if (p < 1e-16 && share < 1e-18 * second_moment) return side;
  }
}

// Sum over the panels of one side. Where the doubles end before the tail does, the panels are a geometric series by then.
double sum_outwards(const Side& side, double median, const std::function<double(double, double)>& panel) {
  double sum = 0, last = 0, before = 0, from = median;
  for (const double to : side.edges) {
    before = last;
    last = panel(std::min(from, to), std::max(from, to));
    sum += last;
    from = to;
  }
  const double ratio = last / before;
  return side.cut_short && ratio > 0 && ratio < 1 ? sum + last * ratio / (1 - ratio) : sum;
}

// Halves [a, b] until 7 and 15 points agree. Boost 1.74 can do so itself, but holds the error on [-1, 1] against a tolerance
// on [a, b], and halves narrow intervals to the last.
double integrate(const std::function<double(double)>& f, double a, double b, double goal = 0, int halvings = 10) {
  const double middle = a / 2 + b / 2, h = b / 2 - a / 2;
  double error = 0;
  const double estimate = h * Kronrod::integrate([&](double s) { return f(middle + h * s); }, -1.0, 1.0, 0, tolerance, &error);
  goal = std::max(goal, tolerance * std::abs(estimate));
  if (!(error * h > goal) || halvings == 0) return estimate;
  return integrate(f, a, middle, goal / 2, halvings - 1) + integrate(f, middle, b, goal / 2, halvings - 1);
}

bool exists(const TailIndices& tails, double order) { return tails.upper > order && tails.lower > order; }

}  // namespace

double integrate_panel(const std::function<double(double)>& f, double a, double b) {
  if (!(a < b)) return 0;
  // In the logarithm, powers are exponentials, which polynomials follow better.
  const bool positive = a > 0 && b > 1.25 * a, negative = b < 0 && a < 1.25 * b;
  if (!positive && !negative) return integrate(f, a, b);
  const double sign = positive ? 1 : -1;
  const auto in_log = [&](double w) { return f(sign * std::exp(w)) * std::exp(w); };
  return integrate(in_log, std::log(positive ? a : -b), std::log(positive ? b : -a));
}

Moments moments_by_density(const std::function<double(double)>& density, const QuantileFunction& quantile,
                           const TailIndices& tails) {
  Moments result;
  if (!exists(tails, 1)) return result;
  const double median = quantile(0.5, Tail::lower);
  const Side lower = side_of(quantile, Tail::lower, median), upper = side_of(quantile, Tail::upper, median);
  const auto expectation = [&](const std::function<double(double)>& g) {
    const auto panel = [&](double a, double b) {
      return integrate_panel([&](double x) { return g(x) * density(x); }, a, b);
    };
    return sum_outwards(lower, median, panel) + sum_outwards(upper, median, panel);
  };
  const double mass = expectation([](double) { return 1.0; });
  const double mean = median + expectation([&](double x) { return x - median; }) / mass;
  result.mean = mean;
  if (exists(tails, 2)) result.sd = std::sqrt(expectation([&](double x) { return (x - mean) * (x - mean); }) / mass);
  return result;
}

Moments moments_by_quantile(const QuantileFunction& quantile, const TailIndices& tails) {
  Moments result;
  if (!exists(tails, 1)) return result;
  const auto half = [&](Tail tail, const std::function<double(double)>& g) {
    double sum = 0, last = 0, before = 0, p = 0.5;
    while (p > smallest_tail) {
      // Far out the integrand is an exponential of log p, and long panels will do.
      const double next = p / (p > 1e-4 ? panel_ratio : 0x1p20);
      const auto in_log = [&](double w) { return g(quantile(std::exp(w), tail)) * std::exp(w); };
      before = last;
      last = integrate(in_log, std::log(next), std::log(p));
      sum += last;
      if (p < 1e-16 && std::abs(last) < 1e-18 * std::abs(sum)) return sum;
      p = next;
    }
    const double ratio = last / before;
    return ratio > 0 && ratio < 1 ? sum + last * ratio / (1 - ratio) : sum;
  };
  const double median = quantile(0.5, Tail::lower);
  const auto expectation = [&](const std::function<double(double)>& g) { return half(Tail::lower, g) + half(Tail::upper, g); };
  const double mean = median + expectation([&](double x) { return x - median; });
  result.mean = mean;
  if (exists(tails, 2)) result.sd = std::sqrt(expectation([&](double x) { return (x - mean) * (x - mean); }));
  return result;
}

}  // namespace botec
