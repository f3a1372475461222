// The families against values from an independent implementation: tests/reference/distributions.py.
#include <doctest/doctest.h>

#include <set>

#include "family_cases.h"

using namespace family_test;

namespace {

double relative(double got, double want) { return got == want ? 0 : std::abs(got - want) / std::max(std::abs(want), 1e-300); }

// cdf and density may be off by what a few units in the last place of x, or of where the law stands, make of them.
bool within(const Distribution& d, double x, double want, double tolerance, double (*f)(const Distribution&, double)) {
  if (is_discrete(d)) return relative(f(d, x), want) <= tolerance;
  const double step = resolution(d, x);
  const double a = f(d, x - step), b = f(d, x + step), got = f(d, x);
  return relative(got, want) <= tolerance + std::abs(b - a) / std::max(std::abs(want), 1e-300);
}

double lower(const Distribution& d, double x) { return cdf(d, x); }
double upper(const Distribution& d, double x) { return cdf(d, x, Tail::upper); }

}  // namespace

TEST_CASE("families agree with the reference values") {
  // 1e-12, except where the parameters that botec derives from the arguments are rounded and the law multiplies that.
  constexpr double tolerance = 1e-12;
  REQUIRE(reference_rows().size() > 50);
  for (const auto& row : reference_rows()) {
    const auto made = make(row["family"].get<std::string>(), row["arguments"].get<Numbers>());
    INFO(row["family"].get<std::string>(), row["arguments"].dump());
    REQUIRE(made);
    const Distribution& d = *made;
    const Moments m = moments(d);
    CHECK(m.mean.has_value() == !row["mean"].is_null());
    CHECK(m.sd.has_value() == !row["sd"].is_null());
    if (m.mean && !row["mean"].is_null()) CHECK(relative(*m.mean, row["mean"]) <= tolerance);
    if (m.sd && !row["sd"].is_null()) CHECK(relative(*m.sd, row["sd"]) <= tolerance);
    for (const auto& q : row["quantiles"]) {
      const Tail tail = q[1] == "lower" ? Tail::lower : Tail::upper;
      const double got = quantile(d, q[0], tail), want = q[2];
      INFO("quantile ", q.dump(), " got ", got);
      const double near_zero = 1e-15 * (quantile(d, 0.75) - quantile(d, 0.25));  // the bisection of the reference stops there
      CHECK(std::abs(got - want) <= tolerance * std::max(std::abs(want), std::abs(got)) + resolution(d, want) + near_zero);
    }
    for (const auto& point : row["points"]) {
      const double x = point[0];
      INFO("point ", point.dump(), " got ", cdf(d, x), " ", cdf(d, x, Tail::upper), " ", density(d, x));
      CHECK(within(d, x, point[1], tolerance, lower));
      CHECK(within(d, x, point[2], tolerance, upper));
      CHECK(within(d, x, point[3], tolerance, density));
    }
  }
}

TEST_CASE("every family with parameters has reference values") {
  std::set<std::string> covered;
  for (const auto& row : reference_rows()) covered.insert(row["family"].get<std::string>());
  // What is made of data or of other laws is compared with closed forms in its own tests.
  for (const std::string name : {"metalog", "cdf", "empirical", "mixture", "categorical"}) covered.insert(name);
  for (const std::string& name : family_names()) CHECK_MESSAGE(covered.count(name) == 1, name);
}
