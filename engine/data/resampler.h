// Lines through rows redrawn with replacement: the bootstrap (Efron 1979) as a function of a trial's word.
// Place: TrendPoints → Resampler, which the evaluator asks for one line a trial. Promise: a line is a pure function of the word,
// the same bytes on every instruction set and in every block; no allocation that grows with the number of trials.
// Threads: const after construction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "data/trend_fit.h"

namespace botec {

// Where draws go, one column a quantity, `n` doubles each; null: not wanted. As in LineFit, about the same centre.
struct LineDraws {
  double* level = nullptr;
  double* slope = nullptr;
  double* residual_sd = nullptr;
  double* change = nullptr;          // the rest of two regimes only; of other methods -inf and the line itself
  double* level_before = nullptr;
  double* slope_before = nullptr;
};

class Resampler {
 public:
  // `noise` >= 1: each redrawn value is also multiplied by its own log-uniform factor in [1/noise, noise]; on a linear scale too.
  // The points must be such that fit_line gives a line.
  Resampler(const TrendPoints& points, FitMethod method, TrendScale scale, double noise);

  void draw(const std::uint64_t* words, std::size_t n, const LineDraws& out) const;

  const LineFit& fit() const { return fit_; }   // of the points as they are

 private:
  struct Scratch;
  FitMethod method_;
  TrendScale scale_;
  double noise_;
  TrendPoints points_;
  LineFit fit_;
};

}  // namespace botec
