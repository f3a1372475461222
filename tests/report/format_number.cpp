#include "report/format_number.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

using namespace botec;

namespace {

std::string shown(double value, int digits, std::optional<double> error = std::nullopt) {
  NumberStyle style;
  style.digits = digits;
  return format_number(value, error, style);
}

std::vector<std::string> group(std::vector<double> values, int digits) {
  const NumberStyle style = common_style(values, digits);
  std::vector<std::string> texts;
  for (const double v : values) texts.push_back(format_number(v, std::nullopt, style));
  return texts;
}

// The value of a formatted number, and one unit of its last digit.
struct ReadBack {
  double value, unit;
};

ReadBack read_back(const std::string& text) {
  char* end = nullptr;
  double value = std::strtod(text.c_str(), &end);
  double factor = 1;
  switch (*end) {
    case 'K': factor = 1e3; break;
    case 'M': factor = 1e6; break;
    case 'B': factor = 1e9; break;
    case 'T': factor = 1e12; break;
    default: break;
  }
  const std::size_t e = text.find('e');
  const std::string mantissa = text.substr(0, e);
  const int exponent = e == std::string::npos ? 0 : std::atoi(text.c_str() + e + 1);
  const std::size_t point = mantissa.find('.');
  std::size_t decimals = 0;
  if (point != std::string::npos) {
    decimals = static_cast<std::size_t>(std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(point), mantissa.end(),
                                                      [](char c) { return c >= '0' && c <= '9'; }));
  }
  return {value * factor, factor * std::pow(10.0, exponent - static_cast<int>(decimals))};
}

}  // namespace

TEST_CASE("plain numbers from 0.01 to 9999") {
  CHECK(shown(1, 3) == "1.00");
  CHECK(shown(12.34, 3) == "12.3");
  CHECK(shown(123.4, 3) == "123");
  CHECK(shown(1234, 3) == "1230");
  CHECK(shown(9994, 3) == "9990");
  CHECK(shown(0.01, 2) == "0.010");
  CHECK(shown(0.01234, 3) == "0.0123");
  CHECK(shown(0.5, 2) == "0.50");
  CHECK(shown(0.0099, 2) == "9.9e-3");
  CHECK(shown(0.000012, 2) == "1.2e-5");
}

TEST_CASE("K, M, B and T up to 1e15, then an exponent") {
  CHECK(shown(10000, 2) == "10K");
  CHECK(shown(12345, 3) == "12.3K");
  CHECK(shown(125e3, 3) == "125K");
  CHECK(shown(125e3, 2) == "120K");  // half to even: the exact value of the double decides
  CHECK(shown(5e6, 2) == "5.0M");
  CHECK(shown(34.5e9, 3) == "34.5B");
  CHECK(shown(999e12, 3) == "999T");
  CHECK(shown(1e15, 2) == "1.0e15");
  CHECK(shown(7.8e22, 2) == "7.8e22");
  CHECK(shown(1e300, 1) == "1e300");
}

TEST_CASE("a carry never leaves 1000K or 10.0 too many digits") {
  CHECK(shown(999950, 3) == "1.00M");
  CHECK(shown(999950, 3, 0.0) == "1M");
  CHECK(shown(999499, 3) == "999K");
  CHECK(shown(999.95e6, 3, 0.0) == "1B");
  CHECK(shown(999.95e9, 3, 0.0) == "1T");
  CHECK(shown(999.95e12, 3, 0.0) == "1e15");
  CHECK(shown(9999.5, 3, 0.0) == "10K");
  CHECK(shown(9.9951, 3) == "10.0");
  CHECK(shown(9.994, 3) == "9.99");
  CHECK(shown(9.995, 3) == "9.99");  // the double next to 9.995 is below it
  CHECK(shown(99.95, 2) == "100");
  CHECK(shown(0.009999, 2) == "0.010");
  CHECK(shown(9.96, 5, 0.04) == "10.0");  // the same place stays supported
}

TEST_CASE("exact numbers have no trailing zeros") {
  CHECK(format_exact(1e6) == "1M");
  CHECK(format_exact(8) == "8");
  CHECK(format_exact(30.4375) == "30.4375");
  CHECK(format_exact(0.1 + 0.2) == "0.3");
  CHECK(format_exact(1.23e14) == "123T");
  CHECK(format_exact(1.0 / 3) == "0.333333");
  CHECK(format_exact(1200) == "1200");
  CHECK(format_exact(2.5e-7) == "2.5e-7");
  CHECK(format_exact(3e22) == "3e22");
}

TEST_CASE("negative, zero, infinite and undefined values") {
  CHECK(shown(-12.34, 3) == "-12.3");
  CHECK(shown(-999950, 3, 0.0) == "-1M");
  CHECK(shown(-1.2e-5, 2) == "-1.2e-5");
  CHECK(shown(0, 3) == "0");
  CHECK(shown(-0.0, 3) == "0");
  CHECK(shown(0, 3, 0.5) == "0");
  CHECK(shown(INFINITY, 3) == "inf");
  CHECK(shown(-INFINITY, 3) == "-inf");
  CHECK(shown(NAN, 3) == "nan");
  CHECK(shown(5e-324, 3) == "4.94e-324");
  CHECK(shown(1.7976931348623157e308, 3) == "1.80e308");
}

TEST_CASE("never more digits than the standard error supports") {
  CHECK(shown(1.2345, 5, 0.0004) == "1.234");  // half of 0.001 is not finer than 0.0004
  CHECK(shown(1.2345, 5, 0.0006) == "1.23");
  CHECK(shown(1.2345, 5, 0.0005) == "1.234");
  CHECK(shown(1.2345, 5, 0.05) == "1.2");
  CHECK(shown(1.2345, 5, 0.051) == "1");
  CHECK(shown(1.2345, 5, 3) == "1");           // at least one digit
  CHECK(shown(3.01e22, 3, 4e20) == "3.0e22");
  CHECK(shown(3.01e22, 3, 6e21) == "3e22");
  CHECK(shown(1234, 4, 40) == "1200");
  CHECK(shown(1.5, 3, INFINITY) == "2");
  CHECK(shown(1.5, 3, NAN) == "1.50");
  CHECK(supported_digits(1.5, 0.0) == 17);
  CHECK(supported_digits(1.5, std::nullopt) == 17);
  CHECK(supported_digits(0, 1.0) == 1);
}

TEST_CASE("what is shown is the value to the last digit shown, which the error supports") {
  std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> mantissa(1, 10), share(-7, 0.5);
  std::uniform_int_distribution<int> exponent(-12, 30), digit_count(1, 6);
  for (int i = 0; i < 20000; ++i) {
    const double value = mantissa(generator) * std::pow(10.0, exponent(generator)) * (i % 3 == 0 ? -1 : 1);
    const double error = std::fabs(value) * std::pow(10.0, share(generator));
    const int digits = digit_count(generator);
    const std::string text = shown(value, digits, error);
    const ReadBack back = read_back(text);
    CAPTURE(value);
    CAPTURE(error);
    CAPTURE(digits);
    CAPTURE(text);
    CHECK(text.find("1000K") == std::string::npos);
    CHECK(text.find("1000M") == std::string::npos);
    // Whole numbers end in zeros that are no digits, so the unit is known only where there is a decimal point; and one
    // digit is always shown.
    const std::string written = text.substr(0, text.find('e'));
    const std::size_t first = written.find_first_of("123456789");
    if (written.find('.') != std::string::npos && written.find_last_of("0123456789") > first) {
      CHECK(std::fabs(back.value - value) <= back.unit * 0.5000001);
      CHECK(back.unit / 2 >= error * 0.999999);
    }
    CHECK(std::fabs(back.value - value) <= std::max(std::fabs(value) * 0.5 * std::pow(10.0, 1 - digits), std::fabs(value) * 0.51) * 1.001);
  }
}

TEST_CASE("numbers of a group look alike") {
  CHECK(group({0.8e6, 1.3e6}, 2) == std::vector<std::string>{"0.80M", "1.3M"});
  CHECK(group({12e3, 1.3e6}, 2) == std::vector<std::string>{"12K", "1.3M"});
  CHECK(group({950, 12000}, 2) == std::vector<std::string>{"0.95K", "12K"});
  CHECK(group({95, 12000}, 2) == std::vector<std::string>{"95", "12K"});
  CHECK(group({9500, 12000}, 2) == std::vector<std::string>{"9.5K", "12K"});
  CHECK(group({7e14, 3e16}, 2) == std::vector<std::string>{"7.0e14", "3.0e16"});
  CHECK(group({5, 3e16}, 2) == std::vector<std::string>{"5.0", "3.0e16"});
  CHECK(group({0.005, 0.3}, 2) == std::vector<std::string>{"0.0050", "0.30"});
  CHECK(group({1.2e-5, 0.3}, 2) == std::vector<std::string>{"1.2e-5", "3.0e-1"});
  CHECK(group({1.2e-5, 3e-3}, 2) == std::vector<std::string>{"1.2e-5", "3.0e-3"});
  CHECK(group({-4, 0, 1e6}, 2) == std::vector<std::string>{"-4.0", "0", "1.0M"});
  CHECK(group({0, 0}, 2) == std::vector<std::string>{"0", "0"});
  CHECK(group({NAN, INFINITY, 2}, 2) == std::vector<std::string>{"nan", "inf", "2.0"});
}

TEST_CASE("units stand behind the number, a percent sign against it") {
  CHECK(with_unit("5M", "USD") == "5M USD");
  CHECK(with_unit("26", "%") == "26%");
  CHECK(with_unit("12", "") == "12");
}

TEST_CASE("probabilities") {
  CHECK(format_probability(0.0213, 0.0001) == "2.1%");
  CHECK(format_probability(0.0213, std::nullopt, 3) == "2.13%");
  CHECK(format_probability(0.5, 0.0) == "50%");
  CHECK(format_probability(0.75, std::nullopt) == "75%");
  CHECK(format_probability(0.979, std::nullopt) == "97.9%");
  CHECK(format_probability(0.99987, std::nullopt) == "99.987%");
  CHECK(format_probability(0.9999, 0.001) == "99.99%");  // never 100% for what is below
  CHECK(format_probability(0.37, 0.06) == "40%");
  CHECK(format_probability(0.0001, std::nullopt) == "0.010%");
  CHECK(format_probability(1.234e-5, std::nullopt) == "1.2e-5");
  CHECK(format_probability(0, 0.0) == "0%");
  CHECK(format_probability(1, 0.0) == "100%");
  CHECK(format_probability(NAN, 0.0) == "nan");
}

TEST_CASE("levels and counts") {
  CHECK(format_level(0.9) == "90%");
  CHECK(format_level(0.975) == "97.5%");
  CHECK(format_level(0.29) == "29%");
  CHECK(format_level(0.999999999) == "99.9999999%");
  CHECK(format_level(1) == "100%");
  CHECK(format_level(0.001) == "0.1%");
  CHECK(format_count(0) == "0");
  CHECK(format_count(999) == "999");
  CHECK(format_count(1048576) == "1,048,576");
  CHECK(format_count(18446744073709551615u) == "18,446,744,073,709,551,615");
}

TEST_CASE("the shortest number reads back as the same double") {
  CHECK(shortest_number(0.1) == "0.1");
  CHECK(shortest_number(2.4e22) == "2.4e22");
  CHECK(shortest_number(1e-7) == "1e-7");
  CHECK(shortest_number(1e100) == "1e100");
  CHECK(shortest_number(24) == "24");
  CHECK(shortest_number(-0.025) == "-0.025");
  std::mt19937_64 generator(3);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = generator();
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    CHECK(std::strtod(shortest_number(value).c_str(), nullptr) == value);
  }
}
