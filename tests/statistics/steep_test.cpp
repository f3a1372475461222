// Where the probability in a trial jumps, or is as steep as a jump, sixteen nets of few points can agree on a wrong share. The errors must
// allow for that, and a run must not stop before.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support.h"

namespace {

// How many of 100 default runs hold the truth in what they state as 95%: Student's t with 15 degrees of freedom.
int held(const std::string& yaml, double truth, const auto& read, std::optional<double> tolerance = {}) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    botec::RunOptions options;
    options.seed = seed;
    options.threads = 1;
    options.tolerance = tolerance;
    const auto answer = botec::run(botec_test::model_text(yaml), options);
    REQUIRE(answer.value.has_value());
    const botec::Estimate at = read(*answer.value);
    REQUIRE(at.standard_error.has_value());
    held += std::abs(*at.value - truth) <= 2.131449545559323 * *at.standard_error ? 1 : 0;
  }
  return held;
}

botec::Estimate quantile(const botec::Result& result, double p) {
  for (const auto& q : result.outputs[0].quantiles) {
    if (q.probability == p) return q.at;
  }
  return {};
}

constexpr int fewest = 87;   // of 95 expected: fewer by chance once in 2000

}  // namespace

// Truths by quadrature over the input that is not integrated out, split where the integrand jumps (SciPy's quad, to 1e-12).
TEST_CASE("a divisor that may have either sign") {
  const std::string yaml = "inputs: {b: {range: 0.5 to 3, distribution: normal}, c: 1 to 5}\nformulas: {w: c / b}\nquestions: {q: P(w > 1)}\n";
  const struct { double p, truth; } quantiles[] = {{0.05, 0.4526636887734688}, {0.5, 1.3236856730218403}, {0.95, 5.048594693344706}};
  for (const auto& one : quantiles) CHECK(held(yaml, one.truth, [&](const botec::Result& r) { return quantile(r, one.p); }) >= fewest);
  CHECK(held(yaml, 0.6648825126419216, [](const botec::Result& r) { return r.questions[0].probability; }) >= fewest);
}

TEST_CASE("a term that varies far more than what is integrated out") {
  const std::string yaml = "inputs: {a: 1e-6 to 1e6, c: 1e-8 to 1e7}\nformulas: {y: a + c}\nquestions: {q: P(y > 1e8)}\n";
  CHECK(held(yaml, 0.04492230880813358, [](const botec::Result& r) { return r.questions[0].probability; }) >= fewest);
}

// Truths by quadrature (mpmath's quad over the normal, and over Student's t split around the bound, to 1e-16).
TEST_CASE("a tail that no point is in") {
  const auto probability = [](const botec::Result& r) { return r.questions[0].probability; };
  const std::string thin = "inputs: {a: 'normal(mean=0, sd=1)', t: 'student_t(df=1.5, location=0, scale=1)'}\nformulas: {y: a + t}\nquestions: {q: P(y > 60)}\n";
  CHECK(held(thin, 0.00081159985521171, probability) >= fewest);
  const std::string thick = "inputs: {a: 'cauchy(location=0, scale=1)', t: 'student_t(df=1.5, location=0, scale=1)'}\nformulas: {y: a + t}\nquestions: {q: P(y > 300)}\n";
  CHECK(held(thick, 0.00113392442410707, probability) >= fewest);
}

TEST_CASE("a mean that a rare jump moves far") {
  const std::string yaml = "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)'}\nformulas: {y: 'b + if(a < 0.0004, 100, 0)'}\n";
  CHECK(held(yaml, 0.54, [](const botec::Result& r) { return r.outputs[0].mean; }, 0.01) >= fewest);
  const std::string middle = "inputs: {a: 'uniform(low=0, high=1)', b: 'uniform(low=0, high=1)'}\nformulas: {y: 'b + if(abs(a - 0.3) < 0.0002, 100, 0)'}\n";
  CHECK(held(middle, 0.54, [](const botec::Result& r) { return r.outputs[0].mean; }, 0.01) >= fewest);
}
