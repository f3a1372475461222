// Classes, the sieve and power sums against plain loops, on every instruction set.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "kernels/kernels.h"
#include "reference.h"

namespace {

using namespace botec;
using kernels::block_size;
using Values = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

kernels::Classes even() { return {false, -1.0, 9000.0, 0, 0}; }
kernels::Classes logarithmic() { return {true, 0, 0, 0x3FC00000, 8}; }

// Values of both signs, of many magnitudes, with ties and the largest doubles.
Values all_sorts(std::size_t n) {
  Values a = reference::spread_over({-2, 3}, n, 11);
  for (std::size_t i = 0; i < n; i += 3) a[i] = std::exp(40 * a[i]) * (i % 2 == 0 ? 1 : -1);
  for (std::size_t i = 5; i < n; i += 50) a[i] = 0.25;
  if (n > 20) {
    a[7] = std::numeric_limits<double>::max();
    a[8] = -a[7];
    a[9] = 0.0;
    a[10] = -0.0;
  }
  return a;
}

}  // namespace

TEST_CASE("classes never fall as values rise, and are the same on every instruction set") {
  Values a = all_sorts(700);
  a.push_back(infinity);
  a.push_back(-infinity);
  std::sort(a.begin(), a.end());
  for (const auto& classes : {even(), logarithmic()}) {
    std::vector<std::int16_t> expected(a.size());
    kernels::available().front()->classify(expected.data(), a.data(), a.size(), classes);
    CHECK(std::is_sorted(expected.begin(), expected.end()));
    CHECK(expected.front() == 0);
    CHECK(expected.back() == kernels::Classes::last);
    CHECK(std::count_if(expected.begin(), expected.end(), [](std::int16_t c) { return c > 0 && c < kernels::Classes::last; }) > 100);
    for (const kernels::Table* table : kernels::available()) {
      CAPTURE(table->isa);
      std::vector<std::int16_t> got(a.size());
      table->classify(got.data(), a.data(), a.size(), classes);
      CHECK(got == expected);
      for (std::size_t i = 0; i < a.size(); i += 13) {   // one alone is as it is among others
        std::int16_t one = 0;
        table->classify(&one, &a[i], 1, classes);
        CHECK(one == expected[i]);
      }
    }
  }
}

TEST_CASE("the sieve counts what is below and takes what is near, as a plain loop does") {
  const Values a = all_sorts(block_size);
  for (const auto& classes : {even(), logarithmic()})
    for (const kernels::Table* table : kernels::available())
      for (const std::size_t n : {1, 3, 4, 31, 32, 33, 100, 511, 512})
        for (const std::size_t brackets : {std::size_t{1}, std::size_t{3}, kernels::Sieve::most}) {
          CAPTURE(table->isa);
          kernels::Sieve sieve;
          sieve.classes = classes;
          for (; sieve.count < brackets; ++sieve.count) {   // the first from class 0, the last up to the last class
            sieve.low[sieve.count] = static_cast<std::int16_t>(sieve.count * 1000);
            sieve.high[sieve.count] = sieve.count + 1 == brackets ? kernels::Classes::last : static_cast<std::int16_t>(sieve.count * 1000 + 300);
          }
          std::vector<std::int16_t> place(n);
          table->classify(place.data(), a.data(), n, classes);
          std::vector<std::uint64_t> below(brackets, 5), expected_below(brackets, 5);
          Values expected, out(block_size);
          std::vector<std::int16_t> expected_classes, out_classes(block_size);
          for (std::size_t i = 0; i < n; ++i) {
            bool near_one = false;
            for (std::size_t b = 0; b < brackets; ++b) {
              expected_below[b] += place[i] < sieve.low[b] ? 1 : 0;
              near_one = near_one || (place[i] >= sieve.low[b] && place[i] <= sieve.high[b]);
            }
            if (!near_one) continue;
            expected.push_back(a[i]);
            expected_classes.push_back(place[i]);
          }
          const std::size_t taken = table->sift(a.data(), n, sieve, below.data(), out.data(), out_classes.data());
          out.resize(taken);
          out_classes.resize(taken);
          CHECK(below == expected_below);
          CHECK(out == expected);
          CHECK(out_classes == expected_classes);
        }
}

TEST_CASE("power sums have the same bits on every instruction set, and are right") {
  const Values a = reference::spread_over({-3, 5}, 1500, 5);
  for (const kernels::Table* table : kernels::available())
    for (const std::size_t n : {1, 7, 8, 9, 100, 512, 1500})
      for (const double scale : {1.0, 0.125}) {
        CAPTURE(table->isa);
        kernels::PowerSums got, expected;
        table->add_powers(a.data(), scale, 0.3, n, &got);
        kernels::available().front()->add_powers(a.data(), scale, 0.3, n, &expected);
        CHECK(got.first == expected.first);
        CHECK(got.second == expected.second);
        CHECK(got.third == expected.third);
        CHECK(got.fourth == expected.fourth);
        long double sums[4] = {}, sizes[4] = {};
        for (std::size_t i = 0; i < n; ++i) {
          long double power = 1;
          for (int k = 0; k < 4; ++k) {
            power *= a[i] * scale - 0.3;
            sums[k] += power;
            sizes[k] += std::abs(power);
          }
        }
        const double parts[] = {got.first, got.second, got.third, got.fourth};
        for (int k = 0; k < 4; ++k) CHECK(std::abs(parts[k] - static_cast<double>(sums[k])) <= 1e-14 * static_cast<double>(sizes[k]));
        CHECK(got.minimum == *std::min_element(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n)));
        CHECK(got.maximum == *std::max_element(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n)));
      }
  kernels::PowerSums broken;
  const Values bad{1, 2, std::nan(""), 4};
  kernels::active().add_powers(bad.data(), 1, 0, bad.size(), &broken);
  CHECK_FALSE(std::isfinite(broken.first));
}

TEST_CASE("a power of two of a line is that power of that line") {
  const Values a = reference::spread_over({-9, 9}, 700, 3);
  for (const kernels::Table* table : kernels::available()) {
    Values got(a.size()), line(a.size());
    table->exp2_linear(got.data(), a.data(), 3.7, -21.5, a.size());
    table->linear(line.data(), a.data(), 3.7, -21.5, a.size());
    table->exp2(line.data(), line.data(), a.size());
    CHECK(got == line);
  }
}
