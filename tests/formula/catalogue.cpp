#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "helpers.h"

using namespace botec;
using namespace botec::testing;

TEST_CASE("every example computes what it says") {
  for (const Function& function : function_catalogue()) {
    const std::string example(function.example);
    const auto tree = parse(example);
    REQUIRE_MESSAGE(tree, example);
    if (function.units == UnitRule::series) continue;   // worth something only in a series
    CHECK_MESSAGE(evaluate(*tree) == doctest::Approx(function.example_value).epsilon(1e-14), example);
    bool used = false;
    for (const FormulaNode& node : tree->nodes) used = used || node.function == &function;
    CHECK_MESSAGE(used, example);
  }
}

TEST_CASE("every row is complete, and names are unique") {
  std::set<std::string_view> names;
  for (const Function& function : function_catalogue()) {
    INFO(std::string(function.name));
    CHECK(names.insert(function.name).second);
    CHECK((function.unary != nullptr) + (function.binary != nullptr) + (function.ternary != nullptr) == (function.units == UnitRule::series ? 0 : 1));
    CHECK(function.min_arguments >= 1);
    CHECK(function.max_arguments >= function.min_arguments);
    CHECK(function.summary.ends_with("."));
    CHECK(find_function(function.name) == &function);
    if (function.ternary) CHECK(function.min_arguments == 3);
    if (function.unary) CHECK(function.max_arguments == 1);
    if (!function.is_operator) {
      CHECK(function.signature.starts_with(std::string(function.name) + "("));
      CHECK(is_reserved(function.name));
    }
  }
  CHECK(find_function("nothing") == nullptr);
}

TEST_CASE("all functions of the format are there") {
  for (const auto* name : {"exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "abs", "sign", "floor", "ceil", "round", "min",
                           "max", "clamp", "sin", "cos", "tan", "asin", "acos", "atan", "pow", "erf", "normal_cdf",
                           "normal_quantile", "lgamma", "sum", "mean", "if", "atan2", "and", "or", "not"}) {
    CHECK_MESSAGE(find_function(name) != nullptr, name);
  }
}

TEST_CASE("the commuting rows commute bit for bit") {
  const double values[] = {0.0, -0.0, 1.0, -2.5, 1e308, 5e-324};
  for (const Function& function : function_catalogue()) {
    if (!function.commutes) continue;
    for (const double a : values) {
      for (const double b : values) {
        if (function.units == UnitRule::logical && (std::signbit(a) || std::signbit(b))) continue;   // conditions are 1 and 0
        double ab = 0;
        double ba = 0;
        (kernels::active().*function.binary)(&ab, &a, &b, 1);
        (kernels::active().*function.binary)(&ba, &b, &a, 1);
        CHECK_MESSAGE(std::signbit(ab) == std::signbit(ba), std::string(function.name) << " " << a << " " << b);
        CHECK(ab == ba);
      }
    }
  }
}
