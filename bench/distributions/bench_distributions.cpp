// What a sampler costs: the time to build it, and nanoseconds a draw from uniforms in the first-level cache. Before its time is
// reported a law's draws are held against its cdf; a wrong sampler reports an error instead of a time.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "distributions/family.h"
#include "distributions/quantile_table.h"
#include "distributions/sampler.h"
#include "example_law.h"
#include "kernels/kernels.h"

using namespace botec;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
using Numbers = std::map<std::string, double, std::less<>>;

Distribution law(std::string_view family, Numbers numbers, std::vector<std::pair<double, double>> quantiles = {}) {
  Arguments arguments;
  arguments.numbers = std::move(numbers);
  arguments.quantiles = std::move(quantiles);
  return *make_distribution(family, arguments);
}

std::vector<double> uniforms(std::size_t n) {
  std::mt19937_64 generator(1);
  std::vector<double> u(n);
  for (double& v : u) v = (static_cast<double>(generator() >> 12) + 0.5) * 0x1p-52;
  return u;
}

// Values of a lognormal, as data are, with outliers far apart.
Distribution smoothed(std::size_t n, double sigma) {
  Arguments arguments;
  const Distribution normal = law("normal", {{"mean", 0}, {"sd", 1}});
  for (const double u : uniforms(n)) arguments.values.push_back(std::exp(sigma * quantile(normal, u)));
  arguments.smooth = true;
  return *make_distribution("empirical", arguments);
}

Distribution cut(const Distribution& d, double low, double high) { return truncate(d, low, high)->distribution; }

struct Named {
  std::string name;
  Distribution distribution;
};

std::vector<Named> laws() {
  const Distribution normal = law("normal", {{"mean", 2e7}, {"sd", 1.5e7}}), lognormal = law("lognormal", {{"mu", -2}, {"sigma", 0.6}});
  const Distribution wide = law("lognormal", {{"mu", 3}, {"sigma", 2}});
  const Distribution beta = law("beta", {{"alpha", 2}, {"beta", 5}});
  return {
      {"beta 2 5", beta},
      {"beta 0.1 3", law("beta", {{"alpha", 0.1}, {"beta", 3}})},
      {"beta 50 80", law("beta", {{"alpha", 50}, {"beta", 80}})},
      {"beta 3000 9000", law("beta", {{"alpha", 3000}, {"beta", 9000}})},
      {"gamma 0.2", law("gamma", {{"shape", 0.2}, {"scale", 1}})},
      {"gamma 2.5", law("gamma", {{"shape", 2.5}, {"scale", 1}})},
      {"gamma 400", law("gamma", {{"shape", 400}, {"scale", 1}})},
      {"student_t 3", law("student_t", {{"df", 3}, {"location", 0}, {"scale", 1}})},
      {"student_t 30", law("student_t", {{"df", 30}, {"location", 0}, {"scale", 1}})},
      {"normal above 0", cut(normal, 0, infinity)},
      {"lognormal below 1", cut(lognormal, -infinity, 1)},
      {"beta within", cut(beta, 0.1, 0.6)},
      {"mixture of two lognormals", *mixture({lognormal, wide}, {0.4, 0.6})},
      {"mixture with atoms", *mixture({constant(0), constant(1), lognormal, wide}, {0.2, 0.4, 0.3, 0.1})},
      {"mixture of normals, gap", *mixture({law("normal", {{"mean", 0}, {"sd", 1}}), law("normal", {{"mean", 100}, {"sd", 1}})}, {})},
      {"metalog 3", law("metalog", {{"low", 0}}, {{0.05, 10}, {0.5, 20}, {0.95, 68}})},
      {"metalog 7", law("metalog", {}, {{0.01, 1}, {0.1, 2}, {0.3, 3}, {0.5, 4}, {0.7, 5.5}, {0.9, 9}, {0.99, 18}})},
      {"smoothed 30", smoothed(30, 0.5)},
      {"smoothed 300", smoothed(300, 0.5)},
      {"smoothed 1e5, heavy", smoothed(100000, 1)},
      {"poisson 4", law("poisson", {{"mean", 4}})},
      {"poisson 1e6", law("poisson", {{"mean", 1e6}})},
  };
}

// What the sampler draws from: the uniforms, or their normal quantiles.
std::vector<double> base_of(const Sampler& sampler, std::vector<double> u) {
  if (sampler.wants_normals()) kernels::active().normal_quantile(u.data(), u.data(), u.size());
  return u;
}

// The largest distance in probability between draws and uniforms.
double error(const Distribution& d, const Sampler& sampler) {
  const auto u = uniforms(2000);
  std::vector<double> x(u.size());
  sampler.draw(base_of(sampler, u).data(), x.data(), u.size());
  double worst = 0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const double after = cdf(d, x[i]), before = cdf(d, std::nextafter(x[i], -infinity));
    worst = std::max({worst, before - u[i], u[i] - after});
  }
  return worst;
}

void build(benchmark::State& state, const Distribution& d) {
  for (auto _ : state) benchmark::DoNotOptimize(Sampler(d, 1));
  if (const auto table = is_discrete(d) ? nullptr : QuantileTable::build(d, 1)) {
    state.counters["cdf_calls"] = static_cast<double>(table->cdf_calls());
    state.counters["segments"] = static_cast<double>(table->segment_count());
  }
}

void draw(benchmark::State& state, const Distribution& d) {
  const Sampler sampler(d, 1);
  if (!(error(d, sampler) < 1e-10)) {
    state.SkipWithError("draws are off");
    return;
  }
  // Enough uniforms that no branch predictor learns them by heart.
  const auto u = base_of(sampler, uniforms(1 << 16));
  constexpr std::size_t block = 512;
  std::vector<double> x(block);
  std::size_t at = 0;
  for (auto _ : state) {
    sampler.draw(u.data() + at, x.data(), block);
    benchmark::DoNotOptimize(x.data());
    at = (at + block) % u.size();
  }
  state.counters["per_draw"] = benchmark::Counter(static_cast<double>(state.iterations()) * block,
                                                  benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace

// Every family by its example, then laws that are hard to draw from.
std::vector<Named> all_laws() {
  std::vector<Named> all;
  for (const Family* family : catalogue()) all.push_back({std::string(family->example), bench::sampler_of(std::string(family->example)).distribution()});
  for (Named& law : laws()) all.push_back(std::move(law));
  return all;
}

int main(int argc, char** argv) {
  for (const Named& each : all_laws()) {
    benchmark::RegisterBenchmark(("build/" + each.name).c_str(), build, each.distribution)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark(("draw/" + each.name).c_str(), draw, each.distribution);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
