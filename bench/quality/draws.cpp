#include "draws.h"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "random/design.h"
#include "theory.h"

namespace botec::bench {
namespace {

constexpr std::size_t n = kernels::block_size;
// Neighbours; the two halves of a Box-Muller pair; the same place in the next block.
constexpr std::array<std::size_t, 4> lags{1, 2, n / 2, n};

struct Counts {
  std::vector<std::uint64_t> cell;
  std::array<double, 3> power_sums{};
  std::array<double, lags.size()> lag_sums{};
};

// Sums are kept in two levels, so that a billion terms lose no digits that matter.
Counts count(const Sampler& sampler, const Cells& cells, const PowerMoments& theory, std::uint64_t key, std::uint64_t seed, std::uint64_t draws) {
  Counts counts;
  counts.cell.assign(cells.probability.size(), 0);
  const Coordinate coordinate{key, 0};
  const PointSet points(Design{Method::plain, seed, draws}, 0, std::span(&coordinate, 1));
  alignas(64) double x[n];
  std::array<double, 2 * n> score{};   // of the block before, and of this one
  for (std::uint64_t trial = 0; trial < draws; trial += n) {
    sampler.wants_normals() ? points.normals(0, trial, x) : points.uniforms(0, trial, x);
    sampler.draw(x, x, n);
    std::array<double, 3> power{};
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t cell = cells.of(x[i]);
      ++counts.cell[cell];
      score[n + i] = cells.score[cell];
      const double y = (x[i] - theory.centre) / theory.scale;
      power[0] += y;
      power[1] += y * y;
      power[2] += y * y * y * y;
    }
    for (std::size_t k = 0; k < power.size(); ++k) counts.power_sums[k] += power[k];
    for (std::size_t k = 0; k < lags.size(); ++k) {
      double sum = 0;
      for (std::size_t i = 0; i < n; ++i) sum += score[n + i] * score[n + i - lags[k]];
      counts.lag_sums[k] += sum;   // before the first block all scores are 0
    }
    std::copy(score.begin() + n, score.end(), score.begin());
  }
  return counts;
}

double two_sided(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

// Of a chi-squared statistic: too bad and too good both count.
double chi_squared_p(double statistic, double freedom) {
  return std::min(1.0, 2 * std::min(boost::math::gamma_p(freedom / 2, statistic / 2), boost::math::gamma_q(freedom / 2, statistic / 2)));
}

// Kolmogorov's limit. Only the cells' edges are looked at, so it errs on the side of silence.
double kolmogorov_p(double distance, double draws) {
  const double t = distance * std::sqrt(draws);
  double p = 0;
  for (int k = 1; k <= 100; ++k) p += (k % 2 != 0 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
  return t < 0.3 ? 1 : std::clamp(p, 0.0, 1.0);
}

}  // namespace

std::vector<TestResult> test_draws(const Sampler& sampler, const Distribution& law, const std::string& name, std::uint64_t seed, std::uint64_t draws) {
  draws -= draws % n;
  const auto total = static_cast<double>(draws);
  const Cells cells = cells_of(law, static_cast<std::size_t>(std::clamp(total / 1000, 16.0, 4096.0)));
  const PowerMoments theory = moments_for(law, draws);
  const Counts counts = count(sampler, cells, theory, stream_key(name), seed, draws);

  std::vector<TestResult> results;
  double statistic = 0, freedom = -1, distance = 0, seen = 0, expected = 0;
  for (std::size_t k = 0; k < cells.probability.size(); ++k) {
    const double p = cells.probability[k], observed = static_cast<double>(counts.cell[k]);
    if (p == 0 && observed > 0) return {{"a value where none can be", 0}};
    seen += observed / total;
    expected += p;
    distance = std::max(distance, std::abs(seen - expected));
    if (p == 0) continue;
    statistic += (observed - p * total) * (observed - p * total) / (p * total);
    ++freedom;
  }
  results.push_back({"cells", chi_squared_p(statistic, freedom)});
  results.push_back({"Kolmogorov-Smirnov", kolmogorov_p(distance, total)});
  static constexpr const char* names[] = {"mean", "variance", "fourth moment"};
  for (std::size_t k = 0; k < theory.of.size(); ++k)
    if (const auto& moment = theory.of[k]) results.push_back({names[k], two_sided((counts.power_sums[k] / total - moment->mean) / (moment->sd / std::sqrt(total)))});
  for (std::size_t k = 0; k < lags.size(); ++k)
    results.push_back({"correlation at lag " + std::to_string(lags[k]), two_sided(counts.lag_sums[k] / std::sqrt(total - static_cast<double>(lags[k])))});
  return results;
}

}  // namespace botec::bench
