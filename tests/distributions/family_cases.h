// What the tests of families share: distributions to try, from the examples of the catalogue and from the reference values.
#pragma once

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "distributions/family.h"

namespace family_test {

using namespace botec;
using Numbers = std::map<std::string, double, std::less<>>;

struct Call {
  std::string family;
  Arguments arguments;
};

// Just enough of the string form for the examples: name(a=1, p5=2, values=[1, 2]) unit.
inline Call parse_call(std::string_view text) {
  const auto open = text.find('('), close = text.rfind(')');
  Call call{std::string(text.substr(0, open)), {}};
  std::string inside(text.substr(open + 1, close - open - 1));
  while (!inside.empty()) {
    const auto equals = inside.find('=');
    const std::string name = inside.substr(inside.find_first_not_of(' '), equals - inside.find_first_not_of(' '));
    std::string rest = inside.substr(equals + 1);
    const auto end = rest[0] == '[' ? rest.find(']') + 1 : std::min(rest.find(','), rest.size());
    std::string value = rest.substr(0, end);
    inside = end < rest.size() ? rest.substr(end + 1) : "";
    if (value[0] == '[') {
      auto& list = name == "weights" ? call.arguments.weights : call.arguments.values;
      for (const double number : nlohmann::json::parse(value)) list.push_back(number);
    } else if (name[0] == 'p' && name.size() > 1 && std::isdigit(static_cast<unsigned char>(name[1]))) {
      call.arguments.quantiles.emplace_back(std::atof(name.c_str() + 1) / 100, std::atof(value.c_str()));
    } else if (name == "smooth") {
      call.arguments.smooth = value == "true";
    } else {
      call.arguments.numbers[name] = std::atof(value.c_str());
    }
  }
  return call;
}

inline Expected<Distribution> make(std::string_view family, const Numbers& numbers) {
  Arguments arguments;
  arguments.numbers = numbers;
  return make_distribution(family, arguments);
}

inline Expected<Distribution> make_through(std::string_view family, std::initializer_list<std::pair<double, double>> quantiles,
                                           const Numbers& numbers = {}) {
  Arguments arguments;
  arguments.numbers = numbers;
  arguments.quantiles = quantiles;
  return make_distribution(family, arguments);
}

inline const nlohmann::json& reference_rows() {
  static const nlohmann::json rows = nlohmann::json::parse(std::ifstream(BOTEC_SOURCE_DIR "/tests/reference/distributions.json"));
  return rows;
}

struct Case {
  std::string label;
  Distribution distribution;
};

// The examples of all families that numbers can make, and every row of the reference values.
inline std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const Family* family : catalogue()) {
    if (!family->fit) continue;
    const Call call = parse_call(family->example);
    const auto made = make_distribution(call.family, call.arguments);
    if (made) cases.push_back({std::string(family->example), *made});
  }
  for (const auto& row : reference_rows()) {
    const auto made = make(row["family"].get<std::string>(), row["arguments"].get<Numbers>());
    if (made) cases.push_back({row["family"].get<std::string>() + row["arguments"].dump(), *made});
  }
  return cases;
}

// How far a value may be off without anyone's fault: some units in the last place of it, or of where the law stands.
inline double resolution(const Distribution& d, double x, double units = 4) {
  const Support range = support(d);
  double size = std::max(std::abs(x), std::abs(quantile(d, 0.5)));
  if (std::isfinite(range.high - range.low)) {  // a bounded law is measured from its nearer end
    const double end = x - range.low <= range.high - x ? range.low : range.high;
    size = std::max(std::abs(x), std::abs(end));
  }
  if (d.family->name == "lognormal") size *= 1 + std::abs(d.parameters[0]);  // a logarithm mu is resolved to mu·2^-53
  return units * 2.3e-16 * size + 1e-322;
}

// By how much p lies outside the probabilities around x, as a share of p; 0 where it lies between them.
inline double probability_miss(const Distribution& d, double x, double p, Tail tail, double units = 4) {
  const double step = resolution(d, x, units);
  double least = cdf(d, x - step, tail), most = cdf(d, x + step, tail);
  if (least > most) std::swap(least, most);
  if (p < least) return least / p - 1;
  return p > most ? 1 - most / p : 0;
}

}  // namespace family_test
