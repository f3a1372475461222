// student_t: parameters {df, location, scale}.
#include <boost/math/constants/constants.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <fmt/format.h>

#include "distributions/boost_policy.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/incomplete_beta.h"
#include "distributions/tail_probability.h"

namespace botec {

namespace student_t {
namespace {

// Past this many degrees of freedom the law is the standard normal one to rounding.
constexpr double normal_from = 1e17;
// Past this ratio t/√df the tail is a power law to rounding.
constexpr double power_law_from = 1e9;

Expected<Distribution> fit(const Arguments& arguments) {
  const double df = number(arguments, "df");
  if (has(arguments, "location"))
    return Distribution{&student_t_family, {df, number(arguments, "location"), number(arguments, "scale")}, {}, {}};
  if (!(df > 2))
    return bad_argument("df", fmt::format("student_t has an sd only for df above 2, not {}", show(df)), "give location and scale");
  const double scale = number(arguments, "sd") * std::sqrt(1 - 2 / df);
  if (!(scale > 0)) return beyond_doubles("student_t");
  return Distribution{&student_t_family, {df, number(arguments, "mean"), scale}, {}, {}};
}

double standardise(const Distribution& d, double x) { return (x - d.parameters[1]) / d.parameters[2]; }

// log(a B(a, 1/2)) for a = df/2: the two tails together are (t/√df)^-df over its exponential, far out.
double log_tail_factor(double a) {
  using namespace boost::math;
  const double log_root_pi = std::log(constants::root_pi<double>());
  if (a >= 1) return log_root_pi + std::log(a) + std::log(tgamma_delta_ratio(a, 0.5, QuietPolicy()));
  return log_root_pi + std::log1p(tgamma1pm1(a, QuietPolicy())) - lgamma(a + 0.5, QuietPolicy());
}

// P(T > t) for t >= 0.
double upper_tail(double df, double t) {
  if (df > normal_from) return standard_normal_cdf(t, Tail::upper);
  const double s = t / std::sqrt(df), a = df / 2;
  if (s > power_law_from) return 0.5 * std::exp(-df * std::log(s) - log_tail_factor(a));
  const double square = s * s;
  return 0.5 * incomplete_beta(a, 0.5, {1 / (1 + square), square / (1 + square)}, Tail::lower);
}

// t >= 0 with P(T > t) = p, p <= 1/2.
double upper_quantile(double df, double p) {
  if (df > normal_from) return standard_normal_quantile(p, Tail::upper);
  const double a = df / 2, log_s = -(std::log(2 * p) + log_tail_factor(a)) / df;
  if (log_s > std::log(power_law_from)) return std::exp(log_s) * std::sqrt(df);
  const UnitPoint at = incomplete_beta_inverse(a, 0.5, 2 * p, Tail::lower);
  return std::sqrt(df) * std::sqrt(at.rest / at.y);
}

double cdf(const Distribution& d, double x, Tail tail) {
  const double z = standardise(d, x), t = tail == Tail::lower ? -z : z;
  return t >= 0 ? upper_tail(d.parameters[0], t) : 1 - upper_tail(d.parameters[0], -t);
}

double quantile(const Distribution& d, double p, Tail tail) {
  const double t = p <= 0.5 ? upper_quantile(d.parameters[0], p) : -upper_quantile(d.parameters[0], 1 - p);
  return d.parameters[1] + d.parameters[2] * (tail == Tail::lower ? -t : t);
}

// log(1 + t²/df)
double log_growth(double df, double t) {
  const double s = std::abs(t) / std::sqrt(df);
  return s > power_law_from ? 2 * std::log(s) : std::log1p(s * s);
}

double density(const Distribution& d, double x) {
  const double df = d.parameters[0], t = standardise(d, x);
  if (df > normal_from) return standard_normal_density(t) / d.parameters[2];
  const double ratio = boost::math::tgamma_delta_ratio(df / 2, 0.5, QuietPolicy());
  return std::exp(-(df + 1) / 2 * log_growth(df, t)) / (ratio * std::sqrt(df) * boost::math::constants::root_pi<double>()) / d.parameters[2];
}

double log_density(const Distribution& d, double x) {
  const double df = d.parameters[0], t = standardise(d, x);
  if (df > normal_from) return standard_normal_log_density(t) - std::log(d.parameters[2]);
  return std::log(student_t::density(d, d.parameters[1])) - (df + 1) / 2 * log_growth(df, t);
}

Moments moments(const Distribution& d) {
  const double df = d.parameters[0];
  Moments result;
  if (df > 1) result.mean = d.parameters[1];
  if (df > 2) result.sd = d.parameters[2] / std::sqrt(1 - 2 / df);
  return result;
}

Support support(const Distribution&) { return {}; }

TailIndices tail_indices(const Distribution& d) {
  TailIndices tails;
  tails.upper = tails.lower = d.parameters[0];
  tails.at_zero = 1;
  tails.exponential_upper = tails.exponential_lower = 0;
  return tails;
}

constexpr Parameter parameters[] = {
    {"df", Scaling::pure, "the degrees of freedom, which is the tail index", "above 0"},
    {"location", Scaling::value, "where the centre stands", "any number"},
    {"scale", Scaling::value, "how wide it is; not the standard deviation", "above 0"},
    {"mean", Scaling::value, "the mean", "any number"},
    {"sd", Scaling::value, "the standard deviation, which needs df above 2", "above 0"},
};
constexpr std::string_view argument_sets[] = {"df, location, scale", "df, mean, sd"};

}  // namespace
}  // namespace student_t

constinit const Family student_t_family = {
    .name = "student_t",
    .summary = "Like the normal, with power-law tails: the fewer degrees of freedom, the heavier.",
    .example = "student_t(df=4, location=5, scale=2)",
    .parameters = student_t::parameters,
    .argument_sets = student_t::argument_sets,
    .fit = student_t::fit,
    .cdf = student_t::cdf,
    .quantile = student_t::quantile,
    .density = student_t::density,
    .log_density = student_t::log_density,
    .moments = student_t::moments,
    .support = student_t::support,
    .tail_indices = student_t::tail_indices,
};

}  // namespace botec
