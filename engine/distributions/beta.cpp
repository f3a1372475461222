// beta: parameters {alpha, beta, low, high}; see beta_law.h.
#include <fmt/format.h>

#include <cmath>

#include "distributions/beta_law.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace beta {
namespace {

Expected<Distribution> from_moments(double mean, double sd, double low, double high) {
  if (!(mean > low) || !(mean < high))
    return bad_argument("mean", fmt::format("mean of beta must lie between {} and {}, not be {}", show(low), show(high), show(mean)),
                        "give low and high");
  // var = m (1 - m) / (alpha + beta + 1), so that the two shapes follow from the ratio to the largest variance.
  const double m = (mean - low) / (high - low), rest = (high - mean) / (high - low);
  const double largest = std::sqrt(m) * std::sqrt(rest), relative = sd / (high - low) / largest;
  if (!(relative < 1))
    return complain(kind_impossible_fit, "sd",
                    fmt::format("no beta between {} and {} with mean {} has an sd of {}: it must be below {}", show(low),
                                show(high), show(mean), show(sd), show(largest * (high - low))));
  const double sum = (1 - relative) * (1 + relative) / (relative * relative);
  return beta_law::make(beta_family, m * sum, rest * sum, low, high);
}

Expected<Distribution> fit(const Arguments& arguments) {
  const double low = number(arguments, "low", 0), high = number(arguments, "high", 1);
  if (auto complaint = not_ordered("low", low, "high", high)) return *complaint;
  if (has(arguments, "alpha"))
    return beta_law::make(beta_family, number(arguments, "alpha"), number(arguments, "beta"), low, high);
  if (has(arguments, "mean")) return from_moments(number(arguments, "mean"), number(arguments, "sd"), low, high);
  return beta_law::through(beta_family, arguments, low, high);
}

constexpr Parameter parameters[] = {
    {"alpha", Scaling::pure, "the first shape: larger pushes towards high", "above 0"},
    {"beta", Scaling::pure, "the second shape: larger pushes towards low", "above 0"},
    {"mean", Scaling::value, "the mean", "any number"},
    {"sd", Scaling::value, "the standard deviation", "above 0"},
    {"low", Scaling::value, "the lower bound, 0 if not given", "any number"},
    {"high", Scaling::value, "the upper bound, 1 if not given", "above low"},
};
constexpr std::string_view argument_sets[] = {"alpha, beta; optional low, high", "mean, sd; optional low, high",
                                              "two quantiles; optional low, high"};

}  // namespace
}  // namespace beta

constinit const Family beta_family = {
    .name = "beta",
    .summary = "A share between 0 and 1 (or between low and high), of any shape from flat to peaked.",
    .example = "beta(alpha=2, beta=5)",
    .parameters = beta::parameters,
    .argument_sets = beta::argument_sets,
    .from_range = true,
    .fit = beta::fit,
    .cdf = beta_law::cdf,
    .quantile = beta_law::quantile,
    .density = beta_law::density,
    .log_density = beta_law::log_density,
    .moments = beta_law::moments,
    .support = beta_law::support,
    .tail_indices = beta_law::tail_indices,
};

}  // namespace botec
