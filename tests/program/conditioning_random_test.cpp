// Random formulas that are monotone in one value, and questions about them, against plain draws. Each case is a chain of up to
// seven steps around the value, every step with an operand of its own: a constant, a drawn input, one that has atoms, or (rarely)
// the value itself again, which must keep it from being integrated out. About 13 figures a case are checked at 2e-7 or less each.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "program/against_draws.h"

using namespace botec_test;

namespace {

enum class Sign { positive, not_negative, negative, any };

struct Law {
  const char* text;
  Sign sign;
};

constexpr Law laws[] = {
    {"normal(mean=1, sd=2)", Sign::any},
    {"1 to 10", Sign::positive},
    {"0.01 to 100", Sign::positive},
    {"uniform(low=-2, high=1)", Sign::any},
    {"uniform(low=0, high=1)", Sign::positive},
    {"triangular(low=1, mode=2, high=5)", Sign::positive},
    {"exponential(mean=3)", Sign::positive},
    {"beta(alpha=0.5, beta=1.5)", Sign::positive},
    {"gamma(shape=2.5, scale=1)", Sign::positive},
    {"weibull(shape=1.5, scale=2)", Sign::positive},
    {"student_t(df=4, location=1, scale=1)", Sign::any},
    {"pareto(low=1, shape=2.5)", Sign::positive},
    {"{distribution: normal, mean: 1, sd: 2, min: 0}", Sign::positive},
    {"{distribution: normal, mean: 1, sd: 2, min: -1, max: 2}", Sign::any},
    {"{distribution: lognormal, p5: 1, p95: 50, max: 20}", Sign::positive},
    {"{distribution: mixture, components: ['normal(mean=-3, sd=0.5)', 1 to 4], weights: [0.4, 0.6]}", Sign::any},
    {"{distribution: mixture, components: [0, 1 to 4], weights: [0.3, 0.7]}", Sign::not_negative},
    {"metalog(p10=1, p50=2, p90=5)", Sign::any},
    {"logistic(location=0.5, scale=1)", Sign::any},
    {"loguniform(low=0.5, high=8)", Sign::positive},
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::string model(double question_quantiles[2], bool ask) {
    const Law& law = laws[below(std::size(laws))];
    sign_ = law.sign;
    text_ = "v";
    inputs_ = fmt::format("  v: {}\n", law.text);
    const int count = 1 + below(7);
    for (int i = 0; i < count; ++i) add_step();
    std::string yaml = "inputs:\n" + inputs_ + "formulas:\n  y: \"" + text_ + "\"\n";
    if (below(4) == 0 && names_ >= 2) yaml += "correlations: [{inputs: [i1, i2], rank: 0.5}]\n";
    if (below(12) == 0 && names_ >= 1) yaml += "correlations: [{inputs: [v, i1], rank: -0.6}]\n";   // may repeat the key: refused, and skipped
    if (ask) yaml += questions(question_quantiles);
    return yaml;
  }

 private:
  int below(std::size_t n) { return static_cast<int>(random_() % n); }
  double number(double low, double high) { return low + (high - low) * static_cast<double>(random_() % 1000) / 999; }

  std::string fresh(const std::string& law) {
    const std::string name = fmt::format("i{}", ++names_);
    inputs_ += fmt::format("  {}: {}\n", name, law);
    return name;
  }
  std::string positive() {
    switch (below(6)) {
      case 0: return fmt::format("{:.3g}", number(0.2, 3));
      case 1: return fresh("integer(low=1, high=3)");
      case 2: return fresh("uniform(low=0.5, high=2)");
      case 3: return fresh("0.5 to 2");
      case 4: return fmt::format("exp({} / 3)", fresh("normal(mean=0, sd=1)"));
      default: return fmt::format("({} + 0.5)", fresh("exponential(mean=1)"));
    }
  }
  std::string any() {
    switch (below(8)) {
      case 0: return fmt::format("({:.3g})", number(-3, 3));
      case 1: return fresh("integer(low=-2, high=2)");
      case 2: return fresh("normal(mean=0, sd=1)");
      case 3: return fresh("uniform(low=-1, high=2)");
      case 4: return fresh("poisson(mean=1)");
      case 5: return below(4) == 0 ? "v" : fresh("bernoulli(p=0.3)");
      case 6: return fmt::format("({} - {})", positive(), positive());
      default: return positive();
    }
  }
  std::string condition() {
    switch (below(3)) {
      case 0: return fmt::format("{} > 0.7", positive());
      case 1: return fmt::format("{} == 1", fresh("bernoulli(p=0.4)"));
      default: return fmt::format("{} <= {}", any(), any());
    }
  }

  void set(const std::string& text, Sign sign) {
    text_ = text;
    sign_ = sign;
  }
  void add_step() {
    const std::string v = "(" + text_ + ")";
    const bool positive_now = sign_ == Sign::positive, no_less = positive_now || sign_ == Sign::not_negative;
    switch (below(22)) {
      case 0: return set("-" + v, positive_now ? Sign::negative : sign_ == Sign::negative ? Sign::positive : Sign::any);
      case 1: return set(v + " + " + any(), Sign::any);
      case 2: return set(positive() + " + " + v, positive_now || no_less ? Sign::positive : Sign::any);
      case 3: return set(v + " - " + any(), Sign::any);
      case 4: return set(any() + " - " + v, Sign::any);
      case 5: return set(v + " * " + positive(), sign_);
      case 6: return set(any() + " * " + v, Sign::any);
      case 7: return set(v + " / " + positive(), sign_);
      case 8: return set("max(" + v + ", " + any() + ")", positive_now ? Sign::positive : Sign::any);
      case 9: return set("min(" + any() + ", " + v + ")", Sign::any);
      case 10: return set("clamp(" + v + ", -1, 4)", no_less ? sign_ : Sign::any);
      case 11: return set("if(" + condition() + ", " + v + ", " + any() + ")", Sign::any);
      case 12: return set("if(" + condition() + ", " + positive() + ", " + v + ")", positive_now ? Sign::positive : Sign::any);
      case 13: return set("exp(clamp(" + v + ", -5, 5) / 4)", Sign::positive);
      case 14: return set("max(" + v + ", 0)", no_less ? sign_ : Sign::not_negative);
      case 15: return no_less ? set("sqrt" + v, sign_) : set(v + " ^ 3", sign_);
      case 16: return no_less ? set(v + " ^ " + positive(), sign_) : set("expm1(clamp(" + v + ", -9, 3))", Sign::any);
      case 17: return positive_now ? set(any() + " / " + v, Sign::any) : set(v + " + 1", Sign::any);
      case 18: return positive_now ? set("log" + v, Sign::any) : set("2 ^ clamp(" + v + ", -9, 5)", Sign::positive);
      case 19: return positive_now ? set(v + " ^ (" + any() + ")", Sign::positive) : set("mean(" + v + ", " + any() + ")", Sign::any);
      case 20: return no_less ? set("log1p" + v, sign_) : set("sum(" + any() + ", " + v + ", 1)", Sign::any);
      default: return positive_now ? set("log10" + v, Sign::any) : set("0.5 ^ clamp(" + v + ", -4, 4)", Sign::positive);
    }
  }
  std::string questions(const double q[2]) {
    std::string text = "questions:\n";
    const auto add = [&](const std::string& name, const std::string& what) { text += fmt::format("  {}: \"P({})\"\n", name, what); };
    add("lt", fmt::format("y < {}", q[0]));
    add("le", fmt::format("y <= {}", q[1]));
    add("gt", fmt::format("{} < y", q[0]));
    add("ge", fmt::format("y >= {}", q[1]));
    if (q[0] < q[1]) add("between", fmt::format("{} < y and y <= {}", q[0], q[1]));
    add("not_or", fmt::format("not (y < {} or i_q > 0.5)", q[1]));
    add("and_not", fmt::format("i_r == 1 and not (y > {})", q[0]));
    add("beside", fmt::format("y > {} + i_n", q[0]));
    return text;
  }

  std::mt19937 random_;
  std::string text_, inputs_;
  int names_ = 0;
  Sign sign_ = Sign::any;
};

constexpr const char* asked_inputs = "inputs:\n  i_q: uniform(low=0, high=1)\n  i_r: bernoulli(p=0.6)\n  i_n: normal(mean=0, sd=1)\n";

}  // namespace

TEST_CASE("random monotone formulas and questions about them agree with plain draws") {
  std::size_t judged = 0, conditioned = 0;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    double at[2] = {0, 1};
    const std::string first = Maker(seed).model(at, false);
    // Thresholds at quantiles of a small sample, so that questions are neither certain nor impossible; atoms are hit as well.
    const Draws draws = plain_draws(first, 256, seed);
    if (!draws.contains("y") || draws.at("y").size() < 200) continue;   // refused (a correlation given twice), or hardly ever finite
    at[0] = draws.at("y")[draws.at("y").size() / 4];
    at[1] = draws.at("y")[draws.at("y").size() * 2 / 3];
    std::string yaml = Maker(seed).model(at, true);
    yaml.replace(0, 8, asked_inputs);
    const Verdict verdict = against_draws(yaml, {1u << 11, 1u << 15}, {}, seed);
    INFO(yaml << in_lines(verdict.complaints));
    CHECK(verdict.complaints.empty());
    ++judged;
    conditioned += verdict.conditioned + verdict.exact > 0 ? 1 : 0;
  }
  CHECK(judged > 150);
  CHECK(conditioned > judged * 3 / 4);
}
