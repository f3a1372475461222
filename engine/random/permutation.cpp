#include "random/permutation.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace botec {

kernels::Permutation make_permutation(std::uint64_t count, std::span<const std::uint64_t> keys) {
  assert(count >= 1 && count < std::uint64_t{1} << 40);
  assert(keys.size() >= kernels::Permutation::rounds);
  kernels::Permutation p;
  p.count = count;
  p.right = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(count)));
  while (p.right * p.right < count) ++p.right;
  p.left = (count + p.right - 1) / p.right;
  std::copy_n(keys.begin(), kernels::Permutation::rounds, p.keys);
  return p;
}

}  // namespace botec
