// A Result made by hand, as a run of a small lognormal model gives it: fixed numbers for the tests of the report.
#pragma once

#include <cmath>
#include <memory>

#include "result/result.h"

namespace botec::fixture {

inline constexpr double z_of[] = {-2.3263478740408408, -1.959963984540054, -1.6448536269514722, -1.2815515655446004,
                                  -0.6744897501960817, 0.0, 0.6744897501960817, 1.2815515655446004, 1.6448536269514722,
                                  1.959963984540054, 2.3263478740408408};
inline constexpr double p_of[] = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99};

// A lognormal output with the given median and sd of the logarithm; each standard error a fixed share of its number.
inline OutputResult lognormal_output(std::string name, std::string unit, double median, double sigma) {
  constexpr double error = 2e-4;
  OutputResult o;
  o.name = std::move(name);
  o.unit = std::move(unit);
  const double mean = median * std::exp(sigma * sigma / 2);
  o.mean = {mean, mean * 1e-3};
  const double sd = mean * std::sqrt(std::exp(sigma * sigma) - 1);
  o.sd = {sd, sd * 5e-3};
  for (int i = 0; i < 11; ++i) {
    const double q = median * std::exp(sigma * z_of[i]);
    o.quantiles.push_back({p_of[i], {q, q * error}});
  }
  o.interval = {0.9, o.quantiles[2].at, o.quantiles[8].at};
  o.shortest = {0.9, {median * 0.1, median * 1e-3}, {median * 3, median * 1e-3}};
  o.minimum = median * std::exp(-5 * sigma);
  o.maximum = median * std::exp(5 * sigma);
  Histogram h;
  h.logarithmic = sigma > 0.7;
  const double low = -3.5 * sigma, high = 3.5 * sigma;
  h.low = h.logarithmic ? median * std::exp(low) : 0;
  h.high = median * std::exp(high);
  constexpr int bins = 140;
  const auto below = [&](double x) { return x <= 0 ? 0.0 : 0.5 * std::erfc(-std::log(x / median) / sigma / std::sqrt(2.0)); };
  const auto edge = [&](int i) {
    const double share = static_cast<double>(i) / bins;
    return h.logarithmic ? median * std::exp(low + share * (high - low)) : h.high * share;
  };
  for (int i = 0; i < bins; ++i) h.shares.push_back(below(edge(i + 1)) - below(edge(i)));
  h.below = below(h.low);
  h.above = 1 - below(h.high);
  o.histogram = h;
  return o;
}

inline InputResult input(std::string name, std::string unit, std::string family, double p5, double p50, double p95) {
  InputResult i;
  i.name = std::move(name);
  i.unit = std::move(unit);
  i.distribution = std::move(family);
  i.mean = p50 * 1.1;
  i.sd = p50 / 2;
  i.point = p50;
  i.quantiles = {{0.05, p5}, {0.25, (p5 + p50) / 2}, {0.5, p50}, {0.75, (p50 + p95) / 2}, {0.95, p95}};
  return i;
}

inline InputResult constant(std::string name, std::string unit, double value) {
  InputResult i = input(std::move(name), std::move(unit), "constant", value, value, value);
  i.mean = value;
  i.sd = 0;
  return i;
}

inline Result goat() {
  Result r;
  r.model = {"Training compute of GOAT", "Hardware-based estimate.", "goat.yaml", "base"};
  r.run = {"sobol", 1048576, 16, 1, 0.9, 0.001, true, false, std::nullopt, 0, std::nullopt};
  r.inputs = {constant("tpus", "TPU/agent", 8), constant("peak", "FLOP/s/TPU", 1.23e14),
              input("utilization", "", "lognormal", 0.05, 0.14142135623730950, 0.4),
              input("population", "agent", "lognormal", 10, 28.284271247461902, 80),
              input("training_time", "day", "lognormal", 60, 84.852813742385706, 120)};
  r.inputs[1].source = "https://cloud.google.com/tpu/docs/system-architecture-tpu-vm";
  r.inputs[2].source = "post";
  r.inputs[3].author_point = true;
  r.inputs[3].point = 32;
  auto compute = lognormal_output("training_compute", "FLOP", 3.01e22, 0.893);
  compute.description = "What the paper's Figure 1 plots.";
  compute.point = 2.4e22;
  r.outputs = {compute};
  r.questions = {{"above_gpt3", "P(training_compute > 3.14e23 [FLOP])", "", {0.0213, 0.0001}, {}, {}, {}}};
  r.expectations = {{"training_compute", "p5", "FLOP", 6.9e21, 6.93e21, 0.05, true, {}},
                    {"training_compute", "p95", "FLOP", 1.0e23, 1.31e23, 0.05, false, {}}};
  r.notes = {"1 month = 30.4375 days"};
  const auto source = std::make_shared<SourceFile>("goat.yaml", "inputs:\n  tpus: 8 TPU/agent\n  idle: 3 to 4 day\n");
  r.warnings = {{Severity::warning, "unused-input", "nothing uses the input `idle`", "remove it, or use it in a formula",
                 Span{source, 29, 33}}};
  return r;
}

}  // namespace botec::fixture
