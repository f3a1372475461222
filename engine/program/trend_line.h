// The line of a bootstrapped trend as functions of one uniform number: each of its parts is what redrawing the rows makes of it in
// a trial. So a trend is one input, and everything that holds an input, exchanges it or draws it again works on trends as well.
// Place: data's Resampler → functions of the graph. Promise: a pure function of the number; 0, which is never drawn, stands for the
// line through the data as they are. Threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "data/resampler.h"
#include "formula/function.h"

namespace botec {

enum class LinePart { level, slope, residual_sd, change, level_before, slope_before };
inline constexpr std::size_t line_parts = 6;
inline constexpr double line_as_fitted = 0;

class TrendLine {
 public:
  TrendLine(const std::string& name, const TrendPoints& points, FitMethod method, TrendScale scale, double noise);
  TrendLine(const TrendLine&) = delete;   // the functions point into it
  TrendLine& operator=(const TrendLine&) = delete;

  const LineFit& fit() const { return resampler_.fit(); }
  const Resampler& resampler() const { return resampler_; }
  const Function& part(LinePart which) const { return functions_[static_cast<std::size_t>(which)]; }

 private:
  static void draw(const Function* const* parts, double* const* out, std::size_t count, const double* u, std::size_t n);

  Resampler resampler_;
  std::array<std::string, line_parts> names_;
  std::array<Function, line_parts> functions_;
};

double part_of(const LineFit& fit, LinePart part);

}  // namespace botec
