// From the arguments of one input to a distribution, or to the one sentence that says what is wrong with them.
#include <fmt/format.h>

#include <cmath>

#include "distributions/argument_sets.h"
#include "distributions/conditions.h"
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "text/nearest_name.h"

namespace botec {

namespace {

// Whole numbers above 2^53 have no neighbours at distance 1 among doubles.
constexpr double largest_count = 9007199254740992.0;

std::optional<Complaint> check_quantile_count(const Family& family, std::size_t count) {
  const QuantileUse use = quantile_use(family);
  if (count == 0 || use == QuantileUse::many) return std::nullopt;
  const auto complaint = [&](std::string message, std::string help) {
    return complain(kind_conflicting_arguments, {}, std::move(message), std::move(help));
  };
  const std::string give = fmt::format("give {}", describe_sets(family));
  if (use == QuantileUse::never) return complaint(fmt::format("{} cannot be given by a range or by quantiles", family.name), give);
  if (use == QuantileUse::one && count > 1)
    return complaint(fmt::format("{} has one parameter, so a range or {} quantiles say too much", family.name, count), give);
  if (use == QuantileUse::two && count == 1)
    return complain(kind_missing_argument, {}, fmt::format("one quantile does not fix {}", family.name), "give a second quantile");
  if (use == QuantileUse::two && count > 2)
    return complaint(fmt::format("{} is fixed by two quantiles, not {}", family.name, count),
                     "`distribution: metalog` or `distribution: cdf` goes through all of them");
  return std::nullopt;
}

// What holds for the quantiles of every family; order of probability is the caller's promise, but equal ones are a user's slip.
std::optional<Complaint> check_quantiles(const Family& family, const Arguments& arguments) {
  const auto& quantiles = arguments.quantiles;
  const QuantileUse use = quantile_use(family);
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    const auto& [p, x] = quantiles[i];
    const std::string name = quantile_name(p);
    if (!(p >= 0 && p <= 1)) return bad_argument(name, fmt::format("{} is not a percentage from 0 to 100", name));
    if (!std::isfinite(x)) return bad_argument(name, fmt::format("{} must be a finite number, not {}", name, show(x)));
    if (use != QuantileUse::many && (p == 0 || p == 1))
      return bad_argument(name, fmt::format("{} cannot fix {}: a quantile must lie strictly between p0 and p100", name, family.name));
    if (i == 0) continue;
    const auto& [before_p, before_x] = quantiles[i - 1];
    if (p == before_p) return complain(kind_conflicting_arguments, name, fmt::format("{} is given twice", name));
    if (p < before_p) return complain(kind_conflicting_arguments, name, "quantiles must be given in order of probability");
    if (use != QuantileUse::two) continue;
    if (auto complaint = not_ordered(quantile_name(before_p), before_x, name, x)) return complaint;
  }
  return std::nullopt;
}

std::optional<Complaint> check_conditions(const Family& family, const Arguments& arguments) {
  for (const auto& [name, value] : arguments.numbers) {
    if (!std::isfinite(value)) return bad_argument(name, fmt::format("{} must be a finite number, not {}", name, show(value)));
    for (const Parameter& parameter : family.parameters) {
      if (parameter.name != name || keeps_condition(parameter.condition, value)) continue;
      const bool centre = name == "mean" || name == "median";
      return bad_argument(name,
                          fmt::format("{} of {} must be {}, not {}", name, family.name, parameter.condition, show(value)),
                          centre && parameter.scaling == Scaling::value && value <= 0 && family.from_range
                              ? "for values at or below 0 use `distribution: normal`" : "");
    }
  }
  return std::nullopt;
}

// Draws must be numbers that doubles can hold: quantiles that a thousand draws would meet are finite and in order.
std::optional<Complaint> check_result(const Distribution& d) {
  double before = -std::numeric_limits<double>::infinity();
  for (const double p : {1e-3, 0.5, 0.999}) {
    const double x = quantile(d, p);
    if (!std::isfinite(x) || x < before) return beyond_doubles(d.family->name);
    if (is_discrete(d) && d.family->atoms == nullptr && std::abs(x) > largest_count)
      return complain(kind_impossible_fit, {},
                      fmt::format("this {} counts beyond 9e15, where doubles no longer tell whole numbers apart", d.family->name),
                      "use a continuous distribution");
    before = x;
  }
  // A continuous law all of whose values are too small for a double.
  if (before == 0 && !has_atoms(d) && quantile(d, 1e-3) == 0) return beyond_doubles(d.family->name);
  return std::nullopt;
}

}  // namespace

Expected<Distribution> make_distribution(std::string_view name, const Arguments& arguments) {
  const Family* family = find_family(name);
  if (!family)
    return complain(kind_unknown_family, "distribution", fmt::format("there is no distribution `{}`", name),
                    did_you_mean(name, family_names()));
  if (!family->fit)
    return complain(kind_missing_argument, {}, fmt::format("{} needs {}", family->name, describe_sets(*family)));
  if (auto complaint = check_argument_names(*family, arguments)) return *complaint;
  if (auto complaint = check_quantile_count(*family, arguments.quantiles.size())) return *complaint;
  if (auto complaint = check_argument_set(*family, arguments)) return *complaint;
  if (auto complaint = check_quantiles(*family, arguments)) return *complaint;
  if (auto complaint = check_conditions(*family, arguments)) return *complaint;
  Expected<Distribution> fitted = family->fit(arguments);
  if (!fitted) return fitted;
  if (auto complaint = check_result(*fitted)) return *complaint;
  return fitted;
}

}  // namespace botec
