#include "summaries/moments.h"

#include <algorithm>
#include <cmath>

#include "kernels/kernels.h"

namespace botec {

void RunningMoments::update(const double* values, std::size_t n) {
  if (n == 0) return;
  RunningMoments block;
  block.count = n;
  block.mean = kernels::active().sum(values, n) / static_cast<double>(n);
  // Eight lanes in a fixed order: the compiler may use vectors, the bits stay.
  double lane2[8] = {}, lane3[8] = {}, lane4[8] = {}, lane1[8] = {};
  for (std::size_t i = 0; i < n; i += 8) {
    const std::size_t width = std::min<std::size_t>(8, n - i);
    for (std::size_t j = 0; j < width; ++j) {
      const double d = values[i + j] - block.mean;
      const double d2 = d * d;
      lane1[j] += d;
      lane2[j] += d2;
      lane3[j] += d2 * d;
      lane4[j] += d2 * d2;
    }
  }
  double first = 0;
  for (int j = 0; j < 8; ++j) {
    first += lane1[j];
    block.m2 += lane2[j];
    block.m3 += lane3[j];
    block.m4 += lane4[j];
  }
  block.mean += first / static_cast<double>(n);   // what rounding of the first mean left
  merge(block);
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
