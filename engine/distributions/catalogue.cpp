// The one list of families, in the order of the documentation. A new family is its file and a line here and in families.h.
#include <algorithm>
#include <array>

#include "distributions/families.h"

namespace botec {

namespace {

constexpr std::array rows = {
    &normal_family,    &lognormal_family,     &uniform_family,  &loguniform_family,  &triangular_family,
    &pert_family,      &beta_family,          &gamma_family,    &exponential_family, &weibull_family,
    &pareto_family,    &student_t_family,     &logistic_family, &gumbel_family,      &laplace_family,
    &cauchy_family,    &chi_squared_family,   &inverse_gamma_family, &rayleigh_family, &arcsine_family,
    &metalog_family,   &cdf_family,           &empirical_family, &mixture_family,    &bernoulli_family,
    &binomial_family,  &poisson_family,       &integer_family,  &geometric_family,   &negative_binomial_family,
    &categorical_family,
};

}  // namespace

std::span<const Family* const> catalogue() { return rows; }

const Family* find_family(std::string_view name) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Family* f) { return f->name == name; });
  return row == rows.end() ? nullptr : *row;
}

std::vector<std::string> family_names() {
  std::vector<std::string> names;
  for (const Family* family : rows) names.emplace_back(family->name);
  return names;
}

}  // namespace botec
