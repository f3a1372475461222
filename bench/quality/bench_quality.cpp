// Are the drawn numbers right? A billion plain draws of every family of the catalogue, and of some laws that are hard to
// draw from, against theory: chi-squared over cells of equal probability, Kolmogorov-Smirnov, mean, variance and fourth
// moment, serial correlations. One false alarm in a thousand runs of the whole, by Bonferroni's bound.
//   bench_quality [--draws N] [--seed S] [--threads N] [--only TEXT]
//   bench_quality --words N    raw words of one stream on standard output, 0 without end, for batteries that read them
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "distributions/family.h"
#include "draws.h"
#include "random/stream.h"
#include "example_law.h"

using namespace botec;

namespace {

constexpr double false_alarms = 1e-3;   // of the whole, on right draws

struct Options {
  std::uint64_t draws = 1'000'000'000, seed = 1;
  unsigned threads = 1;
  std::string only;
  std::optional<std::uint64_t> words;
};

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i], value = words[i + 1];
    const auto number = static_cast<std::uint64_t>(std::strtod(value.c_str(), nullptr));
    if (name == "--draws") options.draws = number;
    else if (name == "--seed") options.seed = number;
    else if (name == "--threads") options.threads = static_cast<unsigned>(number);
    else if (name == "--only") options.only = value;
    else if (name == "--words") options.words = number;
  }
  return options;
}

// Examples of the catalogue, and beside them what tables, tails and cuts find hard.
std::vector<std::string> laws() {
  std::vector<std::string> all;
  for (const Family* family : catalogue()) all.emplace_back(family->example);
  all.insert(all.end(), {"uniform(low=0, high=1)", "normal(mean=0, sd=1)", "lognormal(mu=0, sigma=2)", "beta(alpha=0.5, beta=0.5)",
                         "beta(alpha=50, beta=80)", "gamma(shape=0.2, scale=1)", "gamma(shape=400, scale=1)", "student_t(df=30, location=0, scale=1)",
                         "{distribution: normal, mean: 2e7, sd: 1.5e7, min: 0}", "{distribution: lognormal, mu: -2, sigma: 0.6, max: 1}",
                         "{distribution: beta, alpha: 2, beta: 5, min: 0.1, max: 0.6}",
                         "poisson(mean=1000000)", "binomial(n=100000, p=0.5)", "empirical(values=[3, 5, 5, 8], smooth=true)",
                         "mixture(components=[0, 1, 1 to 3, 2 to 10], weights=[0.2, 0.4, 0.3, 0.1])",
                         "mixture(components=[normal(mean=0, sd=1), normal(mean=100, sd=1)])"});
  return all;
}

struct Tested {
  std::string law;
  std::vector<bench::TestResult> results;
};

// Draws of one law against the theory of another.
std::vector<bench::TestResult> test(const std::string& drawn, const std::string& believed, const Options& options) {
  return bench::test_draws(bench::sampler_of(drawn), bench::sampler_of(believed).distribution(), drawn, options.seed, options.draws);
}

// That the tests can fail: a standard deviation, or a mean, off by twenty standard errors is seen.
bool is_blind(const Options& options, double level) {
  const double off = 20 / std::sqrt(static_cast<double>(options.draws));
  for (const std::string& wrong : {"normal(mean=0, sd=" + std::to_string(1 + off) + ")", "normal(mean=" + std::to_string(off) + ", sd=1)"}) {
    const auto results = test("normal(mean=0, sd=1)", wrong, options);
    if (std::none_of(results.begin(), results.end(), [&](const auto& r) { return r.p < level; })) return true;
  }
  return false;
}

std::vector<Tested> test_all(const Options& options) {
  std::vector<Tested> all;
  for (std::string& law : laws())
    if (law.find(options.only) != std::string::npos) all.push_back({std::move(law), {}});
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  for (unsigned t = 0; t < options.threads; ++t)
    workers.emplace_back([&] {
      for (std::size_t i; (i = next++) < all.size();) all[i].results = test(all[i].law, all[i].law, options);
    });
  workers.clear();
  return all;
}

void write_words(std::uint64_t count, std::uint64_t seed) {
  Stream stream(seed, stream_key("x"));
  std::vector<std::uint64_t> words(1 << 16);
  for (std::uint64_t written = 0; count == 0 || written < count; written += words.size()) {
    std::generate(words.begin(), words.end(), std::ref(stream));
    if (std::fwrite(words.data(), sizeof words[0], words.size(), stdout) != words.size()) return;
  }
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  if (options.words) {
    write_words(*options.words, options.seed);
    return 0;
  }
  const auto all = test_all(options);
  std::size_t tests = 0;
  for (const Tested& tested : all) tests += tested.results.size();
  const double level = false_alarms / static_cast<double>(std::max<std::size_t>(tests, 1));
  if (is_blind(options, level)) {
    std::fputs("the tests do not see a law that is wrong\n", stderr);
    return 1;
  }
  std::printf("%zu tests of %zu laws, %llu draws each, seed %llu; alarm below p = %.2g, one in %g on right draws\n\n| law | tests | least p | of |\n|---|---|---|---|\n",
              tests, all.size(), static_cast<unsigned long long>(options.draws), static_cast<unsigned long long>(options.seed), level, 1 / false_alarms);
  int alarms = 0;
  for (const Tested& tested : all) {
    const auto worst = std::min_element(tested.results.begin(), tested.results.end(), [](const auto& a, const auto& b) { return a.p < b.p; });
    std::printf("| `%s` | %zu | %.3g | %s%s |\n", tested.law.c_str(), tested.results.size(), worst->p, worst->name.c_str(), worst->p < level ? " **alarm**" : "");
    for (const auto& result : tested.results) alarms += result.p < level ? 1 : 0;
  }
  std::printf("\n%d alarms\n", alarms);
  return alarms == 0 ? 0 : 1;
}
