// pert: a beta law whose shapes follow from the mode; parameters {alpha, beta, low, high}, see beta_law.h.
// Malcolm and others 1959; shape 4 gives the mean (low + 4 mode + high)/6.
#include "distributions/beta_law.h"
#include "distributions/families.h"
#include "distributions/fitting.h"

namespace botec {

namespace pert {
namespace {

Expected<Distribution> fit(const Arguments& arguments) {
  const double low = number(arguments, "low"), mode = number(arguments, "mode"), high = number(arguments, "high");
  const double shape = number(arguments, "shape", 4);
  if (auto complaint = mode_outside(low, mode, high)) return *complaint;
  const double width = high - low;
  return beta_law::make(pert_family, 1 + shape * ((mode - low) / width), 1 + shape * ((high - mode) / width), low, high);
}

constexpr Parameter parameters[] = {
    {"low", Scaling::value, "the smallest value", "any number"},
    {"mode", Scaling::value, "the most likely value", "from low to high"},
    {"high", Scaling::value, "the largest value", "above low"},
    {"shape", Scaling::pure, "how peaked it is, 4 if not given", "above 0"},
};
constexpr std::string_view argument_sets[] = {"low, mode, high; optional shape"};

}  // namespace
}  // namespace pert

constinit const Family pert_family = {
    .name = "pert",
    .summary = "A smooth hump between two bounds with a given most likely value.",
    .example = "pert(low=1, mode=3, high=10)",
    .parameters = pert::parameters,
    .argument_sets = pert::argument_sets,
    .fit = pert::fit,
    .cdf = beta_law::cdf,
    .quantile = beta_law::quantile,
    .density = beta_law::density,
    .log_density = beta_law::log_density,
    .moments = beta_law::moments,
    .support = beta_law::support,
    .tail_indices = beta_law::tail_indices,
};

}  // namespace botec
