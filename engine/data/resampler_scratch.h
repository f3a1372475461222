// What one call of Resampler::draw works in, once for all its trials.
// Place: inside resampler*.cpp. Threads: belongs to one call.
#pragma once

#include <cstdint>
#include <vector>

#include "data/line_sums.h"
#include "data/redraw_lanes.h"
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
  std::vector<std::uint8_t> lane_counts;   // how often each row was taken, redraw::lanes bytes a row
  std::vector<double> lane_work;
  struct Lanes {
    double level[redraw::lanes], slope[redraw::lanes], squares[redraw::lanes];
    double change[redraw::lanes], level_before[redraw::lanes], slope_before[redraw::lanes];
    bool ok[redraw::lanes];
  } lane;
  std::uint64_t lane_words[8 * redraw::most_summed] = {};
  double x_sums[redraw::lanes] = {}, y_sums[redraw::lanes] = {}, xx_sums[redraw::lanes] = {}, xy_sums[redraw::lanes] = {}, yy_sums[redraw::lanes] = {};

  void put(std::size_t t, const Drawn& drawn) {
    lane.level[t] = drawn.level;
    lane.slope[t] = drawn.slope;
    lane.squares[t] = drawn.squares;
    lane.change[t] = drawn.change;
    lane.level_before[t] = drawn.level_before;
    lane.slope_before[t] = drawn.slope_before;
  }

  Scratch(std::size_t n, FitMethod method, bool noisy) : words(n), rows(n), y(n), regimes(method == FitMethod::two_regimes ? n : 0) {
    if (method == FitMethod::theil_sen) counts.resize(2 * n);
    if (method == FitMethod::theil_sen && noisy) {
      pairs = n * (n - 1) / 2 + 1;   // one more, for what is written and not kept
      slopes.reserve(pairs);
      places.resize(n);
      sorted_x.resize(n);
      sorted_y.resize(n);
    }
    if (method == FitMethod::two_regimes) {
      sums.resize(n);
      lane_work.resize(redraw::regimes_work(n));
    }
    if (method != FitMethod::least_squares && !noisy && n <= redraw::most_rows) lane_counts.resize(n * redraw::lanes);
  }
};

}  // namespace botec
