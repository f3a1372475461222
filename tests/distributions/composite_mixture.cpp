// Mixtures: closed forms, atoms, gaps, weights.
#include <doctest/doctest.h>

#include <cmath>

#include "composite_laws.h"

using namespace botec;
using namespace composite_test;

namespace {
constexpr double inf = std::numeric_limits<double>::infinity();
double relative(double got, double want) { return std::abs(got - want) / std::abs(want); }
}  // namespace

TEST_CASE("mixtures: cdf is the weighted one, quantile inverts it in both tails") {
  const std::vector<Distribution> mixtures = {
      mix({law("normal", {0, 1}), law("normal", {10, 0.1})}, {1, 3}),
      mix({law("lognormal", {0, 1}), law("lognormal", {5, 3}), law("uniform", {-1, 4})}),
      mix({law("beta", {0.5, 0.5, 0, 1}), cut(law("normal", {0, 1}), 3, 5)}, {1e-3, 1}),
  };
  for (const Distribution& d : mixtures) {
    CHECK(round_trip_error(d) < 1e-12);
    for (const double x : {-2.0, 0.1, 0.9, 4.0, 9.9})
      for (const Tail tail : {Tail::lower, Tail::upper}) {
        double sum = 0;
        for (std::size_t i = 0; i < d.parts.size(); ++i) sum += d.parameters[i] * cdf(d.parts[i], x, tail);
        CHECK(std::abs(cdf(d, x, tail) - sum) < 1e-15);
      }
  }
}

TEST_CASE("the quantile at an atom is the atom, to the last bit") {
  const double a = 0.1 + 0.2;
  const Distribution d = mix({constant(a), law("normal", {0, 1}), constant(-1.7)}, {0.25, 0.5, 0.25});
  for (const double value : {a, -1.7}) {
    const double below = cdf(d, std::nextafter(value, -inf)), at = cdf(d, value);
    CHECK(relative(at - below, 0.25) < 1e-14);
    for (const double share : {1e-9, 0.3, 0.7, 1 - 1e-9}) CHECK(quantile(d, below + share * (at - below)) == value);
    CHECK(quantile(d, at) == value);
    CHECK(quantile(d, cdf(d, value, Tail::upper), Tail::upper) == value);
    CHECK(quantile(d, cdf(d, value, Tail::upper) + 0.1, Tail::upper) == value);
    CHECK(std::isnan(density(d, value)));
  }
  CHECK(std::abs(density(d, 1.0) - 0.5 * density(law("normal", {0, 1}), 1.0)) < 1e-16);
  CHECK_FALSE(is_discrete(d));
  CHECK(has_atoms(d));
  REQUIRE(atoms(d));
  CHECK(atoms(d)->size() == 2);
}

TEST_CASE("on a flat stretch the quantile is its left end") {
  const Distribution d = mix({law("uniform", {0, 1}), law("uniform", {2, 3})});
  CHECK(quantile(d, 0.5) == 1.0);
  CHECK(quantile(d, 0.5, Tail::upper) == 1.0);
  CHECK(quantile(d, std::nextafter(0.5, 1.0)) >= 2.0);
  CHECK(quantile(d, 0.25) == doctest::Approx(0.5).epsilon(1e-15));
}

TEST_CASE("moments, support and tails of mixtures follow from the parts") {
  const Distribution d = mix({constant(0), law("lognormal", {1, 0.5}), law("normal", {-3, 2})}, {2, 5, 3});
  const double m = std::exp(1 + 0.125), s = m * std::sqrt(std::expm1(0.25));
  const double mean = 0.5 * m + 0.3 * -3, square = 0.5 * (s * s + m * m) + 0.3 * (4 + 9);
  CHECK(relative(*moments(d).mean, mean) < 1e-14);
  CHECK(relative(*moments(d).sd, std::sqrt(square - mean * mean)) < 1e-13);
  CHECK(support(d).low == -inf);
  CHECK(tail_indices(d).at_zero == 0);
  CHECK(tail_indices(d).exponential_upper == 0);
  CHECK(tail_indices(d).exponential_lower == TailIndices::none);
}

TEST_CASE("zero weights drop out, mixtures in mixtures are flattened, one part is itself") {
  const Distribution n = law("normal", {0, 1}), u = law("uniform", {0, 1});
  CHECK(mix({n, constant(0)}, {1, 0}).family == n.family);
  const Distribution nested = mix({mix({n, u}, {1, 3}), constant(2)}, {0.5, 0.5});
  REQUIRE(nested.parts.size() == 3);
  CHECK(nested.parameters == std::vector<double>{0.125, 0.375, 0.5});
  CHECK(mix({n, u}, {1e308, 1e308}).parameters == std::vector<double>{0.5, 0.5});
  CHECK(is_discrete(mix({constant(1), constant(2)})));
  CHECK(atoms(mix({constant(1), constant(2), constant(1)}))->size() == 2);
}

TEST_CASE("weights that make no sense are complaints about the weights") {
  const Distribution n = law("normal", {0, 1});
  for (const std::vector<double>& weights : {std::vector<double>{1}, {1, -1}, {0, 0}, {1, std::nan("")}, {1, inf}, {1, 2, 3}}) {
    const auto d = mixture({n, n}, weights);
    REQUIRE_FALSE(d);
    CHECK(d.complaint().argument == "weights");
  }
  CHECK_FALSE(mixture({}, {}));
}
