// Two forecasters on the questions that both answered: is the difference of their scores more than luck?
// Place: distributions → scoring → result. Threads: pure functions, plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace botec {

struct MeanWithError {
  double mean = 0;
  std::optional<double> error;     // standard error; nothing of a single value
};
MeanWithError mean_with_error(std::span<const double> values);

struct PairedDifference {
  std::size_t questions = 0;
  MeanWithError difference;        // first less second
  std::optional<double> low, high; // 95%, by Student's t; of two questions or more
  std::size_t first_better = 0, second_better = 0;   // smaller scores; ties are neither
  double sign_test = 1;            // how probable so lopsided a count is between equals, two-sided
};
PairedDifference paired_difference(std::span<const double> first, std::span<const double> second);

}  // namespace botec
