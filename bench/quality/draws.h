// Draws of one law, counted and tested: a list of p-values. Threads: independent calls.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "distributions/sampler.h"

namespace botec::bench {

struct TestResult {
  std::string name;
  double p = 1;   // two-sided where both sides mean something
};

// Plain draws of `sampler` under (seed, name), through the same calls as a run makes, against the theory of `law`.
std::vector<TestResult> test_draws(const Sampler& sampler, const Distribution& law, const std::string& name, std::uint64_t seed, std::uint64_t draws);

}  // namespace botec::bench
