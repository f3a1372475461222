// The program against a tree of lambdas over <cmath>: slow, obvious, and sharing no code with what it checks.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "support.h"

namespace {

using Values = std::vector<double>;
using Evaluate = std::function<double(const Values&)>;

struct Expression {
  std::string text;
  Evaluate value;
  bool condition = false;
};

constexpr const char* input_names[] = {"a", "b", "c", "d"};
constexpr const char* inputs_yaml =
    "inputs:\n  a: 1 to 5\n  b: {distribution: normal, mean: 0, sd: 2}\n  c: uniform(low=-1, high=1)\n  d: integer(low=0, high=3)\n";

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Expression number(int depth) {
    const int pick = depth <= 0 ? below(2) : below(22);
    switch (pick) {
      case 0: return leaf_input();
      case 1: return leaf_constant();
      case 2: return binary(depth, "+", [](double x, double y) { return x + y; });
      case 3: return binary(depth, "-", [](double x, double y) { return x - y; });
      case 4:
      case 5: return binary(depth, "*", [](double x, double y) { return x * y; });
      case 6: return binary(depth, "/", [](double x, double y) { return x / y; });
      case 7: return unary(depth, "-({})", [](double x) { return -x; });
      case 8: return unary(depth, "exp(({})/8)", [](double x) { return std::exp(x / 8); });
      case 9: return unary(depth, "log(abs({}) + 1)", [](double x) { return std::log(std::abs(x) + 1); });
      case 10: return unary(depth, "sqrt(abs({}))", [](double x) { return std::sqrt(std::abs(x)); });
      case 11: return unary(depth, "({}) ^ 2", [](double x) { return std::pow(x, 2); });
      case 12: return unary(depth, "floor({})", [](double x) { return std::floor(x); });
      case 13: return unary(depth, "sin({})", [](double x) { return std::sin(x); });
      case 14: return unary(depth, "atan({})", [](double x) { return std::atan(x); });
      case 15: return unary(depth, "normal_cdf({})", [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); });
      case 16: return fold(depth, "max", [](double x, double y) { return x != x || y != y ? NAN : std::max(x, y); }, false);
      case 17: return fold(depth, "min", [](double x, double y) { return x != x || y != y ? NAN : std::min(x, y); }, false);
      case 18: return fold(depth, "mean", [](double x, double y) { return x + y; }, true);
      case 19: return choice(depth);
      case 20: return unary(depth, "sign({})", [](double x) { return x != x ? NAN : x > 0 ? 1.0 : x < 0 ? -1.0 : 0.0; });
      default: return unary(depth, "clamp({}, -2, 3)", [](double x) { return x != x ? NAN : std::clamp(x, -2.0, 3.0); });
    }
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  Expression leaf_input() {
    const auto i = static_cast<std::size_t>(below(4));
    return {input_names[i], [i](const Values& v) { return v[i]; }};
  }
  Expression leaf_constant() {
    const double value = (below(400) + 1) / 100.0;
    return {fmt::format("{}", value), [value](const Values&) { return value; }};
  }
  Expression unary(int depth, const char* pattern, double (*f)(double)) {
    const Expression x = number(depth - 1);
    return {fmt::format(fmt::runtime(pattern), x.text), [x, f](const Values& v) { return f(x.value(v)); }};
  }
  Expression binary(int depth, const char* sign, double (*f)(double, double)) {
    const Expression x = number(depth - 1), y = number(depth - 1);
    return {fmt::format("({}) {} ({})", x.text, sign, y.text), [x, y, f](const Values& v) { return f(x.value(v), y.value(v)); }};
  }
  Expression fold(int depth, const char* name, double (*f)(double, double), bool mean) {
    const Expression x = number(depth - 1), y = number(depth - 1), z = number(depth - 1);
    return {fmt::format("{}({}, {}, {})", name, x.text, y.text, z.text), [x, y, z, f, mean](const Values& v) {
              const double all = f(f(x.value(v), y.value(v)), z.value(v));
              return mean ? all / 3 : all;
            }};
  }
  Expression choice(int depth) {
    const Expression x = number(depth - 1), y = number(depth - 1), a = number(depth - 1), b = number(depth - 1);
    const bool both = below(2) == 0;
    return {fmt::format("if({} < {} {} not (a >= 3), {}, {})", x.text, y.text, both ? "and" : "or", a.text, b.text),
            [x, y, a, b, both](const Values& v) {
              const bool less = x.value(v) < y.value(v), other = !(v[0] >= 3);
              return (both ? less && other : less || other) ? a.value(v) : b.value(v);
            }};
  }

  std::mt19937 random_;
};

// Draws of the inputs and values of the outputs, trial by trial.
std::vector<std::vector<double>> table_of(const std::string& yaml, std::uint64_t samples) {
  std::vector<std::vector<double>> columns;
  botec::RunOptions options;
  options.samples = samples;
  options.method = "plain";
  botec::SampleSink sink;
  sink.header = [&](const auto& names, const auto&) {
    columns.resize(names.size());
    return true;
  };
  sink.rows = [&](const auto& rows) {
    for (std::size_t c = 0; c < rows.size(); ++c) columns[c].insert(columns[c].end(), rows[c].begin(), rows[c].end());
    return true;
  };
  const auto answer = botec::samples(botec_test::model_text(yaml), options, sink);
  INFO(yaml << botec_test::rendered(answer.diagnostics));
  REQUIRE(answer.outcome == botec::Outcome::done);
  return columns;
}

}  // namespace

TEST_CASE("random formulas agree with a tree walker over <cmath>") {
  // `keep` makes every input drawn, in this order, whatever the formula uses.
  int compared = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    Generator generator(seed);
    const Expression expression = generator.number(static_cast<int>(2 + seed % 5));
    const std::string yaml = std::string(inputs_yaml) + "formulas:\n  y: \"" + expression.text + "\"\n  keep: a + b + c + d\n";
    const auto columns = table_of(yaml, 64);
    REQUIRE(columns.size() == 6);
    for (std::size_t t = 0; t < columns[0].size(); ++t) {
      const Values inputs{columns[0][t], columns[1][t], columns[2][t], columns[3][t]};
      const double expected = expression.value(inputs), actual = columns[4][t];
      if (!std::isfinite(expected)) {
        CHECK_FALSE(std::isfinite(actual));
        continue;
      }
      // A few ULP per operation, magnified where terms cancel or a value sits at a jump of floor, sign or a comparison:
      // such trials are rare, and are told by asking for the neighbours of the inputs.
      double reach = 1e-12 * (1 + std::abs(expected));
      for (const double nudge : {1 - 1e-13, 1 + 1e-13}) {
        Values near = inputs;
        for (double& x : near) x *= nudge;
        reach += 10 * std::abs(expression.value(near) - expected);
      }
      INFO(expression.text << " at trial " << t);
      CHECK(std::abs(actual - expected) <= reach);
      ++compared;
    }
  }
  CHECK(compared > 20000);   // otherwise nearly everything was infinite and nothing was tested
}
