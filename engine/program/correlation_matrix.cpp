#include "program/correlation_matrix.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace botec {

SquareMatrix identity(std::size_t n) {
  SquareMatrix result(n);
  for (std::size_t i = 0; i < n; ++i) result(i, i) = 1;
  return result;
}

namespace {

double off_diagonal(const SquareMatrix& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.n; ++i) {
    for (std::size_t j = i + 1; j < a.n; ++j) sum += a(i, j) * a(i, j);
  }
  return sum;
}

// Zeroes a(p, q) by a rotation in the plane of p and q, and applies it to the vectors too.
void rotate(SquareMatrix& a, SquareMatrix& v, std::size_t p, std::size_t q) {
  if (a(p, q) == 0) return;
  const double theta = (a(q, q) - a(p, p)) / (2 * a(p, q));
  const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1);
  const double s = t * c;
  for (std::size_t k = 0; k < a.n; ++k) {
    const double kp = a(k, p), kq = a(k, q);
    a(k, p) = c * kp - s * kq;
    a(k, q) = s * kp + c * kq;
  }
  for (std::size_t k = 0; k < a.n; ++k) {
    const double pk = a(p, k), qk = a(q, k);
    a(p, k) = c * pk - s * qk;
    a(q, k) = s * pk + c * qk;
    const double vp = v(k, p), vq = v(k, q);
    v(k, p) = c * vp - s * vq;
    v(k, q) = s * vp + c * vq;
  }
}

SquareMatrix part(const SquareMatrix& matrix, const std::vector<std::size_t>& rows) {
  SquareMatrix result(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) result(i, j) = matrix(rows[i], rows[j]);
  }
  return result;
}

// Moves to the next subset of the same size in lexicographic order; false after the last.
bool next_subset(std::vector<std::size_t>& subset, std::size_t n) {
  const std::size_t k = subset.size();
  for (std::size_t i = k; i-- > 0;) {
    if (subset[i] + (k - i) < n) {
      ++subset[i];
      for (std::size_t j = i + 1; j < k; ++j) subset[j] = subset[j - 1] + 1;
      return true;
    }
  }
  return false;
}

}  // namespace

Eigen symmetric_eigen(SquareMatrix a, double left) {
  SquareMatrix v = identity(a.n);
  constexpr int most_sweeps = 60;   // convergence is quadratic; a dozen suffice
  for (int sweep = 0; sweep < most_sweeps && off_diagonal(a) > left; ++sweep) {
    for (std::size_t p = 0; p < a.n; ++p) {
      for (std::size_t q = p + 1; q < a.n; ++q) rotate(a, v, p, q);
    }
  }
  Eigen result{std::vector<double>(a.n), std::move(v)};
  for (std::size_t i = 0; i < a.n; ++i) result.values[i] = a(i, i);
  return result;
}

bool is_possible(const SquareMatrix& correlation) {
  const Eigen eigen = symmetric_eigen(correlation);
  return eigen.values.empty() || *std::min_element(eigen.values.begin(), eigen.values.end()) >= -1e-10;
}

std::vector<std::size_t> smallest_clash(const SquareMatrix& correlation) {
  std::size_t effort = 20000;   // eigenvalue problems; keeps a hostile file under a second
  for (std::size_t size = 2; size < correlation.n; ++size) {
    std::vector<std::size_t> subset(size);
    std::iota(subset.begin(), subset.end(), std::size_t{0});
    do {
      if (effort-- == 0) break;
      if (!is_possible(part(correlation, subset))) return subset;
    } while (next_subset(subset, correlation.n));
    if (effort == 0 || effort > 20000) break;
  }
  std::vector<std::size_t> all(correlation.n);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

SquareMatrix nearest_possible(const SquareMatrix& correlation) {
  const std::size_t n = correlation.n;
  SquareMatrix y = correlation;
  SquareMatrix correction(n);
  for (int step = 0; step < 500; ++step) {
    SquareMatrix r = y;
    for (std::size_t i = 0; i < n * n; ++i) r.values[i] -= correction.values[i];
    const Eigen eigen = symmetric_eigen(r);
    SquareMatrix x(n);   // projection on the positive semidefinite matrices
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < n; ++k) {
          x(i, j) += eigen.vectors(i, k) * std::max(eigen.values[k], 0.0) * eigen.vectors(j, k);
        }
      }
    }
    double change = 0;
    for (std::size_t i = 0; i < n * n; ++i) {
      correction.values[i] = x.values[i] - r.values[i];
      const bool diagonal = i % (n + 1) == 0;
      const double next = diagonal ? 1.0 : x.values[i];
      change = std::max(change, std::abs(next - y.values[i]));
      y.values[i] = next;
    }
    if (change < 1e-9) break;
  }
  return y;
}

std::vector<double> cholesky(const SquareMatrix& matrix) {
  const std::size_t n = matrix.n;
  std::vector<double> lower(n * n, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    double pivot = matrix(j, j);
    for (std::size_t k = 0; k < j; ++k) pivot -= lower[j * n + k] * lower[j * n + k];
    if (pivot <= 1e-12) continue;   // fully determined by the inputs before it
    lower[j * n + j] = std::sqrt(pivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      double sum = matrix(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i * n + k] * lower[j * n + k];
      lower[i * n + j] = sum / lower[j * n + j];
    }
  }
  return lower;
}

}  // namespace botec
