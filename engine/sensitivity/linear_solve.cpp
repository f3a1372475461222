#include "sensitivity/linear_solve.h"

#include <cstddef>

namespace botec {

std::vector<double> solve(std::vector<double> a, std::vector<double> b) {
  const std::size_t m = b.size();
  constexpr double vanishing = 1e-10;
  for (std::size_t k = 0; k < m; ++k) {
    if (a[k * m + k] < vanishing) continue;
    for (std::size_t i = k + 1; i < m; ++i) {
      const double factor = a[i * m + k] / a[k * m + k];
      for (std::size_t j = k; j < m; ++j) a[i * m + j] -= factor * a[k * m + j];
      b[i] -= factor * b[k];
    }
  }
  std::vector<double> x(m, 0.0);
  for (std::size_t k = m; k-- > 0;) {
    if (a[k * m + k] < vanishing) continue;
    double sum = b[k];
    for (std::size_t j = k + 1; j < m; ++j) sum -= a[k * m + j] * x[j];
    x[k] = sum / a[k * m + k];
  }
  return x;
}

}  // namespace botec
