// The rows of all families, each defined at the end of its own file; catalogue.cpp lists them.
// Threads: constants.
#pragma once

#include "distributions/family.h"

namespace botec {

extern const Family normal_family;
extern const Family lognormal_family;
extern const Family uniform_family;
extern const Family loguniform_family;
extern const Family triangular_family;
extern const Family pert_family;
extern const Family beta_family;
extern const Family gamma_family;
extern const Family exponential_family;
extern const Family weibull_family;
extern const Family pareto_family;
extern const Family student_t_family;
extern const Family logistic_family;
extern const Family gumbel_family;
extern const Family laplace_family;
extern const Family cauchy_family;
extern const Family chi_squared_family;
extern const Family inverse_gamma_family;
extern const Family rayleigh_family;
extern const Family arcsine_family;
extern const Family metalog_family;
extern const Family cdf_family;
extern const Family empirical_family;
extern const Family mixture_family;
extern const Family bernoulli_family;
extern const Family binomial_family;
extern const Family poisson_family;
extern const Family integer_family;
extern const Family geometric_family;
extern const Family negative_binomial_family;
extern const Family categorical_family;

}  // namespace botec
