// Trials a second of whole runs, reading and laying out included, each against the same work done naively with <random> in
// the same process. A run whose answer is not the closed form's is an error and gets no time.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine.h"

namespace {

// The product of models/goat.yaml: 90% interval by the closed form.
constexpr double goat_low = 6.9300e21, goat_high = 1.3116e23;

void check_interval(benchmark::State& state, double low, double high, double trials) {
  const double allowed = 8 / std::sqrt(trials);   // eight standard errors: a relative one is about 1.9/√n here
  if (std::abs(low / goat_low - 1) > allowed + 1e-4 || std::abs(high / goat_high - 1) > allowed + 1e-4) {
    state.SkipWithError("the interval is not that of the closed form");
  }
}

void goat(benchmark::State& state, const char* method) {
  const auto trials = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) {
    const auto model = botec::open_model(BOTEC_SOURCE_DIR "/models/goat.yaml");
    botec::RunOptions options;
    options.samples = trials;
    options.method = method;
    options.threads = static_cast<unsigned>(state.range(1));
    const auto answer = botec::run(*model, options);
    if (!answer.value) return state.SkipWithError("no answer");
    const auto& interval = answer.value->outputs.back().interval;
    check_interval(state, *interval.low.value, *interval.high.value, static_cast<double>(trials));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(trials) * static_cast<std::int64_t>(state.iterations()));
}

void naive(benchmark::State& state) {
  const auto trials = static_cast<std::size_t>(state.range(0));
  const double z = 1.6448536269514722;
  for (auto _ : state) {
    std::mt19937_64 words(1);
    std::lognormal_distribution<double> utilization(std::log(0.05 * 0.4) / 2, std::log(8.0) / (2 * z));
    std::lognormal_distribution<double> population(std::log(10.0 * 80.0) / 2, std::log(8.0) / (2 * z));
    std::vector<double> values(trials);
    for (double& value : values) value = 8 * 1.23e14 * utilization(words) * population(words) * (3.83e11 / 5e4);
    const auto at = [&](double p) {
      const auto place = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(trials));
      std::nth_element(values.begin(), place, values.end());
      return *place;
    };
    check_interval(state, at(0.05), at(0.95), static_cast<double>(trials));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(trials) * static_cast<std::int64_t>(state.iterations()));
}

}  // namespace

BENCHMARK_CAPTURE(goat, plain, "plain")->Args({1000000, 1})->Args({10000000, 1})->Args({100000000, 1})->Args({100000000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(goat, lhs, "lhs")->Args({1000000, 1})->Args({10000000, 1})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(goat, sobol, "sobol")->Args({1000000, 1})->Args({10000000, 1})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(naive)->Arg(1000000)->Arg(10000000)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
