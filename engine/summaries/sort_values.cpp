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

bool in_order(double a, double b) { return ordered(a) < ordered(b); }

// Two digits of eleven bits, so that their counters fit the first-level cache; of eight where there are fewer values than it would
// take to clear those.
constexpr unsigned long_digit = 11, short_digit = 8;
constexpr std::size_t many = 2500, few = 24;   // values from which long digits and short ones are faster

// Puts values in order that agree in the upper bits of their keys: one here and there where values are spread smoothly.
template <class Upper>
void sort_alike(std::vector<double>& values, const Upper& upper) {
  constexpr std::size_t some = 32;
  const std::size_t n = values.size();
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= n; ++end) {
    if (end < n && upper(values[end]) == upper(values[end - 1])) continue;
    double* const first = values.data() + begin;
    const std::size_t size = end - begin;
    begin = end;
    if (size > some) {
      if (!std::is_sorted(first, first + size, in_order)) std::sort(first, first + size, in_order);
      continue;
    }
    for (std::size_t i = 1; i < size; ++i) {
      const double value = first[i];
      std::size_t k = i;
      for (; k > 0 && in_order(value, first[k - 1]); --k) first[k] = first[k - 1];
      first[k] = value;
    }
  }
}

// Puts values in order by counting digits, and then by comparing what these leave alike. Two digits are the upper ones of the
// bits in which keys differ at all. Where values have both signs that is all 64 of them, and it takes a third digit to tell most apart.
template <unsigned digit_bits>
void sort_by_digits(std::vector<double>& values) {
  constexpr unsigned radix = 1u << digit_bits;
  std::uint64_t least = ~std::uint64_t{0}, most = 0;
  for (const double value : values) {
    least = std::min(least, ordered(value));
    most = std::max(most, ordered(value));
  }
  const auto width = static_cast<unsigned>(std::bit_width(most - least));
  const unsigned digits = width > 62 ? 3 : 2;
  const unsigned shift = width > digits * digit_bits ? width - digits * digit_bits : 0;
  const auto upper = [least, shift](double value) { return (ordered(value) - least) >> shift; };
  std::array<std::array<std::uint32_t, radix>, 3> counts{};
  for (const double value : values) {
    const std::uint64_t bits = upper(value);
    for (unsigned d = 0; d < digits; ++d) ++counts[d][bits >> (d * digit_bits) & (radix - 1)];
  }
  std::vector<double> moved(values.size());
  for (unsigned d = 0; d < digits; ++d) {
    auto& count = counts[d];
    std::uint32_t start = 0;
    for (std::uint32_t& c : count) start += std::exchange(c, start);
    for (const double value : values) moved[count[upper(value) >> (d * digit_bits) & (radix - 1)]++] = value;
    values.swap(moved);
  }
  if (shift > 0) sort_alike(values, upper);
}

}  // namespace

void sort_values(std::vector<double>& values) {
  if (std::is_sorted(values.begin(), values.end(), in_order)) return;
  if (values.size() < few) {
    std::sort(values.begin(), values.end(), in_order);
  } else if (values.size() < many) {
    sort_by_digits<short_digit>(values);
  } else {
    sort_by_digits<long_digit>(values);
  }
}

}  // namespace botec
