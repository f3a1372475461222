#include "program/trend_line.h"

#include <algorithm>
#include <bit>

namespace botec {
namespace {

constexpr std::array<std::string_view, line_parts> part_names{"level", "slope", "residual_sd", "change", "level_before", "slope_before"};

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t scrambled(std::uint64_t x) {
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ x >> 27) * 0x94D049BB133111EBULL;
  return x ^ x >> 31;
}

std::uint64_t identity_of(const TrendPoints& points, FitMethod method, TrendScale scale, double noise) {
  std::uint64_t hash = static_cast<std::uint64_t>(method) * 2 + static_cast<std::uint64_t>(scale);
  const auto add = [&hash](double v) { hash = scrambled(hash + 0x9E3779B97F4A7C15ULL) ^ std::bit_cast<std::uint64_t>(v); };
  add(noise);
  std::for_each(points.x.begin(), points.x.end(), add);
  std::for_each(points.y.begin(), points.y.end(), add);
  return scrambled(hash);
}

}  // namespace

double part_of(const LineFit& fit, LinePart part) {
  switch (part) {
    case LinePart::level: return fit.level;
    case LinePart::slope: return fit.slope;
    case LinePart::residual_sd: return fit.residual_sd;
    case LinePart::change: return fit.change;
    case LinePart::level_before: return fit.has_change() ? fit.level_before : fit.level;
    case LinePart::slope_before: return fit.has_change() ? fit.slope_before : fit.slope;
  }
  return 0;
}

TrendLine::TrendLine(const std::string& name, const TrendPoints& points, FitMethod method, TrendScale scale, double noise)
    : resampler_(points, method, scale, noise) {
  const std::uint64_t identity = identity_of(points, method, scale, noise);
  for (std::size_t i = 0; i < line_parts; ++i) {
    names_[i] = name + "." + std::string(part_names[i]);
    Function& function = functions_[i];
    function = {};
    function.name = names_[i];
    function.min_arguments = function.max_arguments = 1;
    function.units = UnitRule::pure;
    function.bound = draw;
    function.family = this;
    function.identity = identity + i;
  }
}

void TrendLine::draw(const Function* const* parts, double* const* out, std::size_t count, const double* u, std::size_t n) {
  constexpr double* LineDraws::* columns[line_parts] = {&LineDraws::level,  &LineDraws::slope,        &LineDraws::residual_sd,
                                                        &LineDraws::change, &LineDraws::level_before, &LineDraws::slope_before};
  const auto& line = *static_cast<const TrendLine*>(parts[0]->family);
  const auto which = [&](std::size_t k) { return static_cast<std::size_t>(parts[k] - line.functions_.data()); };
  LineDraws wanted;
  for (std::size_t k = 0; k < count; ++k) wanted.*columns[which(k)] = out[k];
  line.resampler_.draw_at(u, n, wanted);
  for (std::size_t k = 0; k < count; ++k) {
    const double fitted = part_of(line.fit(), static_cast<LinePart>(which(k)));
    for (std::size_t i = 0; i < n; ++i) out[k][i] = u[i] == line_as_fitted ? fitted : out[k][i];
  }
}

}  // namespace botec
