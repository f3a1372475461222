// Samplers as their callers see them: scale, blocks, discrete laws, constants, ends of the interval.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "distributions/sampler.h"
#include "sampler_laws.h"

using namespace botec;
using namespace sampler_test;

namespace {

std::vector<double> uniforms(std::size_t n, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::vector<double> u(n);
  for (double& v : u) v = (static_cast<double>(generator() >> 12) + 0.5) * 0x1p-52;
  return u;
}

}  // namespace

TEST_CASE("discrete laws: the table gives the atom that the scalar quantile gives") {
  for (const Named& each : discrete_laws()) {
    CAPTURE(each.name);
    const Distribution& d = each.distribution;
    const Sampler sampler(d, 1);
    CHECK(sampler.method() != Sampler::Method::scalar_quantile);
    auto u = uniforms(20000, 5);
    for (double p = 0.5; p >= 0x1p-53; p /= 2) u.insert(u.end(), {p, 1 - p});
    for (double p = 1e-3; p < 1; p += 1e-3) u.push_back(cdf(d, quantile(d, p)));
    std::vector<double> x(u.size());
    sampler.draw(u.data(), x.data(), u.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < u.size(); ++i)
      wrong += x[i] != (u[i] <= 0.5 ? quantile(d, u[i]) : quantile(d, 1 - u[i], Tail::upper));
    CHECK(wrong == 0);
  }
}

TEST_CASE("observed values are drawn as they stand") {
  Arguments arguments;
  arguments.values = {3, 5, 5, 8, 13};
  const Distribution d = *make_distribution("empirical", arguments);
  const Sampler sampler(d, 2);
  CHECK(sampler.method() == Sampler::Method::kernel);
  const auto u = uniforms(5000, 9);
  std::vector<double> x(u.size());
  sampler.draw(u.data(), x.data(), u.size());
  for (std::size_t i = 0; i < u.size(); ++i) CHECK(x[i] == 2 * quantile(d, u[i]));
}

TEST_CASE("laws of points are drawn in blocks as one by one") {
  Arguments arguments;
  arguments.quantiles = {{0, 0}, {0.2, 1}, {0.6, 1}, {0.61, 1.5}, {1, 3}};
  const Distribution d = *make_distribution("cdf", arguments);
  const Sampler sampler(d, 1);
  auto u = uniforms(5000, 11);
  u.insert(u.end(), {0.2, 0.6, 0.61, std::nextafter(0.6, 1), std::nextafter(0.6, 0), 1e-16, 1 - 1e-16});
  std::vector<double> x(u.size());
  sampler.draw(u.data(), x.data(), u.size());
  for (std::size_t i = 0; i < u.size(); ++i) CHECK(x[i] == doctest::Approx(quantile(d, u[i])).epsilon(1e-14));
  CHECK(x[5000] == 1);
  CHECK(x[5001] == 1);
}

TEST_CASE("the scale is a factor, out may be the base, and any length will do") {
  for (const auto& laws : {continuous_laws(), mixed_laws(), discrete_laws()})
    for (const Named& each : laws) {
      const Sampler plain(each.distribution, 1), scaled(each.distribution, 0x1p10);
      if (plain.wants_normals()) continue;
      CAPTURE(each.name);
      const auto u = uniforms(1237, 13);
      std::vector<double> x(u.size()), y(u), single(u.size());
      plain.draw(u.data(), x.data(), u.size());
      scaled.draw(y.data(), y.data(), y.size());
      for (std::size_t i = 0; i < u.size(); ++i) plain.draw(&u[i], &single[i], 1);
      std::size_t wrong = 0;
      for (std::size_t i = 0; i < u.size(); ++i) wrong += y[i] != x[i] * 0x1p10 || single[i] != x[i];
      CHECK(wrong == 0);
    }
}

TEST_CASE("constants draw themselves") {
  const Sampler sampler(constant(7), 86400);
  CHECK_FALSE(sampler.wants_normals());
  const auto u = uniforms(100, 1);
  std::vector<double> x(100);
  sampler.draw(u.data(), x.data(), 100);
  CHECK(std::all_of(x.begin(), x.end(), [](double v) { return v == 7 * 86400.0; }));
}

TEST_CASE("uniforms finer than 2^-53, and the ends themselves, are answered by the scalar quantile") {
  const Distribution d = cut(law("normal", {0, 1}), -2, 3);
  const Sampler sampler(d, 1);
  const double u[] = {0x1p-60, 1e-300, 0, 1};
  double x[4];
  sampler.draw(u, x, 4);
  CHECK(x[0] == quantile(d, 0x1p-60));
  CHECK(x[1] == quantile(d, 1e-300));
  CHECK(x[2] == -2);
  CHECK(x[3] == 3);
}

TEST_CASE("normal and lognormal may ask for normals, and then draw their own law") {
  for (const Distribution& d : {law("normal", {5, 2}), law("lognormal", {1, 0.5})}) {
    const Sampler sampler(d, 1);
    const auto u = uniforms(1000, 21);
    std::vector<double> base(u), x(u.size());
    if (sampler.wants_normals())
      for (double& v : base) v = quantile(law("normal", {0, 1}), v);
    sampler.draw(base.data(), x.data(), x.size());
    for (std::size_t i = 0; i < u.size(); ++i) CHECK(x[i] == doctest::Approx(quantile(d, u[i])).epsilon(1e-9));
  }
}
