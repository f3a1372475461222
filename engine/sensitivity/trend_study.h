// What the data of a trend say beside its line: how sure the slope is, which row moves it most, what another rule of selection
// would have found.
// Place: program's FittedTrend → sensitivity → result, for `botec trend`. Threads: pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "program/fit_trends.h"

namespace botec {

struct TrendStudyOptions {
  std::uint64_t seed = 1;
  std::uint64_t samples = 1u << 17;     // lines drawn for the trend
  std::uint64_t sweep_samples = 1u << 14;   // and for each other rule of selection
  double level = 0.9;
  std::function<void(std::uint64_t lines)> progress;   // so many more were drawn
};

struct Found {
  double value = 0, error = 0;
};

// Of a number that varies: the ends of the central interval and the median.
struct Spread {
  Found low, median, high;
};

struct StudiedFit {
  std::string rule;
  LineFit fit;
  Spread slope;
  Found not_positive;                   // the probability of a slope that is not above 0
  std::optional<Spread> change;         // of two regimes, where the second begins
};

struct TrendStudy {
  StudiedFit main;
  struct Without {
    std::string row;
    LineFit fit;
  };
  std::optional<Without> lowest, highest;   // leaving this row out gives the lowest, the highest slope
  std::vector<StudiedFit> sweep;
};

TrendStudy study_trend(const FittedTrend& trend, const TrendStudyOptions& options);

}  // namespace botec
