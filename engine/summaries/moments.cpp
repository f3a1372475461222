#include "summaries/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/kernels.h"

namespace botec {

void RunningMoments::update(const double* values, std::size_t n) {
  for (std::size_t i = 0; i < n; i += kernels::block_size) {
    CentredSums block;
    const std::size_t size = std::min(kernels::block_size, n - i);
    if (!block.add(values + i, 1, size)) {
      block.count = size;
      block.centre = std::numeric_limits<double>::quiet_NaN();
    }
    merge(block.moments());
  }
}

bool CentredSums::add(const double* values, double scale, std::size_t n) {
  const kernels::Table& k = kernels::active();
  if (n == 0) return true;
  double around = centre;
  if (count == 0) {
    around = k.sum(values, n) / static_cast<double>(n) * scale;
    if (!std::isfinite(around)) around = 0;
  }
  kernels::PowerSums block;
  k.add_powers(values, scale, around, n, &block);
  // One value that is not finite makes the sum so; a sum of finite ones may have overflowed.
  if (!std::isfinite(block.first) && !k.all_finite(values, n)) return false;
  centre = around;
  count += n;
  powers.first += block.first;
  powers.second += block.second;
  powers.third += block.third;
  powers.fourth += block.fourth;
  powers.minimum = std::min(powers.minimum, block.minimum);
  powers.maximum = std::max(powers.maximum, block.maximum);
  return true;
}

// From powers around the centre to powers around the mean, which is `shift` above it.
RunningMoments CentredSums::moments() const {
  if (count == 0) return {};
  const auto n = static_cast<double>(count);
  const double shift = powers.first / n;
  RunningMoments result;
  result.count = count;
  result.mean = centre + shift;
  result.m2 = std::max(powers.second - shift * powers.first, 0.0);
  result.m3 = powers.third - shift * (3 * powers.second - 2 * shift * powers.first);
  result.m4 = std::max(powers.fourth - shift * (4 * powers.third - shift * (6 * powers.second - 3 * shift * powers.first)), 0.0);
  return result;
}

void RunningMoments::merge(const RunningMoments& other) {
  if (other.count == 0) return;
  if (count == 0) {
    *this = other;
    return;
  }
  const auto na = static_cast<double>(count), nb = static_cast<double>(other.count);
  const double n = na + nb;
  const double d = other.mean - mean;
  const double dn = d / n;
  m4 += other.m4 + d * dn * dn * dn * na * nb * (na * na - na * nb + nb * nb) +
        6 * dn * dn * (na * na * other.m2 + nb * nb * m2) + 4 * dn * (na * other.m3 - nb * m3);
  m3 += other.m3 + d * dn * dn * na * nb * (na - nb) + 3 * dn * (na * other.m2 - nb * m2);
  m2 += other.m2 + d * dn * na * nb;
  mean += dn * nb;
  count += other.count;
}

double RunningMoments::variance() const { return count < 2 ? 0 : m2 / static_cast<double>(count - 1); }
double RunningMoments::sd() const { return std::sqrt(variance()); }

double RunningMoments::mean_error() const { return count < 2 ? 0 : sd() / std::sqrt(static_cast<double>(count)); }

double RunningMoments::sd_error() const {
  const double s = sd();
  if (count < 4 || s == 0) return 0;
  const auto n = static_cast<double>(count);
  const double fourth = m4 / n;
  return std::sqrt(std::max(fourth - s * s * s * s, 0.0) / n) / (2 * s);
}

}  // namespace botec
