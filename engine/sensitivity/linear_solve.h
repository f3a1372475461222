// Small symmetric systems, for regressions among correlated normals.
// Place: inside sensitivity. Threads: pure function.
#pragma once

#include <vector>

namespace botec {

// Solves A·x = b for a symmetric positive semidefinite A (row after row) by elimination. A vanishing pivot belongs to a row that
// those before it determine (a correlation of ±1), and gets 0.
std::vector<double> solve(std::vector<double> a, std::vector<double> b);

}  // namespace botec
