#include "kernels/accuracy.h"

namespace botec::kernels {
namespace {

// Measured maxima over 1e6 points a row (against long double) stand in docs/decisions/0003-kernels.md; the bounds
// here are those, rounded up with some room.
constexpr Accuracy rows[] = {
    {.name = "exp", .unary = &Table::exp, .first = {-745, 710}, .max_ulp = 1.0},
    {.name = "exp", .unary = &Table::exp, .first = {-1, 1}, .max_ulp = 1.0},
    {.name = "exp2", .unary = &Table::exp2, .first = {-1074, 1024}, .max_ulp = 1.5},
    {.name = "expm1", .unary = &Table::expm1, .first = {-40, 709}, .max_ulp = 2.5},
    {.name = "expm1", .unary = &Table::expm1, .first = {-1, 1}, .max_ulp = 2.5},
    {.name = "expm1", .unary = &Table::expm1, .first = {1e-300, 1, true}, .max_ulp = 2.5},
    {.name = "log", .unary = &Table::log, .first = {5e-324, 1.7e308, true}, .max_ulp = 1.0},
    {.name = "log", .unary = &Table::log, .first = {0.5, 2}, .max_ulp = 1.5},
    {.name = "log2", .unary = &Table::log2, .first = {5e-324, 1.7e308, true}, .max_ulp = 1.0},
    {.name = "log2", .unary = &Table::log2, .first = {0.5, 2}, .max_ulp = 1.5},
    {.name = "log10", .unary = &Table::log10, .first = {5e-324, 1.7e308, true}, .max_ulp = 1.0},
    {.name = "log10", .unary = &Table::log10, .first = {0.5, 2}, .max_ulp = 1.5},
    {.name = "log1p", .unary = &Table::log1p, .first = {1e-300, 1.7e308, true}, .max_ulp = 2.0},
    {.name = "log1p", .unary = &Table::log1p, .first = {-0.9999, 3}, .max_ulp = 2.0},
    {.name = "pow", .binary = &Table::pow, .first = {1e-3, 1e3, true}, .second = {-5, 5}, .max_ulp = 1.5},
    {.name = "pow", .binary = &Table::pow, .first = {1e-300, 1e300, true}, .second = {-1, 1}, .max_ulp = 2.0},
    {.name = "pow", .binary = &Table::pow, .first = {0.9, 1.1}, .second = {-7000, 6700}, .max_ulp = 2.0},
    {.name = "sin", .unary = &Table::sin, .first = {-4, 4}, .max_ulp = 2.5},
    {.name = "sin", .unary = &Table::sin, .first = {-1e6, 1e6}, .max_ulp = 2.5},
    {.name = "sin", .unary = &Table::sin, .first = {1e-300, 1e300, true}, .max_ulp = 2.5},
    {.name = "cos", .unary = &Table::cos, .first = {-4, 4}, .max_ulp = 2.5},
    {.name = "cos", .unary = &Table::cos, .first = {-1e6, 1e6}, .max_ulp = 2.5},
    {.name = "cos", .unary = &Table::cos, .first = {1e-300, 1e300, true}, .max_ulp = 2.5},
    {.name = "tan", .unary = &Table::tan, .first = {-10, 10}, .max_ulp = 1.0},
    {.name = "asin", .unary = &Table::asin, .first = {-1, 1}, .max_ulp = 1.0},
    {.name = "acos", .unary = &Table::acos, .first = {-1, 1}, .max_ulp = 1.0},
    {.name = "atan", .unary = &Table::atan, .first = {-50, 50}, .max_ulp = 1.0},
    {.name = "atan2", .binary = &Table::atan2, .first = {-5, 5}, .second = {-5, 5}, .max_ulp = 1.0},
    {.name = "erf", .unary = &Table::erf, .first = {-6, 6}, .max_ulp = 1.5},
    {.name = "lgamma", .unary = &Table::lgamma, .first = {2.5, 1e6, true}, .max_ulp = 4.0},
    {.name = "normal_cdf", .unary = &Table::normal_cdf, .first = {-37, 9}, .max_ulp = 4.5},
    {.name = "normal_quantile", .unary = &Table::normal_quantile, .first = {0.0002, 0.9998}, .max_ulp = 4.0},
    {.name = "normal_quantile", .unary = &Table::normal_quantile, .first = {0.49, 0.51}, .max_ulp = 4.0},
    {.name = "normal_quantile", .unary = &Table::normal_quantile, .first = {1e-300, 0.4, true}, .max_ulp = 4.0},
};

}  // namespace

std::span<const Accuracy> accuracy_table() { return rows; }

}  // namespace botec::kernels
