// The errors that a ranking states, over 200 seeds.
#include <cmath>
#include <string>
#include <vector>

#include "sensitivity/helpers.h"

using namespace botec_test;

namespace {

struct Expected {
  std::string input;
  botec::Estimate botec::RankedFactor::* figure;
  double truth;
  std::string name;
};

// Of 200 intervals of 95%, fewer than 178 hold their truth with probability 0.0002 (binomial), so a false alarm in each of the
// checks below together has under one percent. Too wide intervals cannot be told from good ones by their coverage alone, which
// is why the root mean square of the distance is looked at as well: of Student's t with 15 degrees of freedom it is 1.07.
void check_coverage(const std::string& model, std::uint64_t samples, const std::vector<Expected>& expected) {
  constexpr int seeds = 200;
  const double t = 2.131449545559323;
  std::vector<int> covered(expected.size(), 0);
  std::vector<double> squares(expected.size(), 0.0);
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto result = ranking(model, with_seed(static_cast<std::uint64_t>(seed), samples));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double d = distance(factor(result.outputs[0], expected[i].input).*expected[i].figure, expected[i].truth);
      covered[i] += d <= t ? 1 : 0;
      squares[i] += d * d / seeds;
    }
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(expected[i].input << " " << expected[i].name << ": covered " << covered[i] << " of 200, root mean square distance " << std::sqrt(squares[i]));
    CHECK(covered[i] >= 178);
    CHECK(std::sqrt(squares[i]) > 0.7);
  }
}

constexpr auto first = &botec::RankedFactor::first_order;
constexpr auto total = &botec::RankedFactor::total;

}  // namespace

TEST_CASE("of Ishigami's function") {
  check_coverage("inputs:\n  x1: uniform(low=-3.141592653589793, high=3.141592653589793)\n  x2: uniform(low=-3.141592653589793, high=3.141592653589793)\n"
                 "  x3: uniform(low=-3.141592653589793, high=3.141592653589793)\nformulas: {y: sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)}\n",
                 16384, {{"x1", first, 0.31390519114781146, "first"}, {"x1", total, 0.5575888552, "total"}, {"x2", first, 0.4424111447900409, "first"},
                         {"x2", total, 0.4424111447900409, "total"}, {"x3", first, 0, "first"}, {"x3", total, 0.24368366406214773, "total"}});
}

TEST_CASE("of a sum of normals: shares, squeezes, swings, rank correlation") {
  const double z = 1.6448536269514722;
  check_coverage("inputs: {x1: 'normal(mean=0, sd=1)', x2: 'normal(mean=0, sd=2)'}\nformulas: {y: 10 + x1 + x2}\n", 8192,
                 {{"x1", first, 0.2, "first"}, {"x1", total, 0.2, "total"}, {"x2", &botec::RankedFactor::known_share, 1 - std::sqrt(0.2), "known"},
                  {"x2", &botec::RankedFactor::halved_share, 1 - std::sqrt(0.4), "halved"}, {"x2", &botec::RankedFactor::known_width, 2 * z, "width"},
                  {"x2", &botec::RankedFactor::swing_low, 10 - 2 * z, "swing"},
                  {"x1", &botec::RankedFactor::spearman, 6 / 3.14159265358979324 * std::asin(std::sqrt(0.2) / 2), "spearman"}});
}

// Differences are judged at 99%: of 200 rankings of two equal inputs, more than 9 tell them apart with probability 1e-4.
TEST_CASE("of two equal inputs: ties") {
  int apart = 0;
  for (int seed = 1; seed <= 200; ++seed) {
    const auto result = ranking("inputs: {x1: 'uniform(low=-1, high=1)', x2: 'uniform(low=-1, high=1)'}\nformulas: {y: x1 * x2}\n", with_seed(static_cast<std::uint64_t>(seed)));
    if (result.outputs[0].inputs[0].rank_last == 1) ++apart;
  }
  INFO(apart << " of 200 told apart");
  CHECK(apart <= 9);
}
