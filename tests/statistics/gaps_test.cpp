// Quantiles at which a distribution function is flat: told, with both ends of the gap, and never told of a law that has none.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.h"

namespace {

botec::Result run(const std::string& yaml, const std::string& method, std::uint64_t samples, std::uint64_t seed = 1, bool conditioning = true) {
  botec::RunOptions options;
  options.method = method;
  options.samples = samples;
  options.seed = seed;
  options.threads = 1;
  options.conditioning = conditioning;
  const auto answer = botec::run(botec_test::model_text(yaml), options);
  INFO(botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return *answer.value;
}

const botec::QuantileEstimate& quantile(const botec::OutputResult& output, double p) {
  for (const auto& q : output.quantiles) {
    if (q.probability == p) return q;
  }
  throw std::runtime_error("no such quantile");
}

}  // namespace

TEST_CASE("a fair coin's median is any number between its sides") {
  const std::string coin = "inputs: {a: 'bernoulli(p=0.5)', b: 'uniform(low=0, high=1)', c: 'bernoulli(p=0.25)'}\n"
                           "formulas: {y: 10 * a, m: b + 10 * a, w: 'if(c > 0.5, 7, 3 + 0 * b)', z: 10 * a + c}\n";
  for (const char* method : {"sobol", "lhs"}) {   // whose shares of halves and quarters are exact, so that this cannot fail by chance
    CAPTURE(method);
    const auto result = run(coin, method, 200000);
    const struct { std::size_t output; double p, low, high; } gaps[] = {{0, 0.5, 0, 10}, {1, 0.5, 1, 10}, {2, 0.75, 3, 7}, {3, 0.5, 1, 10}};
    for (const auto& gap : gaps) {
      const auto& output = result.outputs[gap.output];
      CAPTURE(output.name);
      REQUIRE(output.gaps.size() == 1);
      CHECK(output.gaps[0].probability == gap.p);
      CHECK(output.gaps[0].low == doctest::Approx(gap.low).epsilon(1e-4));
      CHECK(output.gaps[0].high == doctest::Approx(gap.high).epsilon(1e-4));
      const auto& at = quantile(output, gap.p).at;
      CHECK(*at.value == doctest::Approx(gap.low).epsilon(1e-4));
      CHECK(!at.standard_error);
    }
  }
}

TEST_CASE("plain draws tell a gap within two standard errors, and none beyond") {
  // Of 400 runs the share of zeros lies within two errors in 95.4% of them: 381.8, with a standard deviation of 4.2. Outside of
  // 359 to 399 once in 1e5 and less.
  int told = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) told += run("inputs: {a: 'bernoulli(p=0.5)'}\nformulas: {y: 10 * a}\n", "plain", 4096, seed).outputs[0].gaps.empty() ? 0 : 1;
  CHECK(told >= 359);
  CHECK(told <= 399);
  // Six standard errors away (0.5 - 0.5 * 6 / sqrt(100,000)): told by chance once in 3e4 runs, and the median is then 0 for sure.
  const auto result = run("inputs: {a: 'bernoulli(p=0.4905)'}\nformulas: {y: 10 * a}\n", "plain", 100000);
  CHECK(result.outputs[0].gaps.empty());
  CHECK(*quantile(result.outputs[0], 0.5).at.value == 0);
}

TEST_CASE("a net tells a coin from a fair one where plain draws could not") {
  const auto result = run("inputs: {a: 'bernoulli(p=0.5005)'}\nformulas: {y: 10 * a}\n", "sobol", 1 << 17);
  CHECK(result.outputs[0].gaps.empty());
  CHECK(*quantile(result.outputs[0], 0.5).at.value == 10);
}

TEST_CASE("no gap is told of laws with a density") {
  const std::string laws = "inputs: {a: 'normal(mean=0, sd=1)', b: 'student_t(df=1, location=0, scale=1)', c: 'lognormal(mu=0, sigma=60)', d: 'pareto(low=1, shape=0.1)',\n"
                           "  e: 'uniform(low=0, high=1)', f: 'beta(alpha=0.02, beta=0.03)', g: 'poisson(mean=40)', h: 'normal(mean=1e9, sd=1e-6)'}\n"
                           "formulas: {ya: a * 1, yb: b * 1, yc: c * 1, yd: d * 1, ye: e ^ 9, yf: f * 1, yg: g * 1, yh: h * 1}\n";
  // At least 32 steps between values, one of which would have to take half the way: less than 1e-8 a quantile.
  for (const char* method : {"plain", "sobol", "lhs"}) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      for (const std::uint64_t samples : {1024, 16384}) {
        const auto result = run(laws, method, samples, seed, false);
        for (const auto& output : result.outputs) {
          CAPTURE(method);
          CAPTURE(output.name);
          if (output.name != "yg") CHECK(output.gaps.empty());   // a few trials cannot tell one whole number from the next
        }
      }
    }
  }
}

TEST_CASE("an infinite density at the median is no atom") {
  // F(y) = 1/2 + y^(1/3)/2 for the cube, the same with a fifth root.
  const auto result = run("inputs: {z: 'uniform(low=-1, high=1)'}\nformulas: {c: z ^ 3, d: z ^ 5}\n", "sobol", 8192);
  for (const auto& output : result.outputs) {
    CHECK(output.atoms.empty());
    CHECK(output.gaps.empty());
    CHECK(std::abs(*quantile(output, 0.5).at.value) < 1e-9);
  }
}
