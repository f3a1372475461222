// Arithmetic and special cases against <cmath>, on every instruction set.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kernels/reference.h"
#include "kernels/walk.h"

using namespace botec;
using Values = std::vector<double>;

namespace {

bool identical(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

// The exact functions, and what the others must give at the edges.
double expected(std::string_view name, double x) {
  if (name == "neg") return -x;
  if (name == "abs") return std::fabs(x);
  if (name == "sign") return std::isnan(x) || x == 0 ? x : std::copysign(1.0, x);
  if (name == "floor") return std::floor(x);
  if (name == "ceil") return std::ceil(x);
  if (name == "round") return std::round(x);
  if (name == "sqrt") return std::sqrt(x);
  if (name == "exp") return std::exp(x);
  if (name == "exp2") return std::exp2(x);
  if (name == "expm1") return std::expm1(x);
  if (name == "log") return std::log(x);
  if (name == "log2") return std::log2(x);
  if (name == "log10") return std::log10(x);
  if (name == "log1p") return std::log1p(x);
  if (name == "sin") return std::sin(x);
  if (name == "cos") return std::cos(x);
  if (name == "tan") return std::tan(x);
  if (name == "asin") return std::asin(x);
  if (name == "acos") return std::acos(x);
  if (name == "atan") return std::atan(x);
  if (name == "erf") return std::erf(x);
  if (name == "lgamma") return std::lgamma(x);
  if (name == "normal_cdf") return static_cast<double>(reference::value(name, x, 0));
  if (name == "normal_quantile") {
    if (!(x > 0 && x < 1)) return x == 0 ? -HUGE_VAL : (x == 1 ? HUGE_VAL : std::nan(""));
    return static_cast<double>(reference::normal_quantile(x));
  }
  if (name == "logical_not") return 1.0 - x;
  FAIL("no reference for ", std::string(name));
  return 0;
}

double expected(std::string_view name, double a, double b) {
  if (name == "add") return a + b;
  if (name == "sub") return a - b;
  if (name == "mul") return a * b;
  if (name == "div") return a / b;
  if (name == "min") return std::isnan(a) || std::isnan(b) ? std::nan("") : (a == b ? (std::signbit(a) ? a : b) : std::fmin(a, b));
  if (name == "max") return std::isnan(a) || std::isnan(b) ? std::nan("") : (a == b ? (std::signbit(a) ? b : a) : std::fmax(a, b));
  if (name == "eq") return a == b;
  if (name == "ne") return a != b;
  if (name == "lt") return a < b;
  if (name == "le") return a <= b;
  if (name == "gt") return a > b;
  if (name == "ge") return a >= b;
  if (name == "pow") return std::pow(a, b);
  if (name == "atan2") return std::atan2(a, b);
  FAIL("no reference for ", std::string(name));
  return 0;
}

// Exact where the true value is exact or special, else within a few ULP (the accuracy test is the strict one).
bool agrees(double got, double truth) {
  if (identical(got, truth)) return true;
  if (std::isnan(truth) || std::isinf(truth) || truth == 0 || truth == 1 || std::signbit(got) != std::signbit(truth)) return false;
  return reference::ulps(got, truth) <= 5;
}

}  // namespace

TEST_CASE("unary kernels follow <cmath> at the edges") {
  const Values a = reference::edges();
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const auto& row : walk::unary) {
      if (row.name == "logical_not") continue;
      Values out(a.size());
      (table->*row.kernel)(out.data(), a.data(), a.size());
      for (std::size_t i = 0; i < a.size(); ++i)
        CHECK_MESSAGE(agrees(out[i], expected(row.name, a[i])), row.name, " of ", a[i], " gives ", out[i]);
    }
  }
}

TEST_CASE("binary kernels follow <cmath> for every pair of edges") {
  Values a;
  Values b;
  for (const double x : reference::edges())
    for (const double y : reference::edges()) {
      a.push_back(x);
      b.push_back(y);
    }
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (const auto& row : walk::binary) {
      if (row.name.starts_with("logical")) continue;
      Values out(a.size());
      (table->*row.kernel)(out.data(), a.data(), b.data(), a.size());
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (agrees(out[i], expected(row.name, a[i], b[i]))) continue;
        if (++wrong <= 5) MESSAGE(row.name, " of ", a[i], ", ", b[i], " gives ", out[i]);
      }
      CHECK_MESSAGE(wrong == 0, row.name);
    }
  }
}

TEST_CASE("conditions, choices and constants") {
  const Values p{0, 0, 1, 1};
  const Values q{0, 1, 0, 1};
  for (const kernels::Table* table : kernels::available()) {
    Values out(4);
    table->logical_and(out.data(), p.data(), q.data(), 4);
    CHECK(out == Values{0, 0, 0, 1});
    table->logical_or(out.data(), p.data(), q.data(), 4);
    CHECK(out == Values{0, 1, 1, 1});
    table->logical_not(out.data(), p.data(), 4);
    CHECK(out == Values{1, 1, 0, 0});
    const Values nan(4, std::nan(""));
    table->select(out.data(), p.data(), q.data(), nan.data(), 4);  // the branch not taken may be anything
    CHECK((std::isnan(out[0]) && std::isnan(out[1]) && out[2] == 0 && out[3] == 1));
    const Values x{-5, 0.5, 7, 2};
    const Values low{0, 0, 0, 3};
    const Values high{1, 1, 1, 1};
    table->clamp(out.data(), x.data(), low.data(), high.data(), 4);
    CHECK(out == Values{0, 0.5, 1, 1});
    table->add_constant(out.data(), x.data(), 2.0, 4);
    CHECK(out == Values{-3, 2.5, 9, 4});
    table->multiply_constant(out.data(), x.data(), 2.0, 4);
    CHECK(out == Values{-10, 1, 14, 4});
    table->linear(out.data(), x.data(), 0.1, 0.3, 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(out[i] == std::fma(0.1, x[i], 0.3));
    Values direct(4);
    table->linear(direct.data(), x.data(), 0.1, 0.3, 4);
    table->exp(direct.data(), direct.data(), 4);
    table->exp_linear(out.data(), x.data(), 0.1, 0.3, 4);
    CHECK(out == direct);
    table->fill(out.data(), 4.25, 4);
    CHECK(out == Values(4, 4.25));
    table->add_multiple(out.data(), x.data(), 0.1, 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(out[i] == std::fma(0.1, x[i], 4.25));
  }
}

TEST_CASE("kernels with a constant do what those with a block of it do") {
  const Values a = reference::edges();
  Values out(a.size()), expected(a.size());
  for (const kernels::Table* table : kernels::available()) {
    const struct { kernels::WithConstant with; kernels::Binary binary; } pairs[] = {
        {table->add_constant, table->add}, {table->multiply_constant, table->mul}, {table->min_constant, table->min}, {table->max_constant, table->max}};
    for (const double y : a) {
      const Values block(a.size(), y);
      for (const auto& pair : pairs) {
        pair.with(out.data(), a.data(), y, a.size());
        pair.binary(expected.data(), a.data(), block.data(), a.size());
        CHECK(std::equal(out.begin(), out.end(), expected.begin(), identical));
      }
      // A power may differ in its last place, and not where it is zero, infinite or not a number. In place too.
      out = a;
      table->pow_constant(out.data(), out.data(), y, a.size());
      table->pow(expected.data(), a.data(), block.data(), a.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        CAPTURE(a[i]);
        CAPTURE(y);
        const bool close = std::isnormal(expected[i]) && std::abs(out[i] - expected[i]) <= 2.3e-16 * std::abs(expected[i]);
        CHECK((identical(out[i], expected[i]) || close || (std::fpclassify(expected[i]) == FP_SUBNORMAL && std::abs(out[i] - expected[i]) <= 5e-324)));
      }
    }
  }
}

TEST_CASE("an element's power does not depend on its neighbours") {
  Values a(300, 1.7), alone(300);
  a[5] = 0, a[200] = -3;
  for (const kernels::Table* table : kernels::available()) {
    Values out(a.size());
    table->pow_constant(out.data(), a.data(), 0.3, a.size());
    for (std::size_t i = 0; i < a.size(); ++i) table->pow_constant(&alone[i], &a[i], 0.3, 1);
    CHECK(std::equal(out.begin(), out.end(), alone.begin(), identical));
  }
}

TEST_CASE("min and max commute bit for bit") {
  const Values a = reference::edges();
  for (const kernels::Table* table : kernels::available())
    for (const double y : a) {
      const Values b(a.size(), y);
      Values one(a.size());
      Values other(a.size());
      for (const auto kernel : {&kernels::Table::min, &kernels::Table::max}) {
        (table->*kernel)(one.data(), a.data(), b.data(), a.size());
        (table->*kernel)(other.data(), b.data(), a.data(), a.size());
        for (std::size_t i = 0; i < a.size(); ++i) CHECK(identical(one[i], other[i]));
      }
    }
}

TEST_CASE("exact powers are exact") {
  for (const kernels::Table* table : kernels::available()) {
    CAPTURE(table->isa);
    for (int e = -1074; e <= 1023; ++e) {
      double x = e;
      double out = 0;
      table->exp2(&out, &x, 1);
      CHECK(out == std::ldexp(1.0, e));
      table->log2(&x, &out, 1);
      CHECK(x == e);
    }
    for (int e = -300; e <= 300; ++e) {
      const double x = std::stod("1e" + std::to_string(e));
      double out = 0;
      table->log10(&out, &x, 1);
      CHECK(out == e);
    }
    for (double x = -40; x <= 40; ++x)
      for (double y = 0; y <= 9; ++y) {
        double out = 0;
        table->pow(&out, &x, &y, 1);
        double exact = 1;
        for (int i = 0; i < y; ++i) exact *= x;
        CHECK(out == exact);
      }
  }
}
