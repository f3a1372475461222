#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "formula/function.h"

namespace botec {
namespace {

using K = kernels::Table;
using enum UnitRule;

constexpr std::size_t any_number = SIZE_MAX;

constexpr Function sign_of(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                           double value, UnitRule units, kernels::Binary K::* kernel, bool commutes = false) {
  return {name, signature, summary, example, value, 2, 2, units, true, commutes, nullptr, kernel, nullptr};
}

constexpr Function sign_of(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                           double value, UnitRule units, kernels::Unary K::* kernel) {
  return {name, signature, summary, example, value, 1, 1, units, true, false, kernel, nullptr, nullptr};
}

constexpr Function of_one(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                          double value, UnitRule units, kernels::Unary K::* kernel) {
  return {name, signature, summary, example, value, 1, 1, units, false, false, kernel, nullptr, nullptr};
}

constexpr Function of_two(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                          double value, UnitRule units, kernels::Binary K::* kernel, std::size_t most = 2) {
  return {name, signature, summary, example, value, most == 2 ? 2U : 1U, most, units, false, false, nullptr, kernel, nullptr};
}

constexpr Function over_steps(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                              std::size_t arguments) {
  return {name, signature, summary, example, std::numeric_limits<double>::quiet_NaN(), arguments, arguments, series, false, false, nullptr, nullptr, nullptr};
}

constexpr Function of_three(std::string_view name, std::string_view signature, std::string_view summary, std::string_view example,
                            double value, UnitRule units, kernels::Ternary K::* kernel) {
  return {name, signature, summary, example, value, 3, 3, units, false, false, nullptr, nullptr, kernel};
}

// In the order in which they are listed. `×` and `·` are read as `*`, `÷` as `/`, `−` as `-`, `≤ ≥ ≠` as `<= >= !=`.
constexpr std::array rows{
    sign_of("+", "a + b", "The sum of two quantities of one kind.", "1.5 + 2", 3.5, same, &K::add, true),
    sign_of("-", "a - b", "The difference of two quantities of one kind.", "2 - 5", -3, same, &K::sub),
    sign_of("*", "a * b", "The product; units multiply. `×` and `·` mean the same.", "6 * 7", 42, multiply, &K::mul, true),
    sign_of("/", "a / b", "The quotient; units divide. `÷` means the same.", "1 / 8", 0.125, divide, &K::div),
    sign_of("^", "a ^ b", "The power; binds tighter than a minus before it, and to the right: -2^2 is -4, 2^3^2 is 512.", "2 ^ 3 ^ 2",
            512, power, &K::pow),
    sign_of("negate", "-a", "The quantity with the other sign.", "-2 ^ 2", -4, same, &K::neg),
    sign_of("==", "a == b", "Whether two quantities are equal; rarely what a model with continuous inputs wants.", "2 == 2", 1,
            compare, &K::eq, true),
    sign_of("!=", "a != b", "Whether two quantities differ. `≠` means the same.", "2 != 2", 0, compare, &K::ne, true),
    sign_of("<", "a < b", "Whether a is below b.", "1 < 2", 1, compare, &K::lt),
    sign_of("<=", "a <= b", "Whether a is at most b. `≤` means the same.", "2 <= 2", 1, compare, &K::le),
    sign_of(">", "a > b", "Whether a is above b.", "1 > 2", 0, compare, &K::gt),
    sign_of(">=", "a >= b", "Whether a is at least b. `≥` means the same.", "1 >= 2", 0, compare, &K::ge),
    sign_of("and", "a and b", "Whether both conditions hold.", "1 < 2 and 2 < 1", 0, logical, &K::logical_and, true),
    sign_of("or", "a or b", "Whether at least one of two conditions holds.", "1 < 2 or 2 < 1", 1, logical, &K::logical_or, true),
    sign_of("not", "not a", "Whether the condition fails.", "not 1 < 2", 0, logical, &K::logical_not),

    of_three("if", "if(condition, a, b)", "a in the trials in which the condition holds, b in the others.", "if(1 < 2, 10, 20)", 10,
             choice, &K::select),
    of_three("clamp", "clamp(x, low, high)", "x, moved to the bound that it lies beyond.", "clamp(7, 0, 5)", 5, same, &K::clamp),
    of_two("min", "min(a, b, …)", "The smallest of the arguments, trial by trial.", "min(3, 1, 2)", 1, same, &K::min, any_number),
    of_two("max", "max(a, b, …)", "The largest of the arguments, trial by trial.", "max(3, 1, 2)", 3, same, &K::max, any_number),
    of_two("sum", "sum(a, b, …)", "The sum of the arguments, trial by trial.", "sum(3, 1, 2)", 6, same, &K::add, any_number),
    of_two("mean", "mean(a, b, …)", "The mean of the arguments, trial by trial.", "mean(3, 1, 2)", 2, same, &K::add, any_number),

    of_two("first", "first(a, b, …)", "The earliest of the arguments, trial by trial: dates, or numbers.", "first(3, 1, 2)", 1, same, &K::min, any_number),

    over_steps("previous", "previous(x, start)", "x one step earlier in a series, and `start` at its first step.", "previous(x, 1)", 2),
    over_steps("cumulative", "cumulative(x)", "The sum of x over the steps so far.", "cumulative(x)", 1),
    over_steps("at", "at(x, when)", "The value of a series at a step, or on the straight line between two.", "at(x, 2030)", 2),
    over_steps("crossing", "crossing(condition)", "When the condition first holds in a series; infinite where it never does.", "crossing(x >= 1)", 1),

    of_one("exp", "exp(x)", "e to the power x.", "exp(1)", 2.718281828459045, pure, &K::exp),
    of_one("expm1", "expm1(x)", "exp(x) - 1, accurate for small x.", "expm1(1e-10)", 1.00000000005e-10, pure, &K::expm1),
    of_one("log", "log(x)", "The natural logarithm.", "log(10)", 2.302585092994046, pure, &K::log),
    of_one("log2", "log2(x)", "The logarithm to base 2.", "log2(1024)", 10, pure, &K::log2),
    of_one("log10", "log10(x)", "The logarithm to base 10.", "log10(1M)", 6, pure, &K::log10),
    of_one("log1p", "log1p(x)", "log(1 + x), accurate for small x.", "log1p(1e-10)", 9.9999999995e-11, pure, &K::log1p),
    of_two("pow", "pow(x, y)", "x to the power y, as `x ^ y`.", "pow(2, 0.5)", 1.4142135623730951, power, &K::pow),
    of_one("sqrt", "sqrt(x)", "The square root; halves the powers of the unit.", "sqrt(2)", 1.4142135623730951, square_root, &K::sqrt),

    of_one("abs", "abs(x)", "The absolute value.", "abs(-3)", 3, same, &K::abs),
    of_one("sign", "sign(x)", "-1, 0 or 1.", "sign(-3)", -1, sign, &K::sign),
    of_one("floor", "floor(x)", "The next whole number below, in the unit in which x is shown.", "floor(-1.5)", -2, rounding, &K::floor),
    of_one("ceil", "ceil(x)", "The next whole number above, in the unit in which x is shown.", "ceil(1.2)", 2, rounding, &K::ceil),
    of_one("round", "round(x)", "The nearest whole number, halves away from zero, in the unit in which x is shown.", "round(2.5)", 3,
           rounding, &K::round),

    of_one("sin", "sin(x)", "The sine of an angle in radians.", "sin(1)", 0.8414709848078965, pure, &K::sin),
    of_one("cos", "cos(x)", "The cosine of an angle in radians.", "cos(1)", 0.5403023058681398, pure, &K::cos),
    of_one("tan", "tan(x)", "The tangent of an angle in radians.", "tan(1)", 1.5574077246549023, pure, &K::tan),
    of_one("asin", "asin(x)", "The angle whose sine is x.", "asin(1)", 1.5707963267948966, pure, &K::asin),
    of_one("acos", "acos(x)", "The angle whose cosine is x.", "acos(0)", 1.5707963267948966, pure, &K::acos),
    of_one("atan", "atan(x)", "The angle whose tangent is x.", "atan(1)", 0.7853981633974483, pure, &K::atan),
    of_two("atan2", "atan2(y, x)", "The angle of the point (x, y).", "atan2(1, -1)", 2.356194490192345, ratio, &K::atan2),

    of_one("erf", "erf(x)", "The error function.", "erf(1)", 0.8427007929497149, pure, &K::erf),
    of_one("normal_cdf", "normal_cdf(z)", "The probability that a standard normal lies below z.", "normal_cdf(1)", 0.8413447460685429,
           pure, &K::normal_cdf),
    of_one("normal_quantile", "normal_quantile(p)", "The z below which a standard normal lies with probability p.",
           "normal_quantile(95%)", 1.6448536269514722, pure, &K::normal_quantile),
    of_one("lgamma", "lgamma(x)", "The logarithm of the gamma function; lgamma(n + 1) is log(n!).", "lgamma(5)", 3.1780538303479458,
           pure, &K::lgamma),
};

}  // namespace

std::span<const Function> function_catalogue() { return rows; }

const Function* find_function(std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Function& f) { return f.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : rows) {
    if (!function.is_operator) names.emplace_back(function.name);
  }
  return names;
}

}  // namespace botec
