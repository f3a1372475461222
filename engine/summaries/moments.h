// Running moments up to the fourth: add blocks around a centre, merge, read off.
// Promise: merging is exact in the algebra (Pébay 2008, Sandia SAND2008-6212) and the same chunks in the same order give the same bits.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/kernels.h"

namespace botec {

struct RunningMoments {
  std::uint64_t count = 0;
  double mean = 0;
  double m2 = 0, m3 = 0, m4 = 0;   // sums of powers of deviations from the mean

  void update(const double* values, std::size_t n);
  void merge(const RunningMoments& other);

  double variance() const;            // with count - 1; 0 below two values
  double sd() const;
  double mean_error() const;          // standard error of the mean of independent draws
  double sd_error() const;            // standard error of sd by the fourth moment (delta method)
};

// Power sums of some thousand values around a centre near their mean, which is that of the first block.
struct CentredSums {
  std::uint64_t count = 0;
  double centre = 0;
  kernels::PowerSums powers;

  // Adds scale times up to a block of values; false, and nothing happens, where one of them is not finite.
  bool add(const double* values, double scale, std::size_t n);
  RunningMoments moments() const;
};

}  // namespace botec
