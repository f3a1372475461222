// Rankings of models in text, and how far a figure is from what it should be in its own standard errors.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include "support.h"

namespace botec_test {

// Sampled, also where closed forms are known: those are what the samples are compared with.
inline botec::RankResult ranking(const std::string& yaml, botec::RankOptions options = {}) {
  options.run.conditioning = false;
  const auto answer = botec::rank(model_text(yaml), options);
  INFO(rendered(answer.diagnostics));
  REQUIRE(answer.value.has_value());
  return *answer.value;
}

inline botec::RankOptions with_seed(std::uint64_t seed, std::optional<std::uint64_t> samples = {}) {
  botec::RankOptions options;
  options.run.seed = seed;
  options.run.samples = samples;
  return options;
}

inline const botec::RankedFactor& factor(const botec::RankedOutput& output, const std::string& name) {
  for (const auto* list : {&output.inputs, &output.groups}) {
    for (const auto& f : *list) {
      if (f.name == name) return f;
    }
  }
  FAIL("no factor named " << name);
  return output.inputs.front();
}

// In standard errors; an error of 0 claims that the figure is exact.
inline double distance(const botec::Estimate& e, double truth) {
  REQUIRE(e.value.has_value());
  REQUIRE(e.standard_error.has_value());
  const double off = std::abs(*e.value - truth);
  return off < 1e-12 ? 0 : off / *e.standard_error;
}

// Student's t with 15 degrees of freedom is beyond 6.5 once in 100,000 times; each file makes under a hundred such checks, on
// fixed seeds.
inline constexpr double far = 6.5;

}  // namespace botec_test
