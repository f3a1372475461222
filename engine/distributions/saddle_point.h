// Binomial and Poisson probabilities to nearly full accuracy at any size, after C. Loader, "Fast and accurate computation of
// binomial probabilities" (2000): the logarithm is written as small corrections and deviances, so that nothing large
// cancels. Arguments may be real numbers, which also gives the gamma and beta densities. Threads: pure functions.
#pragma once

namespace botec {

// mean^x e^-mean / Γ(x + 1)
double poisson_term(double x, double mean);
double log_poisson_term(double x, double mean);   // also where the term is too small for a double
// C(x + y, x) p^x q^y, the probability of x successes and y failures; both, and both p and q = 1 - p, are given because
// either may be tiny beside the other.
double binomial_term(double x, double y, double p, double q);
double log_binomial_term(double x, double y, double p, double q);
// log(1 + x) - x, accurate near 0.
double log1p_minus(double x);

}  // namespace botec
