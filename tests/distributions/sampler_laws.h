// The laws on which samplers and their tables are tried: easy ones, sharp ones, with atoms, gaps and kinks.
#pragma once

#include <string>
#include <vector>

#include "composite_laws.h"

namespace sampler_test {

using namespace composite_test;
using botec::Distribution;

struct Named {
  std::string name;
  Distribution distribution;
};

inline Distribution metalog(std::vector<std::pair<double, double>> quantiles, double low) {
  botec::Arguments arguments;
  arguments.quantiles = std::move(quantiles);
  arguments.numbers["low"] = low;
  return *botec::make_distribution("metalog", arguments);
}

inline Distribution smoothed(std::vector<double> values) {
  botec::Arguments arguments;
  arguments.values = std::move(values);
  arguments.smooth = true;
  return *botec::make_distribution("empirical", arguments);
}

inline std::vector<Named> continuous_laws() {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const auto from = [](std::string_view name, std::map<std::string, double, std::less<>> numbers) {
    botec::Arguments arguments;
    arguments.numbers = std::move(numbers);
    return *botec::make_distribution(name, arguments);
  };
  return {
      {"lognormal, hardly cut", cut(law("lognormal", {1, 2}), 1e-9, inf)},
      {"beta 2 5", from("beta", {{"alpha", 2}, {"beta", 5}})},
      {"beta 0.5 0.5", from("beta", {{"alpha", 0.5}, {"beta", 0.5}})},
      {"beta 0.1 3", from("beta", {{"alpha", 0.1}, {"beta", 3}})},
      {"beta 50 80", from("beta", {{"alpha", 50}, {"beta", 80}})},
      {"gamma 0.2", from("gamma", {{"shape", 0.2}, {"scale", 3}})},
      {"gamma 2.5", from("gamma", {{"shape", 2.5}, {"scale", 3}})},
      {"gamma 400", from("gamma", {{"shape", 400}, {"scale", 3}})},
      {"student 1.5", from("student_t", {{"df", 1.5}, {"location", 0}, {"scale", 1}})},
      {"student 5", from("student_t", {{"df", 5}, {"location", 3}, {"scale", 2}})},
      {"inverse gamma", from("inverse_gamma", {{"shape", 3}, {"scale", 2}})},
      {"pert", from("pert", {{"low", 1}, {"mode", 2}, {"high", 7}})},
      {"normal above 0", cut(law("normal", {2e7, 1.5e7}), 0, inf)},
      {"normal far out", cut(law("normal", {0, 1}), 10, 12)},
      {"lognormal up to 1", cut(law("lognormal", {-2, 0.6}), -inf, 1)},
      {"beta within", cut(from("beta", {{"alpha", 2}, {"beta", 5}}), 0.1, 0.6)},
      {"triangular, cut off its kink", cut(from("triangular", {{"low", 0}, {"mode", 1}, {"high", 3}}), 0.5, 2.5)},
      {"mixture of two", mix({law("normal", {0, 1}), law("normal", {3, 0.5})}, {0.4, 0.6})},
      {"mixture with a gap", mix({law("normal", {0, 1}), law("normal", {100, 0.5})}, {0.3, 0.7})},
      {"mixture of uniforms", mix({law("uniform", {0, 1}), law("uniform", {2, 3})}, {0.4, 0.6})},
      {"mixture of orders of magnitude", mix({law("lognormal", {0, 1}), law("lognormal", {20, 2})}, {0.9, 0.1})},
      {"metalog", metalog({{0.05, 10}, {0.5, 20}, {0.95, 68}}, 0)},
      {"smoothed", smoothed({1.2, 3.4, 2.2, 5.1, 2.9, 3.3, 9.7, 4.0})},
  };
}

inline std::vector<Named> mixed_laws() {
  return {
      {"zero-inflated", mix({botec::constant(0), law("lognormal", {3, 0.5})}, {0.3, 0.7})},
      {"0, 1 or more", mix({botec::constant(0), botec::constant(1), law("lognormal", {0.5, 0.3}), law("lognormal", {1.5, 0.5})},
                           {0.2, 0.4, 0.3, 0.1})},
      {"atom in the middle", mix({law("normal", {0, 1}), botec::constant(0.1)}, {0.5, 0.5})},
      {"atoms at quarters", mix({botec::constant(-1), law("uniform", {0, 1}), botec::constant(2)}, {0.25, 0.5, 0.25})},
      {"poisson and normal", mix({law("poisson", {4}), law("normal", {3, 1})}, {0.5, 0.5})},
  };
}

inline std::vector<Named> discrete_laws() {
  botec::Arguments list;
  list.values = {-2, 0.1, 7};
  list.weights = {1, 5, 2};
  return {
      {"poisson 4", law("poisson", {4})},
      {"poisson 1e4", law("poisson", {1e4})},
      {"two constants and a poisson", mix({botec::constant(-3), botec::constant(2), law("poisson", {1})})},
      {"poisson above 2", cut(law("poisson", {4}), 3, 9)},
      {"categorical, cut", cut(*botec::make_distribution("categorical", list), 0, 8)},
  };
}

}  // namespace sampler_test
