// The same bits on every instruction set, in place, and for any n.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>
#include <utility>
#include <vector>

#include "kernels/reference.h"
#include "kernels/walk.h"

using namespace botec;
using Values = std::vector<double>;

namespace {

// Edges, then numbers of every exponent and sign, then ordinary ones.
Values all_sorts(std::uint64_t seed, std::size_t n) {
  std::mt19937_64 words(seed);
  Values values = reference::edges();
  while (values.size() < n / 2) values.push_back(std::bit_cast<double>(std::uint64_t{words()}));
  while (values.size() < n) values.push_back(static_cast<double>(words() >> 11) * 0x1p-53 * 40 - 20);
  std::shuffle(values.begin(), values.end(), words);
  return values;
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

std::size_t differences(const Values& a, const Values& b) {
  std::size_t count = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) count += same(a[i], b[i]) ? 0 : 1;
  return count;
}

Values run(const kernels::Table& table, const walk::UnaryRow& row, const Values& a) {
  Values out(a.size());
  (table.*row.kernel)(out.data(), a.data(), a.size());
  return out;
}
Values run(const kernels::Table& table, const walk::BinaryRow& row, const Values& a, const Values& b) {
  Values out(a.size());
  (table.*row.kernel)(out.data(), a.data(), b.data(), a.size());
  return out;
}

}  // namespace

TEST_CASE("every instruction set gives the bits of the baseline") {
  const kernels::Table& baseline = *kernels::available().front();
  CHECK(baseline.isa == "baseline");
  const Values a = all_sorts(1, 6000);
  const Values b = all_sorts(2, 6000);
  const Values c = all_sorts(3, 6000);
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const auto& row : walk::unary) CHECK_MESSAGE(differences(run(*table, row, a), run(baseline, row, a)) == 0, row.name);
    for (const auto& row : walk::binary)
      CHECK_MESSAGE(differences(run(*table, row, a, b), run(baseline, row, a, b)) == 0, row.name);
    Values x(a.size());
    Values y(a.size());
    for (const auto kernel : {&kernels::Table::select, &kernels::Table::clamp}) {
      (table->*kernel)(x.data(), a.data(), b.data(), c.data(), a.size());
      (baseline.*kernel)(y.data(), a.data(), b.data(), c.data(), a.size());
      CHECK(differences(x, y) == 0);
    }
    for (const auto kernel : {&kernels::Table::linear, &kernels::Table::exp_linear}) {
      (table->*kernel)(x.data(), a.data(), 0.7, -1.3, a.size());
      (baseline.*kernel)(y.data(), a.data(), 0.7, -1.3, a.size());
      CHECK(differences(x, y) == 0);
    }
    x = b, y = b;
    table->add_multiple(x.data(), a.data(), 0.7, a.size());
    baseline.add_multiple(y.data(), a.data(), 0.7, a.size());
    CHECK(differences(x, y) == 0);
    for (const auto kernel : {&kernels::Table::add_constant, &kernels::Table::multiply_constant, &kernels::Table::min_constant,
                              &kernels::Table::max_constant, &kernels::Table::pow_constant}) {
      for (const double constant : {0.7, 2.0, -1.0, 5.5, 0.0}) {
        (table->*kernel)(x.data(), a.data(), constant, a.size());
        (baseline.*kernel)(y.data(), a.data(), constant, a.size());
        CHECK(differences(x, y) == 0);
      }
    }
  }
}

TEST_CASE("out may be an argument, and n may be anything") {
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const std::size_t n : {0, 1, 3, 7, 8, 13, 63, 65, 127, 129, 511, 512, 513, 1100}) {
      const Values a = all_sorts(10 + n, 1200);
      const Values b = all_sorts(20 + n, 1200);
      const auto in_place_is_right = [&](const auto& kernel, const Values& expected, const Values& start) {
        Values out = start;
        kernel(out.data());
        Values head(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(n));
        head.insert(head.end(), start.begin() + static_cast<std::ptrdiff_t>(n), start.end());  // the rest is untouched
        return differences(out, head) == 0;
      };
      for (const auto& row : walk::unary) {
        const auto kernel = [&](double* x) { (table->*row.kernel)(x, x, n); };
        CHECK_MESSAGE(in_place_is_right(kernel, run(*table, row, a), a), row.name);
      }
      for (const auto& row : walk::binary) {
        const Values expected = run(*table, row, a, b);
        CHECK_MESSAGE(in_place_is_right([&](double* x) { (table->*row.kernel)(x, x, b.data(), n); }, expected, a), row.name);
        CHECK_MESSAGE(in_place_is_right([&](double* x) { (table->*row.kernel)(x, a.data(), x, n); }, expected, b), row.name);
      }
    }
  }
}

TEST_CASE("an element does not depend on its neighbours") {
  const Values a = all_sorts(31, 700);
  const Values b = all_sorts(32, 700);
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const auto& row : walk::unary) {
      const Values together = run(*table, row, a);
      for (std::size_t i = 0; i < a.size(); i += 3) CHECK_MESSAGE(same(run(*table, row, Values{a[i]})[0], together[i]), row.name);
    }
    const walk::BinaryRow pow{"pow", &kernels::Table::pow};
    const Values together = run(*table, pow, a, b);
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(same(run(*table, pow, Values{a[i]}, Values{b[i]})[0], together[i]));
  }
}

TEST_CASE("reductions depend on n alone, not on the instruction set") {
  const kernels::Table& baseline = *kernels::available().front();
  Values a = reference::spread_over({-3, 5}, 1500, 5);
  Values b = reference::spread_over({-1, 2}, 1500, 6);
  for (const kernels::Table* table : kernels::available())
    for (const std::size_t n : {0, 1, 5, 31, 32, 33, 100, 512, 1500}) {
      CHECK(table->sum(a.data(), n) == baseline.sum(a.data(), n));
      CHECK(table->sum_squares(a.data(), 0.3, n) == baseline.sum_squares(a.data(), 0.3, n));
      CHECK(table->sum_products(a.data(), 0.3, b.data(), 0.1, n) == baseline.sum_products(a.data(), 0.3, b.data(), 0.1, n));
      CHECK(table->all_finite(a.data(), n));
      long double sum = 0, squares = 0, products = 0;
      for (std::size_t i = 0; i < n; ++i) {
        sum += a[i];
        squares += (a[i] - 0.3L) * (a[i] - 0.3L);
        products += (a[i] - 0.3L) * (b[i] - 0.1L);
      }
      CHECK(table->sum(a.data(), n) == doctest::Approx(static_cast<double>(sum)).epsilon(1e-13));
      CHECK(table->sum_squares(a.data(), 0.3, n) == doctest::Approx(static_cast<double>(squares)).epsilon(1e-13));
      CHECK(table->sum_products(a.data(), 0.3, b.data(), 0.1, n) == doctest::Approx(static_cast<double>(products)).epsilon(1e-12));
    }
}

TEST_CASE("all_finite finds the one that is not") {
  for (const kernels::Table* table : kernels::available())
    for (const double bad : {std::nan(""), -std::nan(""), HUGE_VAL, -HUGE_VAL})
      for (const std::size_t place : {0, 1, 8, 300, 511}) {
        Values a(512, 1e308);
        a[place] = bad;
        CHECK_FALSE(table->all_finite(a.data(), 512));
        CHECK(table->all_finite(a.data(), place));
      }
}

TEST_CASE("take_between and extremes agree with plain loops") {
  const Values a = reference::spread_over({-3, 5}, 700, 9);
  for (const kernels::Table* table : kernels::available())
    for (const std::size_t n : {1, 31, 32, 33, 512, 700})
      for (const auto& [low, high] : {std::pair{-1.0, 0.5}, std::pair{4.99, 5.0}, std::pair{a[17], a[17]}, std::pair{9.0, 10.0}}) {
        Values expected, out(n);
        std::size_t under = 0, below = 0;
        for (std::size_t i = 0; i < n; ++i) {
          under += a[i] < low ? 1 : 0;
          if (a[i] >= low && a[i] <= high) expected.push_back(a[i]);
        }
        out.resize(table->take_between(out.data(), a.data(), n, low, high, &below));
        CHECK(below == under);
        CHECK(out == expected);
        double minimum = 0, maximum = 0;
        table->extremes(a.data(), n, &minimum, &maximum);
        CHECK(minimum == *std::min_element(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n)));
        CHECK(maximum == *std::max_element(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n)));
      }
  const Values zeros{-0.0, 0.0};
  double minimum = 1, maximum = 1;
  kernels::active().extremes(zeros.data(), 2, &minimum, &maximum);
  CHECK_FALSE(std::signbit(minimum));   // else its sign would depend on the order of comparisons
}

TEST_CASE("the active table is one of those available") {
  bool found = false;
  for (const kernels::Table* table : kernels::available()) found = found || table == &kernels::active();
  CHECK(found);
}

TEST_CASE("a wish for an instruction set is followed or said to be refused") {
  const char* wish = std::getenv("BOTEC_ISA");
  if (wish == nullptr || *wish == 0) {
    CHECK(kernels::refused_isa().empty());
    CHECK(&kernels::active() == kernels::available().back());
  } else {
    CHECK((kernels::active().isa == wish || kernels::refused_isa() == wish));
  }
}
