#include "random/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

namespace statistics {

double kolmogorov_uniform(std::vector<double>& sample) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    distance = std::max(distance, sample[i] - static_cast<double>(i) / n);
    distance = std::max(distance, static_cast<double>(i + 1) / n - sample[i]);
  }
  return distance * std::sqrt(n);
}

double kolmogorov_bound(double rate) { return std::sqrt(-0.5 * std::log(rate / 2)); }

double chi_square(const std::vector<long>& counts) {
  const double expected = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0L)) / static_cast<double>(counts.size());
  double sum = 0;
  for (const long c : counts) sum += (static_cast<double>(c) - expected) * (static_cast<double>(c) - expected) / expected;
  return sum;
}

double chi_square_bound(std::size_t cells, double rate) {
  const auto f = static_cast<double>(cells - 1);
  const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), rate));
  return f * std::pow(1 - 2 / (9 * f) + z * std::sqrt(2 / (9 * f)), 3);
}

double two_sided_bound(double rate) { return boost::math::quantile(boost::math::complement(boost::math::normal(), rate / 2)); }

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace statistics
