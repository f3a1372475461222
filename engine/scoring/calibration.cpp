#include "scoring/calibration.h"

#include <algorithm>
#include <cmath>

#include "distributions/family.h"

namespace botec {

namespace {

constexpr double outside = 0.025;   // on either side

double beta_quantile(double a, double b, double p, Tail tail) {
  const auto law = make_distribution("beta", {{{"alpha", a}, {"beta", b}}, {}, {}, {}, false});
  return law ? quantile(*law, p, tail) : 0;
}

}  // namespace

Share share_of(std::size_t count, std::size_t of) {
  Share share{count, of, 0, 1};
  const double k = static_cast<double>(count), n = static_cast<double>(of);
  if (count > 0) share.low = beta_quantile(k, n - k + 1, outside, Tail::lower);
  if (count < of) share.high = beta_quantile(k + 1, n - k, outside, Tail::upper);
  return share;
}

std::vector<std::size_t> percentile_counts(std::span<const double> percentiles, std::size_t bins) {
  std::vector<std::size_t> counts(bins, 0);
  for (const double p : percentiles) {
    const auto bin = static_cast<std::size_t>(std::clamp(p, 0.0, 1.0) * static_cast<double>(bins));
    ++counts[std::min(bin, bins - 1)];
  }
  return counts;
}

std::vector<ReliabilityBin> reliability(std::span<const SaidAndDone> forecasts) {
  constexpr std::size_t tenths = 10;
  std::vector<ReliabilityBin> bins;
  for (std::size_t i = 0; i < tenths; ++i) {
    double said = 0;
    std::size_t happened = 0, n = 0;
    for (const SaidAndDone& forecast : forecasts) {
      // 0.3 · 10 is a little more than 3, 0.7 · 10 a little less than 7: both belong to the bin above.
      const auto bin = static_cast<std::size_t>(std::floor(forecast.probability * 10 + 1e-9));
      if (std::min(bin, tenths - 1) != i) continue;
      said += forecast.probability;
      happened += forecast.happened ? 1 : 0;
      ++n;
    }
    if (n == 0) continue;
    bins.push_back({static_cast<double>(i) / 10, static_cast<double>(i + 1) / 10, said / static_cast<double>(n), share_of(happened, n)});
  }
  return bins;
}

}  // namespace botec
