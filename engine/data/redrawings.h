// All the ways in which few rows can be redrawn, in the order of the slopes that they give, so that a number in (0, 1) chooses one with
// its probability and neighbouring numbers choose like ones: what nets and Latin hypercubes need.
// Place: under resampler*.cpp. Promise: only redrawings through which a line goes; probabilities to 1e-12.
// Threads: const after construction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace botec {

class Redrawings {
 public:
  // 8 rows have 6435 ways, 9 four times as many.
  static constexpr std::size_t most_rows = 8;

  Redrawings() = default;
  // `x` and `y` about the centre and the fitted line; no line goes through rows whose x spread less than `least_spread`.
  Redrawings(const std::vector<double>& x, const std::vector<double>& y, double least_spread);

  struct Choice {
    const std::uint8_t* rows = nullptr;   // as many as there are, the one on which the slope leans most first
    double rest = 0;                      // where in the choice's share of (0, 1) the number lies, from 0 to 1
  };
  Choice choose(double u) const;

  bool empty() const { return until_.empty(); }
  std::size_t size() const { return until_.size(); }
  std::span<const double> until() const { return until_; }   // probability of each way and those before it

 private:
  std::size_t n_ = 0;
  std::vector<double> until_;
  std::vector<std::uint8_t> rows_;        // n_ of each
  std::vector<std::uint32_t> guide_;      // the first whose `until` is above k / guides
};

}  // namespace botec
