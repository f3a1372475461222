// Do forecasts happen as often as they say? Counts with the exact uncertainty of a share of so few.
// Place: distributions → scoring → result. Threads: pure functions, plain data.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace botec {

// A share k of n and the interval of Clopper and Pearson (1934) that holds the probability behind it with 95% or more.
struct Share {
  std::size_t count = 0, of = 0;
  double low = 0, high = 1;
  double value() const { return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of); }
};
Share share_of(std::size_t count, std::size_t of);

// Percentiles of outcomes, sorted into bins of equal width; of a calibrated forecaster each is as likely as another.
std::vector<std::size_t> percentile_counts(std::span<const double> percentiles, std::size_t bins);

// Probabilities that were said, in tenths, and how often it happened.
struct ReliabilityBin {
  double low = 0, high = 0.1;      // a probability on an edge belongs to the bin above it, 1 to the last
  double mean_said = 0;
  Share happened;
};
struct SaidAndDone {
  double probability = 0;
  bool happened = false;
};
std::vector<ReliabilityBin> reliability(std::span<const SaidAndDone> forecasts);   // bins with forecasts alone

}  // namespace botec
