// Every row of the accuracy table, on every instruction set this machine can run, against the C library in 64-bit
// precision (or Newton's iteration on it), whose own error is below 0.01 ULP of a double.
#include "kernels/accuracy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "kernels/reference.h"

using namespace botec;

namespace {

constexpr std::size_t points = 8 * kernels::block_size;

double worst_of(const kernels::Table& table, const kernels::Accuracy& row, const std::vector<double>& a,
                const std::vector<double>& b) {
  std::vector<double> out(a.size());
  if (row.unary != nullptr)
    (table.*row.unary)(out.data(), a.data(), a.size());
  else
    (table.*row.binary)(out.data(), a.data(), b.data(), a.size());
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double error = reference::ulps(out[i], reference::value(row.name, a[i], b[i]));
    if (error > worst) worst = error;
    if (!(error <= row.max_ulp)) {
      MESSAGE(row.name << " of " << a[i] << ", " << b[i] << ": " << out[i] << " is " << error << " ULP off");
      return error;
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("every kernel keeps the error its row of the accuracy table declares") {
  std::uint64_t seed = 20240611;
  for (const kernels::Accuracy& row : kernels::accuracy_table()) {
    const std::vector<double> a = reference::spread_over(row.first, points, ++seed);
    const std::vector<double> b = reference::spread_over(row.second, points, ++seed);
    for (const kernels::Table* table : kernels::available()) {
      const double worst = worst_of(*table, row, a, b);
      CAPTURE(table->isa);
      CAPTURE(row.name);
      CHECK(worst <= row.max_ulp);
      CHECK(std::isfinite(worst));
    }
  }
}

TEST_CASE("a power with a constant exponent is as exact as one without") {
  const kernels::Interval bases[] = {{1e-3, 1e3, true}, {1e-300, 1e300, true}, {0.4, 2.5}, {0.99, 1.01}};
  for (const double y : {0.3, 0.5, -0.5, 1.0 / 3, 1.0, -1.0, 2.0, -2.0, 3.0, 3.999, 4.0, -4.0, 4.001, 7.5, -60.0}) {
    for (const kernels::Interval& base : bases) {
      if (base.high == 1e300 && std::abs(y) > 1) continue;   // leaves the range of doubles, which the edges are for
      const std::vector<double> a = reference::spread_over(base, points, 99);
      for (const kernels::Table* table : kernels::available()) {
        std::vector<double> out(a.size());
        table->pow_constant(out.data(), a.data(), y, a.size());
        double worst = 0;
        for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, reference::ulps(out[i], reference::value("pow", a[i], y)));
        CAPTURE(table->isa);
        CAPTURE(y);
        CHECK(worst <= (y == 2 || y == -1 ? 0.5 : 1.5));
      }
    }
  }
}

TEST_CASE("every function with a rounding error has a row") {
  std::map<std::string, int> rows;
  for (const kernels::Accuracy& row : kernels::accuracy_table()) ++rows[std::string(row.name)];
  for (const char* name : {"exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "pow", "sin", "cos", "tan", "asin",
                           "acos", "atan", "atan2", "erf", "lgamma", "normal_cdf", "normal_quantile"})
    CHECK_MESSAGE(rows[name] > 0, name);
}
