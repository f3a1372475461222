#include "data/resampler.h"

#include <cmath>

#include "data/line_sums.h"

namespace botec {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): word k of a seed.
std::uint64_t mixed(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
  return word ^ (word >> 31);
}

constexpr std::uint64_t step = 0x9e3779b97f4a7c15u;

}  // namespace

Resampler::Resampler(const TrendPoints& points, FitMethod method, TrendScale scale, double noise)
    : method_(method), scale_(scale), noise_(noise), points_(points), fit_(*fit_line(points, method)) {}

void Resampler::draw(const std::uint64_t* words, std::size_t n, const LineDraws& out) const {
  TrendPoints drawn;
  for (std::size_t k = 0; k < n; ++k) {
    std::uint64_t counter = mixed(words[k] + step);
    std::optional<LineFit> line;
    while (!line) {
      std::vector<std::size_t> counts(points_.size());
      drawn = {};
      for (std::size_t i = 0; i < points_.size(); ++i) ++counts[((mixed(counter += step) >> 32) * points_.size()) >> 32];
      for (std::size_t i = 0; i < points_.size(); ++i) {
        for (std::size_t c = 0; c < counts[i]; ++c) {
          const double u = static_cast<double>(mixed(counter += step) >> 11) * 0x1p-53;
          const double shift = std::log10(noise_) * (2 * u - 1);
          drawn.x.push_back(points_.x[i]);
          drawn.y.push_back(scale_ == TrendScale::log ? points_.y[i] + shift : points_.y[i] * std::pow(10, shift));
          drawn.rows.push_back(0);
        }
      }
      if (const auto fit = fit_line(drawn, method_)) line = *fit;
    }
    const auto put = [k](double* to, double value) {
      if (to != nullptr) to[k] = value;
    };
    const double moved = fit_.centre - line->centre;
    put(out.level, line->level + line->slope * moved);
    put(out.slope, line->slope);
    put(out.residual_sd, line->residual_sd);
    put(out.change, line->change);
    put(out.level_before, line->level_before + line->slope_before * moved);
    put(out.slope_before, line->slope_before);
  }
}

}  // namespace botec
