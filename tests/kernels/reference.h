// The slow obvious twins of the kernels: long double functions of the C library, one value at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kernels/accuracy.h"

namespace reference {

// The function of that name; b is the second argument, where there is one.
long double value(std::string_view name, double a, double b);

// Φ⁻¹(p) by Newton's iteration.
long double normal_quantile(double p);

// Distance from the true value in units in the last place of a double there; 0 for a NaN that should be one.
double ulps(double got, long double truth);

// n numbers in an interval, at random from a fixed seed, its ends first.
std::vector<double> spread_over(const botec::kernels::Interval& interval, std::size_t n, std::uint64_t seed);

// Numbers that break things: zeros, ones, ends of ranges, subnormals, infinities, NaN, halves, whole numbers.
std::vector<double> edges();

}  // namespace reference
