// Test statistics with their null distributions, for tests that state how often they may fail by chance.
#pragma once

#include <vector>

namespace statistics {

// Kolmogorov and Smirnov's distance of a sample from the uniform law on (0, 1), times √n; sorts the sample.
double kolmogorov_uniform(std::vector<double>& sample);
// Its bound: passed with probability `rate` by uniform samples (n large), from the tail 2·exp(-2x²).
double kolmogorov_bound(double rate);

// Pearson's χ² of counts that should all be alike.
double chi_square(const std::vector<long>& counts);
// Its bound for that many cells (Wilson and Hilferty's approximation): passed with probability `rate`.
double chi_square_bound(std::size_t cells, double rate);

// |z| that a standard normal passes with probability `rate`.
double two_sided_bound(double rate);

double correlation(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace statistics
