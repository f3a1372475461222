// Pools of several estimates: closed forms against the numerical laws, conjugate products, and what must be refused.
#include <doctest/doctest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <vector>

#include "distributions/pool.h"
#include "distributions/pool_laws.h"
#include "distributions/sampler.h"
#include "family_cases.h"

using namespace family_test;

namespace {

Distribution law(std::string_view family, const Numbers& numbers) { return *make(family, numbers); }
Distribution normal(double mean, double sd) { return law("normal", {{"mean", mean}, {"sd", sd}}); }
Distribution lognormal(double mu, double sigma) { return law("lognormal", {{"mu", mu}, {"sigma", sigma}}); }

Distribution pooled(PoolMethod method, std::vector<Distribution> parts, std::vector<double> weights, bool logarithmic = false) {
  const auto result = pool(method, std::move(parts), std::move(weights), logarithmic);
  REQUIRE(result);
  return *result;
}

std::string refusal(PoolMethod method, std::vector<Distribution> parts, std::vector<double> weights = {}, bool logarithmic = false) {
  const auto result = pool(method, std::move(parts), std::move(weights), logarithmic);
  return result ? "" : result.complaint().message;
}

constexpr double probabilities[] = {1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5};

// One law against another by both tails of cdf and quantile and by the density.
void same_law(const Distribution& a, const Distribution& b, double tolerance) {
  for (const double p : probabilities) {
    for (const Tail tail : {Tail::lower, Tail::upper}) {
      CAPTURE(p);
      const double x = quantile(b, p, tail);
      CHECK(cdf(a, x, tail) == doctest::Approx(p).epsilon(tolerance));
      CHECK(quantile(a, p, tail) == doctest::Approx(x).epsilon(tolerance));
      CHECK(density(a, x) == doctest::Approx(density(b, x)).epsilon(tolerance));
    }
  }
  CHECK(*moments(a).mean == doctest::Approx(*moments(b).mean).epsilon(1e-8));
  CHECK(*moments(a).sd == doctest::Approx(*moments(b).sd).epsilon(1e-8));
}

}  // namespace

TEST_CASE("geometric: normals add their precisions, and the numerical law agrees") {
  const Distribution closed = pooled(PoolMethod::geometric, {normal(1, 2), normal(5, 1)}, {1, 3});
  const double precision = 0.25 / 4 + 0.75;   // weights 1/4 and 3/4
  CHECK(closed.parameters[0] == doctest::Approx((0.25 / 4 * 1 + 0.75 * 5) / precision));
  CHECK(closed.parameters[1] == doctest::Approx(1 / std::sqrt(precision)));
  same_law(*numeric_geometric_pool({normal(1, 2), normal(5, 1)}, {0.25, 0.75}), closed, 1e-9);
}

TEST_CASE("geometric: lognormals are pooled in their logarithms") {
  const Distribution closed = pooled(PoolMethod::geometric, {lognormal(1, 2), lognormal(3, 0.5)}, {});
  CHECK(closed.family->name == "lognormal");
  same_law(*numeric_geometric_pool({lognormal(1, 2), lognormal(3, 0.5)}, {0.5, 0.5}), closed, 1e-9);
}

TEST_CASE("geometric: sources that nearly exclude each other agree half-way, in a peak that neither shows") {
  same_law(*numeric_geometric_pool({normal(0, 1), normal(200, 1)}, {0.5, 0.5}), normal(100, 1), 1e-8);
}

TEST_CASE("geometric: gamma and beta laws stay in their families") {
  // Shapes and rates of gammas are averaged, and so are both shapes of betas.
  const Distribution gammas = pooled(PoolMethod::geometric, {law("gamma", {{"shape", 2}, {"scale", 1}}), law("gamma", {{"shape", 6}, {"scale", 0.25}})}, {1, 1});
  same_law(gammas, law("gamma", {{"shape", 4}, {"scale", 1 / 2.5}}), 1e-9);
  const Distribution betas = pooled(PoolMethod::geometric, {law("beta", {{"alpha", 2}, {"beta", 5}}), law("beta", {{"alpha", 4}, {"beta", 3}})}, {1, 1});
  same_law(betas, law("beta", {{"alpha", 3}, {"beta", 4}}), 1e-9);
}

TEST_CASE("geometric: uniforms overlap in a uniform, and poissons make a poisson") {
  const Distribution overlap = pooled(PoolMethod::geometric, {law("uniform", {{"low", 0}, {"high", 2}}), law("uniform", {{"low", 1}, {"high", 5}})}, {});
  for (const double p : {0.01, 0.3, 0.9}) CHECK(quantile(overlap, p) == doctest::Approx(1 + p).epsilon(1e-10));
  // ∏ (λ^k/k!)^w ∝ (∏ λ^w)^k / k!
  const Distribution counts = pooled(PoolMethod::geometric, {law("poisson", {{"mean", 4}}), law("poisson", {{"mean", 9}})}, {});
  for (const double k : {0.0, 3.0, 6.0, 15.0}) CHECK(density(counts, k) == doctest::Approx(density(law("poisson", {{"mean", 6}}), k)).epsilon(1e-10));
}

TEST_CASE("quantile averages: closed for normals and lognormals, and the numerical law agrees") {
  const Distribution closed = pooled(PoolMethod::quantile, {normal(1, 2), normal(5, 1)}, {1, 3});
  CHECK(closed.parameters == std::vector<double>{4, 1.25});
  same_law(numeric_quantile_pool({normal(1, 2), normal(5, 1)}, {0.25, 0.75}, false), closed, 1e-8);
  const Distribution logs = pooled(PoolMethod::quantile, {lognormal(1, 2), lognormal(3, 1)}, {}, true);
  CHECK(logs.parameters == std::vector<double>{2, 1.5});
  same_law(numeric_quantile_pool({lognormal(1, 2), lognormal(3, 1)}, {0.5, 0.5}, true), logs, 1e-8);
}

TEST_CASE("quantile averages of anything: the average, its inverse, its derivative, its draws") {
  const std::vector<Distribution> parts = {lognormal(1, 0.5), law("gamma", {{"shape", 3}, {"scale", 2}}), constant(4)};
  const Distribution d = pooled(PoolMethod::quantile, parts, {1, 2, 1});
  for (const double p : probabilities) {
    for (const Tail tail : {Tail::lower, Tail::upper}) {
      const double x = (quantile(parts[0], p, tail) + 2 * quantile(parts[1], p, tail) + 4) / 4;
      CHECK(quantile(d, p, tail) == doctest::Approx(x).epsilon(1e-13));
      CHECK(cdf(d, x, tail) == doctest::Approx(p).epsilon(1e-9));
    }
  }
  const double x = quantile(d, 0.3), h = 1e-5;
  CHECK(density(d, x) == doctest::Approx((cdf(d, x + h) - cdf(d, x - h)) / (2 * h)).epsilon(1e-6));
  const Sampler sampler(d, 1);
  double u[] = {0.01, 0.37, 0.999}, drawn[3];
  sampler.draw(u, drawn, 3);
  for (int i = 0; i < 3; ++i) CHECK(drawn[i] == doctest::Approx(quantile(d, u[i])).epsilon(1e-8));
}

TEST_CASE("draws of a geometric pool are its quantiles") {
  const Distribution d = pooled(PoolMethod::geometric, {lognormal(1, 0.5), law("gamma", {{"shape", 3}, {"scale", 2}})}, {});
  const Sampler sampler(d, 10);
  double u[] = {0.01, 0.37, 0.999}, drawn[3];
  sampler.draw(u, drawn, 3);
  for (int i = 0; i < 3; ++i) CHECK(drawn[i] == doctest::Approx(10 * quantile(d, u[i])).epsilon(1e-8));
}

TEST_CASE("precision: the fixed-effect estimate, on the value or its logarithm") {
  const Distribution d = pooled(PoolMethod::precision, {normal(10, 1), normal(13, 2)}, {});
  CHECK(d.parameters[0] == doctest::Approx((10 + 13.0 / 4) / 1.25));
  CHECK(d.parameters[1] == doctest::Approx(1 / std::sqrt(1.25)));
  const Distribution logs = pooled(PoolMethod::precision, {lognormal(1, 1), lognormal(2, 0.5)}, {}, true);
  CHECK(logs.family->name == "lognormal");
  CHECK(logs.parameters[0] == doctest::Approx((1 + 4 * 2) / 5.0));
  CHECK(logs.parameters[1] == doctest::Approx(1 / std::sqrt(5.0)));
  // A law without a formula for its logarithm: that of a uniform on (0, 1) has mean -1 and sd 1.
  const Moments logs_of_uniform = log_moments(law("uniform", {{"low", 0}, {"high", 1}}));
  CHECK(*logs_of_uniform.mean == doctest::Approx(-1).epsilon(1e-9));
  CHECK(*logs_of_uniform.sd == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("the spread between sources is the law of total variance") {
  const Moments parts[] = {{1.0, 2.0}, {5.0, 1.0}};
  const double weights[] = {0.25, 0.75};
  const Moments whole = moments(*mixture({normal(1, 2), normal(5, 1)}, {0.25, 0.75}));
  const double within = 0.25 * 4 + 0.75;
  CHECK(*between_share(parts, weights) == doctest::Approx(1 - within / (*whole.sd * *whole.sd)));
}

TEST_CASE("what a method cannot do is refused with the reason") {
  const Distribution apart[] = {law("uniform", {{"low", 0}, {"high", 1}}), law("uniform", {{"low", 2}, {"high", 3}})};
  CHECK(refusal(PoolMethod::geometric, {apart[0], apart[1]}).find("no value is possible") == 0);
  CHECK(refusal(PoolMethod::geometric, {normal(0, 1), constant(0)}).find("a constant has none") != std::string::npos);
  CHECK(refusal(PoolMethod::geometric, {normal(0, 1), law("poisson", {{"mean", 3}})}).find("probability of their own") != std::string::npos);
  CHECK(refusal(PoolMethod::quantile, {normal(0, 1), law("poisson", {{"mean", 3}})}).find("jump") != std::string::npos);
  CHECK(refusal(PoolMethod::precision, {normal(0, 1), constant(2)}).find("infinite precision") != std::string::npos);
  CHECK(refusal(PoolMethod::precision, {normal(0, 1), law("cauchy", {{"location", 0}, {"scale", 1}})}).find("no variance") != std::string::npos);
  CHECK(refusal(PoolMethod::quantile, {normal(0, 1), normal(2, 1)}, {}, true).find("no logarithm") != std::string::npos);
  CHECK(refusal(PoolMethod::quantile, {normal(0, 1), normal(2, 1)}, {1}).find("1 weight for 2 sources") == 0);
}
