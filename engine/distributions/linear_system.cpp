#include "distributions/linear_system.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace botec {

LinearSystem::LinearSystem(const Rows& rows) : rows_(rows), factors_(rows), row_order_(rows.size()), column_order_(rows.size()) {
  const std::size_t n = rows.size();
  std::iota(row_order_.begin(), row_order_.end(), std::size_t{0});
  std::iota(column_order_.begin(), column_order_.end(), std::size_t{0});
  auto& m = factors_;
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t row = k, column = k;
    for (std::size_t i = k; i < n; ++i)
      for (std::size_t j = k; j < n; ++j)
        if (std::abs(m[i][j]) > std::abs(m[row][column])) row = i, column = j;
    std::swap(m[k], m[row]);
    std::swap(row_order_[k], row_order_[row]);
    for (auto& each : m) std::swap(each[k], each[column]);
    std::swap(column_order_[k], column_order_[column]);
    if (m[k][k] == 0) continue;  // and so are all that remain
    for (std::size_t i = k + 1; i < n; ++i) {
      m[i][k] /= m[k][k];
      for (std::size_t j = k + 1; j < n; ++j) m[i][j] -= m[i][k] * m[k][j];
    }
  }
}

std::vector<long double> LinearSystem::eliminated(const std::vector<long double>& right) const {
  const std::size_t n = factors_.size();
  std::vector<long double> y(n), x(n);
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = right[row_order_[i]];
    for (std::size_t j = 0; j < i; ++j) y[i] -= factors_[i][j] * y[j];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) y[i] -= factors_[i][j] * y[j];
    y[i] /= factors_[i][i];
  }
  for (std::size_t i = 0; i < n; ++i) x[column_order_[i]] = y[i];
  return x;
}

std::vector<long double> LinearSystem::solve(const std::vector<long double>& right) const {
  std::vector<long double> x = eliminated(right), residual = right;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) residual[i] -= rows_[i][j] * x[j];
  const std::vector<long double> correction = eliminated(residual);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] += correction[i];
  return x;
}

long double LinearSystem::pivot_ratio() const {
  long double smallest = std::abs(factors_[0][0]), largest = smallest;
  for (std::size_t k = 0; k < factors_.size(); ++k) {
    smallest = std::min(smallest, std::abs(factors_[k][k]));
    largest = std::max(largest, std::abs(factors_[k][k]));
  }
  return largest > 0 ? smallest / largest : 0;
}

}  // namespace botec
