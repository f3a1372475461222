// What one call of Resampler::draw works in, once for all its trials.
// Place: inside resampler*.cpp. Threads: belongs to one call.
#pragma once

#include <cstdint>
#include <vector>

#include "data/line_sums.h"
#include "data/resampler.h"
#include "data/two_regimes.h"

namespace botec {

struct Resampler::Scratch {
  std::vector<std::uint64_t> words;
  std::vector<std::uint32_t> rows;     // which row each redrawing took,
  std::vector<double> y;               // and its value
  std::vector<std::uint32_t> counts;   // how often each row was taken; of groups behind them
  std::vector<double> slopes;
  std::vector<double> near;            // residuals near the fitted level
  std::vector<std::uint32_t> places;   // with noise: where each row's values begin in the order of x,
  std::vector<double> sorted_x, sorted_y;
  std::size_t pairs = 0;
  std::vector<LineSums> sums;          // of each row
  RegimeSearch regimes;
  std::vector<std::uint64_t> bits;     // Theil and Sen: the binary digits of the counts, a row of words each

  Scratch(std::size_t n, FitMethod method, bool noisy) : words(n), rows(n), y(n), regimes(method == FitMethod::two_regimes ? n : 0) {
    if (method == FitMethod::theil_sen) counts.resize(2 * n);
    if (method == FitMethod::theil_sen && noisy) {
      pairs = n * (n - 1) / 2 + 1;   // one more, for what is written and not kept
      slopes.reserve(pairs);
      places.resize(n);
      sorted_x.resize(n);
      sorted_y.resize(n);
    }
    if (method == FitMethod::two_regimes) sums.resize(n);
  }
};

}  // namespace botec
