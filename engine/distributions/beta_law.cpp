#include "distributions/beta_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "distributions/fitting.h"
#include "distributions/incomplete_beta.h"
#include "distributions/root_finding.h"
#include "distributions/tail_probability.h"

namespace botec::beta_law {

namespace {

double width(const Distribution& d) { return d.parameters[3] - d.parameters[2]; }

UnitPoint to_unit(double x, double low, double high) { return {(x - low) / (high - low), (high - x) / (high - low)}; }

UnitPoint to_unit(const Distribution& d, double x) { return to_unit(x, d.parameters[2], d.parameters[3]); }

}  // namespace

Expected<Distribution> make(const Family& family, double alpha, double beta, double low, double high) {
  // Outside these nearly all values are at an end, or all at one place, and doubles no longer resolve the law.
  constexpr double least = 1e-8, most = 1e100;
  const auto usable = [](double shape) { return shape >= least && shape <= most; };
  if (!usable(alpha) || !usable(beta) || !usable_width(low, high))
    return beyond_doubles(family.name);
  return Distribution{&family, {alpha, beta, low, high}, {}, {}};
}

double cdf(const Distribution& d, double x, Tail tail) {
  return incomplete_beta(d.parameters[0], d.parameters[1], to_unit(d, x), tail);
}

double quantile(const Distribution& d, double p, Tail tail) {
  const UnitPoint at = incomplete_beta_inverse(d.parameters[0], d.parameters[1], p, tail);
  return at.y <= at.rest ? d.parameters[2] + width(d) * at.y : d.parameters[3] - width(d) * at.rest;
}

double density(const Distribution& d, double x) {
  return incomplete_beta_density(d.parameters[0], d.parameters[1], to_unit(d, x)) / width(d);
}

double log_density(const Distribution& d, double x) {
  return incomplete_beta_log_density(d.parameters[0], d.parameters[1], to_unit(d, x)) - std::log(width(d));
}

Moments moments(const Distribution& d) {
  const double a = d.parameters[0], b = d.parameters[1], sum = a + b;
  const double share = a / sum;
  const double mean = share <= 0.5 ? d.parameters[2] + width(d) * share : d.parameters[3] - width(d) * (b / sum);
  return {mean, width(d) * std::sqrt(share * (b / sum) / (sum + 1))};
}

Support support(const Distribution& d) { return {d.parameters[2], d.parameters[3]}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  const double low = d.parameters[2], high = d.parameters[3];
  if (low < 0 && high > 0) tails.at_zero = 1;
  if (low == 0) tails.at_zero = d.parameters[0];
  if (high == 0) tails.at_zero = d.parameters[1];
  return tails;
}

namespace {

// Two quantiles fix a beta law, and one always exists: for a given a + b = n the mean m solves the first equation, and
// along that curve the second probability rises from p1 (n → 0, all mass at the ends) to 1 (n → ∞, a step).
// Both equations are solved in logarithms (log n, logit m), where they are close to straight lines.
struct Search {
  UnitPoint at1, at2;
  double p1, p2;

  static void shape(double log_n, double logit, double& a, double& b) {
    // m = 1/(1 + e^-logit), without rounding 1 - m away.
    a = std::exp(log_n - std::log1p(std::exp(-logit)));
    b = std::exp(log_n - std::log1p(std::exp(logit)));
  }

  // log n from the normal law of the log-odds: their variance is about 1/a + 1/b = 1/(n m (1 - m)).
  double guess() const {
    const double distance = standard_normal_quantile(p2, Tail::lower) - standard_normal_quantile(p1, Tail::lower);
    const double log_odds = std::log(at2.y / at1.y) - std::log(at2.rest / at1.rest);
    return 2 * std::log(distance / log_odds) - std::log((at1.y + at2.y) / 2 * ((at1.rest + at2.rest) / 2));
  }

  double miss(UnitPoint at, double p, double log_n, double logit) const {
    double a, b;
    shape(log_n, logit, a, b);
    const double low = incomplete_beta(a, b, at, Tail::lower), high = incomplete_beta(a, b, at, Tail::upper);
    return (std::log(low) - std::log(p)) - (std::log(high) - std::log1p(-p));
  }
};

}  // namespace

Expected<Distribution> through(const Family& family, const Arguments& arguments, double low, double high) {
  const QuantilePair pair = quantile_pair(arguments);
  if (!(pair.x1 > low) || !(pair.x2 < high)) {
    const std::string name = quantile_name(pair.x1 > low ? pair.p2 : pair.p1);
    return bad_argument(name,
                        fmt::format("{} is {}, and {} lies strictly between {} and {}", name,
                                    show(pair.x1 > low ? pair.x2 : pair.x1), family.name, show(low), show(high)),
                        "give low and high");
  }
  const Search search{to_unit(pair.x1, low, high), to_unit(pair.x2, low, high), pair.p1, pair.p2};
  double nearby = 0;  // the last solution, from where the next search starts, by a step of about the log-odds' sd
  const auto mean_for = [&](double log_n) {
    const auto logit = falling_root([&](double l) { return search.miss(search.at1, search.p1, log_n, l); }, nearby,
                                    std::min(1.0, 4 * std::exp(-log_n / 2)), -700, 700);
    if (logit) nearby = *logit;
    return logit;
  };
  const auto second_miss = [&](double log_n) {
    const auto logit = mean_for(log_n);
    return logit ? -search.miss(search.at2, search.p2, log_n, *logit) : std::numeric_limits<double>::quiet_NaN();
  };
  const auto log_n = falling_root(second_miss, std::clamp(search.guess(), -20.0, 60.0), 0.5, -60, 80);
  const auto logit = log_n ? mean_for(*log_n) : std::nullopt;
  if (!logit) return beyond_doubles(family.name);
  double a, b;
  Search::shape(*log_n, *logit, a, b);
  return make(family, a, b, low, high);
}

}  // namespace botec::beta_law
