// Bracketed quantiles against sorting everything: they must be equal, not close.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "summaries/order_statistics.h"
#include "summaries/sort_values.h"

namespace {

using botec::OrderStatistics;

const std::vector<double> wanted{0.01, 0.05, 0.5, 0.9, 0.95, 0.99};

double hazen(const std::vector<double>& sorted, double p) {
  const double position = std::clamp(static_cast<double>(sorted.size()) * p - 0.5, 0.0, static_cast<double>(sorted.size() - 1));
  const auto k = static_cast<std::size_t>(std::floor(position));
  if (position == std::floor(position) || sorted[k] == sorted[k + 1]) return sorted[k];
  return sorted[k] + (position - static_cast<double>(k)) * (sorted[k + 1] - sorted[k]);
}

template <class Draw>
void compare(Draw draw, std::size_t n) {
  OrderStatistics order({wanted});
  std::vector<double> all;
  while (all.size() < n) {
    std::vector<double> block(512);
    for (double& value : block) value = draw();
    all.insert(all.end(), block.begin(), block.end());
    OrderStatistics::Part part;
    order.collect(block.data(), block.size(), part);
    order.merge(part);
    order.narrow_when_due();
  }
  std::sort(all.begin(), all.end());
  REQUIRE(order.count() == all.size());
  CHECK(order.holds_all() == (all.size() < botec::OrderOptions().first));
  for (const double p : wanted) {
    const auto value = order.quantile(p);
    REQUIRE(value.has_value());   // a bracket of five standard errors is missed once in 1e6
    CHECK(*value == hazen(all, p));
  }
}

}  // namespace

TEST_CASE("quantiles from narrowing brackets are the exact order statistics") {
  std::mt19937_64 words(5);
  std::normal_distribution<double> normal;
  compare([&] { return std::exp(3 * normal(words)); }, 300000);
  compare([&] { return normal(words); }, 5000);
}

TEST_CASE("values are sorted by counting as by comparing, however they are spread") {
  std::mt19937_64 words(7);
  std::normal_distribution<double> normal;
  const auto same_as_compared = [](auto draw) {
    for (const std::size_t n : {0, 1, 699, 700, 5000, 70000}) {
      std::vector<double> values(n);
      for (double& value : values) value = draw();
      std::vector<double> compared = values;
      std::sort(compared.begin(), compared.end());
      botec::sort_values(values);
      CHECK(values == compared);
    }
  };
  same_as_compared([&] { return normal(words); });
  same_as_compared([&] { return std::exp(40 * normal(words)); });
  same_as_compared([&] { return 7e22 * (1 + 1e-3 * normal(words)); });
  same_as_compared([&] { return 1 + 0x1p-52 * static_cast<double>(words() % 1000); });
  same_as_compared([&] { return (words() % 2 == 0 ? 1e300 : -1e-300) + normal(words); });   // two clusters in one key's range
  same_as_compared([&] { return static_cast<double>(words() % 5) - 2; });
  same_as_compared([] { return 3.5; });
  std::vector<double> zeros(1000);
  for (std::size_t i = 0; i < 500; ++i) zeros[2 * i] = -0.0;
  botec::sort_values(zeros);
  CHECK(std::signbit(zeros[499]));
  CHECK_FALSE(std::signbit(zeros[500]));
}

TEST_CASE("ties and atoms on a quantile stay exact") {
  std::mt19937_64 words(6);
  compare([&] { return static_cast<double>(words() % 7); }, 200000);
  compare([&] { return words() % 20 == 0 ? 1.0 : 0.0; }, 200000);   // the atom's edge is p95 itself
  compare([] { return 2.5; }, 100000);
  compare([&] { return words() % 2 == 0 ? 0.0 : static_cast<double>(words() >> 40); }, 200000);
}

TEST_CASE("a quantile that escaped its bracket is noticed") {
  // Values that come sorted are as far from exchangeable as can be: early brackets say nothing about late values.
  double next = 0;
  OrderStatistics order({wanted});
  for (int b = 0; b < 400; ++b) {
    std::vector<double> block(512);
    for (double& value : block) value = next++;
    OrderStatistics::Part part;
    order.collect(block.data(), block.size(), part);
    order.merge(part);
    order.narrow_when_due();
  }
  CHECK_FALSE(order.quantile(0.5).has_value());
}

TEST_CASE("infinite values are counted and take their places in the order") {
  std::mt19937_64 words(11);
  std::normal_distribution<double> normal;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  // Shares of infinite values that lie between wanted quantiles, and all of them.
  for (const auto& [before, beyond] : {std::pair{0.0, 0.3}, std::pair{0.07, 0.0}, std::pair{0.02, 0.97}, std::pair{0.0, 1.0}}) {
    OrderStatistics order({wanted});
    std::vector<double> all;
    while (all.size() < 200000) {
      std::vector<double> finite;
      OrderStatistics::Part part;
      for (int i = 0; i < 512; ++i) {
        const double u = static_cast<double>(words() >> 11) * 0x1p-53;
        double value = normal(words);
        if (u < before) value = -infinity;
        if (u >= 1 - beyond) value = infinity;
        all.push_back(value);
        if (std::isfinite(value)) finite.push_back(value);
        part.before += value == -infinity ? 1 : 0;
        part.beyond += value == infinity ? 1 : 0;
      }
      if (!finite.empty()) order.collect(finite.data(), finite.size(), part);
      order.merge(part);
      order.narrow_when_due();
    }
    std::sort(all.begin(), all.end());
    REQUIRE(order.count() == all.size());
    const OrderStatistics* parts[] = {&order};
    OrderStatistics pooled = OrderStatistics::pooled(parts);
    for (const double p : wanted) {
      const double k = static_cast<double>(all.size()) * p - 0.5;
      const double low = all[static_cast<std::size_t>(std::floor(k))], high = all[static_cast<std::size_t>(std::ceil(k))];
      const double expected = std::isinf(low) || std::isinf(high) ? (std::isinf(high) ? high : low) : low + (k - std::floor(k)) * (high - low);
      REQUIRE(order.quantile(p).has_value());
      CHECK(*order.quantile(p) == expected);
      CHECK(*pooled.quantile(p) == expected);
    }
  }
}
