// GOAT and deploy with Boost.Random (whose normals are ziggurats) and oneTBB: a chunk of trials for each task, each with a
// generator of its own. boost_tbb MODEL SAMPLES THREADS
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>

#include <algorithm>
#include <boost/random.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

using Generator = boost::random::mt19937;

boost::random::lognormal_distribution<double> lognormal(double low, double high) {  // 90% between the two
  const double z = 1.6448536269514722;
  return boost::random::lognormal_distribution<double>(std::log(low * high) / 2, std::log(high / low) / (2 * z));
}

void goat(double* values, std::size_t n, Generator& random) {
  auto utilization = lognormal(0.05, 0.2), population = lognormal(10, 80), duration = lognormal(60, 120);
  for (std::size_t i = 0; i < n; ++i) {
    values[i] = 8 * 4.2e14 * utilization(random) * population(random) * (duration(random) * 86400);
  }
}

void deploy(double* values, std::size_t n, Generator& random) {
  auto words = lognormal(1e11, 1e13), speed = lognormal(1e5, 2e6), training = lognormal(1e6, 2e7);
  boost::random::normal_distribution<double> staff(2e7, 1.5e7);
  boost::random::beta_distribution<double> load_law(2, 5);
  boost::random::uniform_real_distribution<double> price(0.8, 2.5);
  boost::random::triangle_distribution<double> overhead(1, 2, 4);
  for (std::size_t i = 0; i < n; ++i) {
    double s;
    do s = staff(random);
    while (s < 0);
    const double load = load_law(random), p = price(random), q = overhead(random);
    const double share = words(random) / (speed(random) * std::max(load, 0.05)) * p / (training(random) * q + s);
    values[i] = std::min(share, 100.0) * std::pow(1 + load, 0.3) * std::exp(-0.2 * q) + 0.01 * std::log(1 + p);
  }
}

int main(int, char** words) {
  const auto n = static_cast<std::size_t>(std::strtod(words[2], nullptr));
  const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, std::strtoul(words[3], nullptr, 10));
  const auto model = words[1] == std::string("goat") ? goat : deploy;
  const std::unique_ptr<double[]> values(new double[n]);
  constexpr std::size_t chunk = 65536;
  tbb::parallel_for(std::size_t{0}, (n + chunk - 1) / chunk, [&](std::size_t k) {
    Generator random(static_cast<unsigned>(k + 1));
    model(values.get() + k * chunk, std::min(chunk, n - k * chunk), random);
  });
  const double total = tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, n), 0.0,
      [&](const auto& range, double sum) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) sum += values[i];
        return sum;
      },
      std::plus<>());
  const auto quantile = [&](double p) {
    double* place = values.get() + static_cast<std::size_t>(p * static_cast<double>(n));
    std::nth_element(values.get(), place, values.get() + n);
    return *place;
  };
  const double p50 = quantile(0.5), p5 = quantile(0.05), p95 = quantile(0.95);
  std::printf("{\"p5\": %.17g, \"p50\": %.17g, \"p95\": %.17g, \"mean\": %.17g, \"n\": %zu}\n", p5, p50, p95,
              total / static_cast<double>(n), n);
}
