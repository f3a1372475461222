#include "summaries/sort_values.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace botec {
namespace {

// Bits whose order as unsigned integers is that of the doubles: negative ones are complemented, the others get the top bit.
std::uint64_t ordered(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return bits ^ ((std::uint64_t{0} - (bits >> 63)) | std::uint64_t{1} << 63);
}

double unordered(std::uint64_t key) {
  const std::uint64_t flip = (key >> 63) != 0 ? std::uint64_t{1} << 63 : ~std::uint64_t{0};
  return std::bit_cast<double>(key ^ flip);
}

}  // namespace

void sort_values(std::vector<double>& values) {
  const std::size_t n = values.size();
  constexpr std::size_t few = 700;   // from here on counting wins: 10 ns a value against 5 ns times the logarithm
  if (n < few) {
    std::sort(values.begin(), values.end(), [](double a, double b) { return ordered(a) < ordered(b); });
    return;
  }
  constexpr unsigned digits = 8, radix = 256;
  std::vector<std::uint64_t> keys(n), moved(n);
  std::array<std::array<std::uint32_t, radix>, digits> counts{};
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t key = ordered(values[i]);
    keys[i] = key;
    for (unsigned d = 0; d < digits; ++d) ++counts[d][key >> (8 * d) & 0xFF];
  }
  for (unsigned d = 0; d < digits; ++d) {
    auto& count = counts[d];
    if (count[keys[0] >> (8 * d) & 0xFF] == n) continue;   // all alike in this digit: the top ones of a narrow bracket
    std::uint32_t start = 0;
    for (std::uint32_t& c : count) start += std::exchange(c, start);
    for (const std::uint64_t key : keys) moved[count[key >> (8 * d) & 0xFF]++] = key;
    keys.swap(moved);
  }
  std::transform(keys.begin(), keys.end(), values.begin(), unordered);
}

}  // namespace botec
