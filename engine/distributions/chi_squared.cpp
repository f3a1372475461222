// chi_squared: the gamma law with shape df/2 and scale 2; parameters {shape, scale}, see gamma_law.h.
#include "distributions/families.h"
#include "distributions/fitting.h"
#include "distributions/gamma_law.h"

namespace botec {

namespace chi_squared {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  return gamma_law::make(chi_squared_family, number(arguments, "df") / 2, 2);
}

constexpr Parameter parameters[] = {
    {"df", Scaling::pure, "the degrees of freedom", "above 0"},
};
constexpr std::string_view argument_sets[] = {"df"};

}  // namespace
}  // namespace chi_squared

constinit const Family chi_squared_family = {
    .name = "chi_squared",
    .summary = "The sum of the squares of df standard normal values.",
    .example = "chi_squared(df=4)",
    .parameters = chi_squared::parameters,
    .argument_sets = chi_squared::argument_sets,
    .fit = chi_squared::fit,
    .cdf = gamma_law::cdf,
    .quantile = gamma_law::quantile,
    .density = gamma_law::density,
    .log_density = gamma_law::log_density,
    .moments = gamma_law::moments,
    .support = gamma_law::support,
    .tail_indices = gamma_law::tail_indices,
};

}  // namespace botec
