// Small square systems of linear equations, solved as well as 64 bits of mantissa allow.
// Place: inside distributions only. Threads: immutable once made.
#pragma once

#include <cstddef>
#include <vector>

namespace botec {

class LinearSystem {
 public:
  using Rows = std::vector<std::vector<long double>>;

  // Elimination with complete pivoting.
  explicit LinearSystem(const Rows& rows);

  // x with rows · x = right, after one step of refinement; not finite where the system is singular.
  std::vector<long double> solve(const std::vector<long double>& right) const;

  // The smallest pivot over the largest: 0 for a singular system.
  long double pivot_ratio() const;

 private:
  std::vector<long double> eliminated(const std::vector<long double>& right) const;

  Rows rows_, factors_;
  std::vector<std::size_t> row_order_, column_order_;
};

}  // namespace botec
