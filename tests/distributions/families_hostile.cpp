// Parameters that no one means: each combination gives a distribution that works, or one sentence; never a hang or a crash.
#include <doctest/doctest.h>

#include <chrono>

#include "family_cases.h"

using namespace family_test;

namespace {

constexpr double hostile[] = {std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity(), -1e300, -1, 0,
                              5e-324, 1e-300, 1e-9, 0.5, 1, 3, 1e6, 1e12, 1e15, 1e100, 1.7e308};

// The names of a set, its optional ones included.
std::vector<std::string> names_of(std::string_view set) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : std::string(set) + ",") {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
      name += c;
    } else {
      if (!name.empty() && name != "optional") names.push_back(name);
      name.clear();
    }
  }
  return names;
}

void check_usable(const Distribution& d) {
  const Support range = support(d);
  CHECK(range.low <= range.high);
  double before = -std::numeric_limits<double>::infinity();
  for (const double p : {1e-12, 0.05, 0.5, 0.95, 1 - 1e-12}) {
    const double x = quantile(d, p);
    REQUIRE(!std::isnan(x));
    CHECK(x >= before);
    before = x;
    const double at = cdf(d, x), above = cdf(d, x, Tail::upper);
    CHECK((at >= 0 && at <= 1 && above >= 0 && above <= 1));
    CHECK(!std::isnan(density(d, x)));
    // The law is right where doubles can tell: p lies between the probabilities a few places around x.
    if (std::isfinite(x) && !has_atoms(d) && x > range.low && x < range.high && std::abs(x) > 1e-300)
      CHECK(probability_miss(d, x, p, Tail::lower, 8) <= 1e-9);
    if (has_atoms(d)) CHECK(at >= p);
  }
  const Moments m = moments(d);
  if (m.mean) CHECK(std::isfinite(*m.mean));
  if (m.sd) CHECK(*m.sd >= 0);
  const TailIndices tails = tail_indices(d);
  CHECK((tails.upper > 0 && tails.lower > 0 && tails.at_zero >= 0 && tails.exponential_upper >= 0));
}

}  // namespace

TEST_CASE("hostile parameters are refused with a sentence or make a working distribution") {
  for (const Family* family : catalogue()) {
    if (!family->fit) continue;
    for (const std::string_view set : family->argument_sets) {
      if (set.find("quantile") != std::string_view::npos || set.find("values") != std::string_view::npos) continue;
      const auto names = names_of(set);
      std::size_t combinations = 1;
      for (std::size_t i = 0; i < names.size(); ++i) combinations *= std::size(hostile);
      // All combinations up to three parameters; a fixed stride through the others.
      const std::size_t stride = combinations > 5000 ? 13 : 1;
      for (std::size_t index = 0; index < combinations; index += stride) {
        Numbers numbers;
        std::size_t rest = index;
        std::string label(family->name);
        for (const std::string& name : names) {
          numbers[name] = hostile[rest % std::size(hostile)];
          label += " " + name + "=" + std::to_string(numbers[name]);
          rest /= std::size(hostile);
        }
        INFO(nlohmann::json(numbers).dump(), " ", family->name);
        const auto start = std::chrono::steady_clock::now();
        const auto made = make(family->name, numbers);
        if (made) {
          check_usable(*made);
        } else {
          CHECK(!made.complaint().kind.empty());
          CHECK(made.complaint().message.size() > 10);
          CHECK(made.complaint().message.back() != '.');
        }
        // A loop without a bound would take longer than this on any machine.
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
      }
    }
  }
}

TEST_CASE("hostile ranges") {
  for (const Family* family : catalogue()) {
    if (!family->from_range || !family->fit) continue;
    for (const double a : hostile) {
      for (const double b : hostile) {
        INFO(family->name, " ", a, " to ", b);
        const auto made = make_through(family->name, {{0.05, a}, {0.95, b}});
        if (made) {
          check_usable(*made);
        } else {
          CHECK(made.complaint().message.size() > 10);
        }
      }
    }
  }
}

TEST_CASE("counts as large as doubles can count") {
  const auto poisson = make("poisson", {{"mean", 1e12}});
  REQUIRE(poisson);
  CHECK(std::abs(quantile(*poisson, 0.975) - (1e12 + 1.959963984540054e6)) < 10);
  const auto binomial = make("binomial", {{"n", 1e15}, {"p", 0.5}});
  REQUIRE(binomial);
  CHECK(quantile(*binomial, 0.5) == 5e14);
  CHECK(cdf(*binomial, 5e14 - 3.1e7 * 1.0) > 0.02);
  CHECK(!make("poisson", {{"mean", 1e16}}));
  CHECK(!make("geometric", {{"p", 1e-18}}));
}
