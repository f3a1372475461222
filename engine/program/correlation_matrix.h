// Small symmetric matrices: is this a possible correlation matrix, which inputs clash, what is nearest.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace botec {

// A square matrix, row after row.
struct SquareMatrix {
  std::size_t n = 0;
  std::vector<double> values;

  explicit SquareMatrix(std::size_t size) : n(size), values(size * size) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * n + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * n + j]; }
};

SquareMatrix identity(std::size_t n);

// Eigenvalues and eigenvectors (columns) of a symmetric matrix, by cyclic Jacobi rotations (Golub and Van Loan, 8.5), until the squares
// beside the diagonal sum to no more than `left`. The vectors are orthonormal to rounding whatever is left.
struct Eigen {
  std::vector<double> values;
  SquareMatrix vectors;
};
Eigen symmetric_eigen(SquareMatrix matrix, double left = 1e-30);

// Positive semidefinite to rounding (smallest eigenvalue not below -1e-10).
bool is_possible(const SquareMatrix& correlation);

// The smallest set of rows that is impossible on its own; all rows when no smaller set was found within the effort.
std::vector<std::size_t> smallest_clash(const SquareMatrix& correlation);

// The nearest correlation matrix in the Frobenius norm (Higham 2002, alternating projections).
SquareMatrix nearest_possible(const SquareMatrix& correlation);

// Lower triangle L with L·Lᵀ = matrix; a zero pivot (correlation ±1) gives a zero column.
std::vector<double> cholesky(const SquareMatrix& matrix);

}  // namespace botec
