// GOAT and deploy with the standard library alone, as one would write them in half an hour: one loop, one generator.
// naive MODEL SAMPLES
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <string>
#include <vector>

std::lognormal_distribution<double> lognormal(double low, double high) {  // 90% between the two
  const double z = 1.6448536269514722;
  return std::lognormal_distribution<double>(std::log(low * high) / 2, std::log(high / low) / (2 * z));
}

std::vector<double> goat(std::size_t n, std::mt19937_64& random) {
  auto utilization = lognormal(0.05, 0.2), population = lognormal(10, 80), duration = lognormal(60, 120);
  std::vector<double> values(n);
  for (double& value : values) value = 8 * 4.2e14 * utilization(random) * population(random) * (duration(random) * 86400);
  return values;
}

std::vector<double> deploy(std::size_t n, std::mt19937_64& random) {
  auto words = lognormal(1e11, 1e13), speed = lognormal(1e5, 2e6), training = lognormal(1e6, 2e7);
  std::normal_distribution<double> staff(2e7, 1.5e7);
  std::gamma_distribution<double> two(2), five(5);
  std::uniform_real_distribution<double> price(0.8, 2.5), unit(0, 1);
  std::vector<double> values(n);
  for (double& value : values) {
    double s;
    do s = staff(random);
    while (s < 0);
    const double a = two(random), load = a / (a + five(random)), p = price(random), u = unit(random);
    const double q = u < 1.0 / 3 ? 1 + std::sqrt(3 * u) : 4 - std::sqrt(6 * (1 - u));
    const double share = words(random) / (speed(random) * std::max(load, 0.05)) * p / (training(random) * q + s);
    value = std::min(share, 100.0) * std::pow(1 + load, 0.3) * std::exp(-0.2 * q) + 0.01 * std::log(1 + p);
  }
  return values;
}

int main(int, char** words) {
  const auto n = static_cast<std::size_t>(std::strtod(words[2], nullptr));
  std::mt19937_64 random(1);
  auto values = words[1] == std::string("goat") ? goat(n, random) : deploy(n, random);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(n);
  const auto quantile = [&](double p) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(n));
    std::nth_element(values.begin(), place, values.end());
    return *place;
  };
  const double p50 = quantile(0.5), p5 = quantile(0.05), p95 = quantile(0.95);
  std::printf("{\"p5\": %.17g, \"p50\": %.17g, \"p95\": %.17g, \"mean\": %.17g, \"n\": %zu}\n", p5, p50, p95, mean, n);
}
