// The model that `botec init` writes: small, commented, and it runs.
#pragma once

#include <string_view>

namespace botec {

inline constexpr std::string_view starter_model = R"(# A first model. Run it:    botec run model.yaml
# Check it:                botec check model.yaml
# What could be written:   botec distributions, botec functions

title: Cost of a training run
description: What the computing for one large training run costs, from rented hardware.

units:                        # kinds of things that are counted
  GPU: one accelerator chip

inputs:                       # A to B is a 90% interval, lognormal unless a distribution is named
  gpus: 1000 to 4000 GPU
  duration: 60 to 120 days
  price:
    range: 1.5 to 4 USD/hour/GPU
    point: 2 USD/hour/GPU     # the single best guess, if there is one
    note: Between a long contract and the list price.
  overhead:
    range: 5% to 30%
    distribution: beta
    note: Failed runs, restarts and idle time, on top of the run that succeeds.

formulas:                     # in any order; units are checked and converted
  gpu_time: gpus * duration * (1 + overhead)
  cost:
    formula: gpu_time * price
    unit: USD
    description: Rent for everything that the run uses.

questions:
  over_ten_million: P(cost > 10M [USD])

scenarios:
  small: {gpus: 256 GPU, duration: 2 to 4 weeks}

# What a source claims can stand here; `botec check --expect` then says whether it holds.
# expect:
#   cost: {median: 8.5M USD, within: 10%}

run: {interval: 90%, seed: 1}
)";

}  // namespace botec
